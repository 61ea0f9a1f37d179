package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pss;
import postern.crypto.rsa.RsaKeyGenerator;
import postern.vectors.Wycheproof;
import postern.vectors.Wycheproof.Result;

/// Signatures by name against the JDK's, and ECDSA's DER against Wycheproof's forgeries.
class SigningTest {
    private static final Bytes MESSAGE = Bytes.utf8("message");

    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("SigningTest"));

    @ParameterizedTest
    @EnumSource
    void signaturesAreVerifiedByTheJdkAndBack(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        for (var key : keysFor(algorithm)) {
            var ours = algorithm.sign(key, MESSAGE, random);
            var jdk = jdk(algorithm);
            var factory = KeyFactory.getInstance(
                    switch (key) {
                        case PrivateKey.Rsa _ -> "RSA";
                        case PrivateKey.RsaPss _ -> "RSASSA-PSS";
                        case PrivateKey.Ec _ -> "EC";
                        case PrivateKey.Edwards _ -> "EdDSA";
                    });
            jdk.initVerify(factory.generatePublic(
                    new X509EncodedKeySpec(key.publicKey().spki().toArray())));
            jdk.update(MESSAGE.toArray());
            assertTrue(
                    jdk.verify(ours.toArray()),
                    algorithm + " " + key.publicKey().describe());
            jdk.initSign(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(key.pkcs8().expose())));
            jdk.update(MESSAGE.toArray());
            var theirs = Bytes.copyOf(jdk.sign());
            assertTrue(algorithm.verify(key.publicKey(), MESSAGE, theirs));
            assertFalse(algorithm.verify(key.publicKey(), MESSAGE.from(1), theirs));
            key.close();
        }
    }

    private PrivateKey[] keysFor(SignatureAlgorithm algorithm) {
        if (algorithm.name().startsWith("RSA_PSS")) {
            var hash = algorithm.hash().orElseThrow();
            var numbers = RsaKeyGenerator.generate(1096, random);
            return new PrivateKey[] {
                new PrivateKey.Rsa(RsaKeyGenerator.generate(1096, random)),
                new PrivateKey.RsaPss(numbers, Optional.empty()),
                new PrivateKey.RsaPss(
                        RsaKeyGenerator.generate(1096, random), Optional.of(new PssRestriction(hash, hash.length())))
            };
        }
        if (algorithm.name().startsWith("RSA")) {
            return new PrivateKey[] {PrivateKey.generateRsa(1096, random)};
        }
        if (algorithm.hash().isEmpty()) {
            return new PrivateKey[] {PrivateKey.generateEdwards(EdwardsKind.valueOf(algorithm.name()), random)};
        }
        return new PrivateKey[] {
            PrivateKey.generateEc(Curve.P256, random),
            PrivateKey.generateEc(Curve.P384, random),
            PrivateKey.generateEc(Curve.P521, random)
        };
    }

    private static Signature jdk(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        if (algorithm.hash().isEmpty()) {
            return Signature.getInstance("EdDSA");
        }
        var hash = algorithm.hash().get().displayName();
        if (!algorithm.name().contains("PSS")) {
            return Signature.getInstance(
                    hash.replace("-", "") + "with" + (algorithm.name().startsWith("RSA") ? "RSA" : "ECDSA"));
        }
        var pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec(
                hash,
                "MGF1",
                new MGF1ParameterSpec(hash),
                algorithm.hash().get().length(),
                1));
        return pss;
    }

    /// A key for PSS alone signs nothing else, and where it names a hash, with no other.
    @Test
    void aKeyForPssKeepsItsParameters() {
        var restriction = Optional.of(new PssRestriction(HashAlgorithm.SHA384, 20));
        try (var key = new PrivateKey.RsaPss(RsaKeyGenerator.generate(1096, random), restriction)) {
            assertThrows(KeyException.class, () -> SignatureAlgorithm.RSA_PKCS1_SHA256.sign(key, MESSAGE, random));
            assertThrows(KeyException.class, () -> SignatureAlgorithm.RSA_PSS_SHA256.sign(key, MESSAGE, random));
            var signature = SignatureAlgorithm.RSA_PSS_SHA384.sign(key, MESSAGE, random);
            assertTrue(SignatureAlgorithm.RSA_PSS_SHA384.verify(key.publicKey(), MESSAGE, signature));
            assertTrue(new PssSignature(HashAlgorithm.SHA384, 48).verify(key.publicKey(), MESSAGE, signature));
            var shortSalt = new Pss(HashAlgorithm.SHA384, HashAlgorithm.SHA384, 19).sign(key.key(), MESSAGE, random);
            assertFalse(new PssSignature(HashAlgorithm.SHA384, 19).verify(key.publicKey(), MESSAGE, shortSalt));
            var unrestricted = new PublicKey.RsaPss(key.key().publicKey(), Optional.empty());
            assertTrue(new PssSignature(HashAlgorithm.SHA384, 19).verify(unrestricted, MESSAGE, shortSalt));
        }
        assertThrows(KeyException.class, () -> new PssRestriction(HashAlgorithm.SHA256, 33));
    }

    @Test
    void aKeyOfAnotherKindNeitherSignsNorVerifies() {
        try (var rsa = PrivateKey.generateRsa(1024, random);
                var ec = PrivateKey.generateEc(Curve.P256, random)) {
            var refusal =
                    assertThrows(KeyException.class, () -> SignatureAlgorithm.RSA_PSS_SHA256.sign(ec, MESSAGE, random));
            assertEquals("RSA_PSS_SHA256 cannot be made with a key of kind EC P-256", refusal.getMessage());
            assertThrows(KeyException.class, () -> SignatureAlgorithm.RSA_PSS_SHA512.sign(rsa, MESSAGE, random));
            var signature = SignatureAlgorithm.ECDSA_SHA256.sign(ec, MESSAGE, random);
            assertFalse(SignatureAlgorithm.ECDSA_SHA256.verify(rsa.publicKey(), MESSAGE, signature));
            assertFalse(SignatureAlgorithm.RSA_PKCS1_SHA256.verify(ec.publicKey(), MESSAGE, signature));
        }
        try (var ed25519 = PrivateKey.generateEdwards(EdwardsKind.ED25519, random)) {
            assertThrows(KeyException.class, () -> SignatureAlgorithm.ED448.sign(ed25519, MESSAGE, random));
            var signature = SignatureAlgorithm.ED25519.sign(ed25519, MESSAGE, random);
            assertFalse(SignatureAlgorithm.ED448.verify(ed25519.publicKey(), MESSAGE, signature));
        }
    }

    @Test
    void everyChangedBitAndEveryPrefixOfAnEcdsaSignatureIsRefused() {
        try (var key = PrivateKey.generateEc(Curve.P256, random)) {
            var algorithm = SignatureAlgorithm.ECDSA_SHA256;
            var signature = algorithm.sign(key, MESSAGE, random);
            assertTrue(algorithm.verify(key.publicKey(), MESSAGE, signature));
            for (int i = 0; i < 8 * signature.length(); i++) {
                var changed = signature.toArray();
                changed[i / 8] ^= (byte) (1 << i % 8);
                assertFalse(algorithm.verify(key.publicKey(), MESSAGE, Bytes.adopt(changed)), "bit " + i);
            }
            for (int i = 0; i < signature.length(); i++) {
                assertFalse(algorithm.verify(key.publicKey(), MESSAGE, signature.slice(0, i)));
            }
        }
    }

    @Test
    void aPointOffTheCurveVerifiesNothing() {
        var point = new byte[65];
        point[0] = 4;
        point[64] = 1;
        var key = new PublicKey.Ec(Curve.P256, Bytes.copyOf(point));
        var signature = DerWriter.write(w -> w.sequence(s -> s.integer(1).integer(1)));
        assertFalse(SignatureAlgorithm.ECDSA_SHA256.verify(key, MESSAGE, signature));
        var two = new byte[32];
        two[0] = 2;
        var edwards = new PublicKey.Edwards(EdwardsKind.ED25519, Bytes.copyOf(two));
        assertFalse(SignatureAlgorithm.ED25519.verify(edwards, MESSAGE, Bytes.copyOf(new byte[64])));
    }

    /// Agreement with public keys as SubjectPublicKeyInfo. "acceptable" are keys in BER, with explicit
    /// parameters or compressed: nothing but DER with a named curve and an uncompressed point is accepted here.
    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void wycheproofEcdh(String curve) {
        for (var test : Wycheproof.cases("ecdh_" + curve + "_test.json")) {
            if (test.result() == Result.VALID) {
                assertEquals(Bytes.adopt(test.octets("shared")), agree(test), test::toString);
            } else {
                assertThrows(IllegalArgumentException.class, () -> agree(test), test::toString);
            }
        }
    }

    private static Bytes agree(Wycheproof.Case test) {
        var curve = switch (test.group().text("curve")) {
            case "secp256r1" -> Curve.P256;
            case "secp384r1" -> Curve.P384;
            default -> Curve.P521;
        };
        if (!(PublicKey.fromSpki(Bytes.adopt(test.octets("public"))) instanceof PublicKey.Ec(var named, var point))
                || named != curve) {
            throw new KeyException("a key of another kind");
        }
        var number = new BigInteger(1, test.octets("private"));
        var scalar = new byte[curve.fieldLength()];
        for (int i = 0; i < scalar.length; i++) {
            scalar[scalar.length - 1 - i] = number.shiftRight(8 * i).byteValue();
        }
        return Bytes.copyOf(Ecdh.agree(curve, Secret.adopt(scalar), point).expose());
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1_sha256, ECDSA_SHA256",
        "secp256r1_sha512, ECDSA_SHA512",
        "secp384r1_sha256, ECDSA_SHA256",
        "secp384r1_sha384, ECDSA_SHA384",
        "secp384r1_sha512, ECDSA_SHA512",
        "secp521r1_sha512, ECDSA_SHA512",
    })
    void wycheproofEcdsa(String file, SignatureAlgorithm algorithm) {
        wycheproof("ecdsa_" + file + "_test.json", algorithm);
    }

    @ParameterizedTest
    @CsvSource({"ed25519_test.json, ED25519", "ed448_test.json, ED448"})
    void wycheproof(String file, SignatureAlgorithm algorithm) {
        for (var test : Wycheproof.cases(file)) {
            var key = PublicKey.fromSpki(Bytes.adopt(test.group().octets("publicKeyDer")));
            boolean valid = algorithm.verify(key, Bytes.adopt(test.octets("msg")), Bytes.adopt(test.octets("sig")));
            assertEquals(test.result() == Result.VALID, valid, test::toString);
        }
    }
}
