package postern.tls.selftest;

import java.util.Arrays;
import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.crypto.rsa.Pkcs1;
import postern.crypto.rsa.Pkcs1Encryption;
import postern.crypto.rsa.Pss;
import postern.crypto.rsa.RsaPrivateKey;
import postern.crypto.rsa.RsaPublicKey;

/// RSA: PKCS #1 v1.5 and PSS.
///
/// Acceptable cases, decided:
///
/// - `MissingNull`, a DigestInfo without the NULL: refused. RFC 8017 §9.2 builds one encoding, and comparing
///   with it is what keeps forgers out.
/// - `SmallPublicKey`, signing with the exponent 3: done. The exponent weakens encryption without padding, not
///     this.
/// - `WeakHash`, signing with SHA-1: done. TLS 1.0 and 1.1 sign so; which version is spoken is policy's business.
final class RsaChecks {
    private static final Outcome NO_HASH = new Outcome.Skipped("TLS does not use this hash");

    private RsaChecks() {}

    static Outcome verify(TestCase test) {
        var hash = hash(test.group().text("sha"));
        if (hash.isEmpty()) {
            return NO_HASH;
        }
        boolean good = Pkcs1.verify(publicKey(test), hash.get(), test.octets("msg"), test.octets("sig"));
        return Outcome.judged(test.expected() == TestCase.Expected.VALID, good);
    }

    /// The padding leaves no choice: the signature is the file's to the octet.
    static Outcome sign(TestCase test) {
        var hash = hash(test.group().text("sha"));
        if (hash.isEmpty()) {
            return NO_HASH;
        }
        try (var key = privateKey(test)) {
            var signature = Pkcs1.sign(rsa(key), hash.get(), test.octets("msg"), HmacDrbg.system());
            return Outcome.equal(test.octets("sig"), signature);
        }
    }

    /// With the hashes and the length of the salt that the group names. Where the key carries them as parameters,
    /// they are the same.
    static Outcome pss(TestCase test) {
        var hash = hash(test.group().text("sha"));
        var maskHash = hash(test.group().text("mgfSha"));
        if (hash.isEmpty() || maskHash.isEmpty()) {
            return NO_HASH;
        }
        boolean good = new Pss(hash.get(), maskHash.get(), test.group().number("sLen"))
                .verify(publicKey(test), test.octets("msg"), test.octets("sig"));
        return Outcome.judged(test.expected() == TestCase.Expected.VALID, good);
    }

    static Outcome decrypt(TestCase test) {
        try (var key = privateKey(test);
                var message = Pkcs1Encryption.decrypt(rsa(key), test.octets("ct"), HmacDrbg.system())) {
            return test.isInvalid()
                    ? rejected(rsa(key), test.octets("ct"), Outcome.shown(message))
                    : Outcome.equal(test.octets("msg"), Outcome.shown(message));
        } catch (IllegalArgumentException refusal) {
            return Outcome.judged(!test.isInvalid(), false);
        }
    }

    /// Nobody is told that a padding is wrong: the message is made up (implicit rejection). That it is shows
    /// where a fallback of its length is asked for: a message from the ciphertext would come again.
    private static Outcome rejected(RsaPrivateKey key, Bytes ciphertext, Bytes madeUp) {
        var other = madeUp.toArray();
        for (int i = 0; i < other.length; i++) {
            other[i] ^= 1;
        }
        try (var fallback = Secret.copyOf(other);
                var taken = Pkcs1Encryption.decryptOr(key, ciphertext, fallback, HmacDrbg.system())) {
            boolean isFallback = Outcome.shown(taken).equals(Bytes.copyOf(other));
            return Outcome.of(isFallback && !madeUp.isEmpty(), "decrypted in spite of its padding");
        }
    }

    private static Optional<HashAlgorithm> hash(String name) {
        return Arrays.stream(HashAlgorithm.values())
                .filter(hash -> hash.displayName().equals(name))
                .findFirst();
    }

    private static RsaPublicKey publicKey(TestCase test) {
        var in = new DerReader(test.group().octets("publicKeyAsn")).sequence();
        return new RsaPublicKey(in.unsignedInteger(), in.unsignedInteger());
    }

    private static PrivateKey privateKey(TestCase test) {
        try (var der = Secret.ofPublic(test.group().octets("privateKeyPkcs8"))) {
            return PrivateKey.fromPkcs8(der);
        }
    }

    private static RsaPrivateKey rsa(PrivateKey key) {
        if (key instanceof PrivateKey.Rsa(var rsa)) {
            return rsa;
        }
        throw new IllegalArgumentException("not an RSA key");
    }
}
