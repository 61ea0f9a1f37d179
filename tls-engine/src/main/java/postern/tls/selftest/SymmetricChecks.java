package postern.tls.selftest;

import java.util.Arrays;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.CbcMode;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hkdf;
import postern.crypto.hash.Hmac;

/// HMAC, HKDF, and AES in CBC mode.
final class SymmetricChecks {
    private static final int BLOCK = 16;

    private SymmetricChecks() {}

    /// "HMACSHA256" or "HKDF-SHA-256".
    static Optional<Check> of(String algorithm) {
        var name = algorithm.replace("-", "");
        return Arrays.stream(HashAlgorithm.values())
                .map(hash -> {
                    var suffix = hash.displayName().replace("-", "");
                    if (name.equals("HMAC" + suffix)) {
                        return Optional.<Check>of(test -> hmac(test, hash));
                    }
                    return name.equals("HKDF" + suffix)
                            ? Optional.<Check>of(test -> hkdf(test, hash))
                            : Optional.<Check>empty();
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// A tag may be cut short: HMAC's beginning is its tag.
    private static Outcome hmac(TestCase test, HashAlgorithm hash) {
        try (var key = Secret.ofPublic(test.octets("key"));
                var mac = Hmac.mac(hash, key, test.octets("msg"))) {
            var tag = test.octets("tag");
            var expected = Outcome.shown(mac).slice(0, test.group().number("tagSize") / 8);
            return Outcome.judged(!test.isInvalid(), tag.equals(expected));
        }
    }

    /// The invalid ones ask for more than 255 digests.
    private static Outcome hkdf(TestCase test, HashAlgorithm hash) {
        return test.isInvalid()
                ? Outcome.refused(() -> derived(test, hash))
                : Outcome.equal(test.octets("okm"), derived(test, hash));
    }

    private static Bytes derived(TestCase test, HashAlgorithm hash) {
        try (var salt = Secret.ofPublic(test.octets("salt"));
                var material = Secret.ofPublic(test.octets("ikm"));
                var key = Hkdf.extract(hash, salt, material);
                var output = Hkdf.expand(
                        hash, key, test.octets("info"), test.values().number("size"))) {
            return Outcome.shown(output);
        }
    }

    /// TLS pads in its own way; PKCS #5 is laid over the mode here. What is invalid has a wrong padding, or none.
    static Outcome cbc(TestCase test) {
        var ciphertext = test.octets("ct").toArray();
        if (ciphertext.length == 0 || ciphertext.length % BLOCK != 0) {
            return Outcome.judged(!test.isInvalid(), false);
        }
        var message = unpadded(decrypted(test, ciphertext));
        if (test.isInvalid()) {
            return Outcome.of(message.isEmpty(), "the padding was accepted");
        }
        if (message.isEmpty() || !message.get().equals(test.octets("msg"))) {
            return new Outcome.Failed("not deciphered, or to something else");
        }
        return Outcome.equal(test.octets("ct"), encrypted(test));
    }

    private static byte[] decrypted(TestCase test, byte[] ciphertext) {
        var plaintext = new byte[ciphertext.length];
        try (var key = Secret.ofPublic(test.octets("key"));
                var aes = new Aes(key)) {
            new CbcMode(aes).decrypt(test.octets("iv").toArray(), Span.of(ciphertext), Span.of(plaintext));
        }
        return plaintext;
    }

    private static Bytes encrypted(TestCase test) {
        var message = test.octets("msg").toArray();
        int padding = BLOCK - message.length % BLOCK;
        var padded = Arrays.copyOf(message, message.length + padding);
        Arrays.fill(padded, message.length, padded.length, (byte) padding);
        try (var key = Secret.ofPublic(test.octets("key"));
                var aes = new Aes(key)) {
            new CbcMode(aes).encrypt(test.octets("iv").toArray(), Span.of(padded), Span.of(padded));
        }
        return Bytes.adopt(padded);
    }

    /// Vectors are public: this need not hide where the padding is wrong.
    private static Optional<Bytes> unpadded(byte[] padded) {
        int padding = padded[padded.length - 1];
        boolean good = padding >= 1 && padding <= BLOCK;
        for (int i = 1; good && i <= padding; i++) {
            good = padded[padded.length - i] == padding;
        }
        return good ? Optional.of(Bytes.copyOf(padded, 0, padded.length - padding)) : Optional.empty();
    }
}
