package postern.tls.selftest;

import java.util.Optional;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// Authenticated encryption. TLS has keys of 128 and 256 bits, nonces of 96, tags of 128 or, with CCM, 64.
final class AeadChecks {
    private AeadChecks() {}

    static Outcome gcm(TestCase test) {
        return switch (test.group().number("keySize")) {
            case 128 -> judge(test, AeadAlgorithm.AES_128_GCM);
            case 256 -> judge(test, AeadAlgorithm.AES_256_GCM);
            default -> new Outcome.Skipped("TLS has no AES key of 192 bits");
        };
    }

    static Outcome ccm(TestCase test) {
        boolean shortTag = test.group().number("tagSize") == 64;
        return switch (test.group().number("keySize")) {
            case 128 -> judge(test, shortTag ? AeadAlgorithm.AES_128_CCM_8 : AeadAlgorithm.AES_128_CCM);
            case 256 -> judge(test, shortTag ? AeadAlgorithm.AES_256_CCM_8 : AeadAlgorithm.AES_256_CCM);
            default -> new Outcome.Skipped("TLS has no AES key of 192 bits");
        };
    }

    static Outcome chacha20Poly1305(TestCase test) {
        return judge(test, AeadAlgorithm.CHACHA20_POLY1305);
    }

    private static Outcome judge(TestCase test, AeadAlgorithm algorithm) {
        if (test.group().number("tagSize") != 8 * algorithm.tagLength()) {
            return new Outcome.Skipped("TLS has no tag of this length");
        }
        boolean otherNonce = test.octets("iv").length() != algorithm.nonceLength();
        if (otherNonce && !test.isInvalid()) {
            return new Outcome.Skipped("TLS has no nonce of another length than 96 bits");
        }
        return otherNonce ? Outcome.refused(() -> open(test, algorithm)) : inBothDirections(test, algorithm);
    }

    private static Outcome inBothDirections(TestCase test, AeadAlgorithm algorithm) {
        var opened = open(test, algorithm);
        if (test.isInvalid()) {
            return Outcome.of(opened.isEmpty(), "the tag was accepted");
        }
        if (opened.isEmpty() || !opened.get().equals(test.octets("msg"))) {
            return new Outcome.Failed("not opened, or to something else");
        }
        return Outcome.equal(test.octets("ct").concat(test.octets("tag")), seal(test, algorithm));
    }

    private static Optional<Bytes> open(TestCase test, AeadAlgorithm algorithm) {
        var sealed = test.octets("ct").concat(test.octets("tag"));
        var plaintext = new byte[test.octets("ct").length()];
        try (var key = Secret.ofPublic(test.octets("key"));
                var aead = algorithm.withKey(key)) {
            boolean good = aead.open(
                    test.octets("iv").toArray(),
                    test.octets("aad").toArray(),
                    Span.of(sealed.toArray()),
                    Span.of(plaintext));
            return good ? Optional.of(Bytes.adopt(plaintext)) : Optional.empty();
        }
    }

    private static Bytes seal(TestCase test, AeadAlgorithm algorithm) {
        var plaintext = test.octets("msg");
        var sealed = new byte[plaintext.length() + algorithm.tagLength()];
        try (var key = Secret.ofPublic(test.octets("key"));
                var aead = algorithm.withKey(key)) {
            aead.seal(
                    test.octets("iv").toArray(),
                    test.octets("aad").toArray(),
                    Span.of(plaintext.toArray()),
                    Span.of(sealed));
        }
        return Bytes.adopt(sealed);
    }
}
