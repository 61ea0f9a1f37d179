package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// ECDSA against RFC 6979, Wycheproof and the JDK's provider in both directions.
class EcdsaTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("ec/rfc6979.txt").stream()
                .filter(vector -> named(Curve.values(), vector.text("curve")))
                .filter(vector -> named(HashAlgorithm.values(), vector.text("hash")));
    }

    private static boolean named(Enum<?>[] values, String name) {
        return Arrays.stream(values).anyMatch(value -> value.name().equals(name));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc6979(Vector vector) {
        var ecdsa = new Ecdsa(Curve.valueOf(vector.text("curve")), HashAlgorithm.valueOf(vector.text("hash")));
        var scalar = Secret.copyOf(vector.octets("x"));
        var digest = ecdsa.hash().hash(Bytes.utf8(vector.text("message")));
        var signature = ecdsa.signDeterministically(scalar, digest);
        assertArrayEquals(vector.octets("signature"), signature.toArray());
        assertTrue(Ecdsa.verify(ecdsa.curve(), Ecdh.publicKey(ecdsa.curve(), scalar), digest, signature));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecdsa_secp256r1_sha256_test.json",
                "ecdsa_secp256r1_sha512_test.json",
                "ecdsa_secp384r1_sha256_test.json",
                "ecdsa_secp384r1_sha384_test.json",
                "ecdsa_secp384r1_sha512_test.json",
                "ecdsa_secp521r1_sha512_test.json"
            })
    void wycheproof(String file) {
        for (var test : Wycheproof.cases(file)) {
            var key = test.group().object("publicKey");
            var curve = EcdhTest.curveOf(key.text("curve"));
            var hash = HashAlgorithm.valueOf(test.group().text("sha").replace("-", ""));
            var digest = hash.hash(Bytes.copyOf(test.octets("msg")));
            var point = Bytes.copyOf(key.octets("uncompressed"));
            boolean verified = verifyDer(curve, point, digest, Bytes.copyOf(test.octets("sig")));
            assertEquals(test.result() == Wycheproof.Result.VALID, verified, test::toString);
        }
    }

    /// Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER } (RFC 3279 §2.2.3), read strictly.
    private static boolean verifyDer(Curve curve, Bytes point, Bytes digest, Bytes der) {
        try {
            var reader = new DerReader(der);
            var sequence = reader.sequence();
            var r = sequence.integer();
            var s = sequence.integer();
            sequence.end();
            reader.end();
            int bits = 8 * curve.fieldLength();
            if (r.signum() < 0 || s.signum() < 0 || r.bitLength() > bits || s.bitLength() > bits) {
                return false;
            }
            return Ecdsa.verify(curve, point, digest, fixed(curve, r, s));
        } catch (DerException e) {
            return false;
        }
    }

    private static Bytes fixed(Curve curve, BigInteger r, BigInteger s) {
        return Bytes.adopt(EcdhTest.fixedLength(r, curve.fieldLength()))
                .concat(Bytes.adopt(EcdhTest.fixedLength(s, curve.fieldLength())));
    }

    @Provide
    Arbitrary<HashAlgorithm> sha2() {
        return Arbitraries.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512);
    }

    @Property(tries = 40)
    void theJdkVerifiesOurs(
            @ForAll Curve curve, @ForAll("sha2") HashAlgorithm hash, @ForAll byte[] message, @ForAll Random random)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(EcdhTest.jdkName(curve)));
        var pair = generator.generateKeyPair();
        var scalar = EcdhTest.fixedLength(((ECPrivateKey) pair.getPrivate()).getS(), curve.fieldLength());
        var ecdsa = new Ecdsa(curve, hash);
        var ours = ecdsa.sign(Secret.copyOf(scalar), hash.hash(Bytes.copyOf(message)), random::nextBytes);

        var verifier = Signature.getInstance(jdkName(hash));
        verifier.initVerify(pair.getPublic());
        verifier.update(message);
        assertTrue(verifier.verify(ours.toArray()));
    }

    private static String jdkName(HashAlgorithm hash) {
        return hash.name() + "withECDSAinP1363Format";
    }

    @Property(tries = 40)
    void weVerifyTheJdks(
            @ForAll Curve curve, @ForAll("sha2") HashAlgorithm hash, @ForAll byte[] message, @ForAll Random random)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(EcdhTest.jdkName(curve)));
        var parameters = ((ECPublicKey) generator.generateKeyPair().getPublic()).getParams();
        var scalar = Ecdh.generate(curve, random::nextBytes);
        var signer = Signature.getInstance(jdkName(hash));
        signer.initSign(KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, scalar.expose()), parameters)));
        signer.update(message);
        var point = Ecdh.publicKey(curve, scalar);
        var digest = hash.hash(Bytes.copyOf(message));
        assertTrue(Ecdsa.verify(curve, point, digest, Bytes.adopt(signer.sign())));
    }

    @ParameterizedTest
    @EnumSource
    void aChangedBitIsSeen(Curve curve) {
        var random = new Random(3);
        var scalar = Ecdh.generate(curve, random::nextBytes);
        var point = Ecdh.publicKey(curve, scalar);
        var digest = HashAlgorithm.SHA256.hash(Bytes.utf8("what was signed"));
        var signature = new Ecdsa(curve, HashAlgorithm.SHA256).sign(scalar, digest, random::nextBytes);
        assertTrue(Ecdsa.verify(curve, point, digest, signature));
        for (int i = 0; i < signature.length(); i += 5) {
            assertFalse(Ecdsa.verify(curve, point, digest, flip(signature, i)));
        }
        for (int i = 0; i < digest.length(); i += 7) {
            assertFalse(Ecdsa.verify(curve, point, flip(digest, i), signature));
        }
        assertFalse(Ecdsa.verify(curve, point, digest, signature.from(1)));
        assertFalse(Ecdsa.verify(curve, point, digest, Bytes.of(0).concat(signature)));
        assertFalse(Ecdsa.verify(curve, point, digest, Bytes.EMPTY));
        assertThrows(InvalidPointException.class, () -> Ecdsa.verify(curve, flip(point, 9), digest, signature));
    }

    private static Bytes flip(Bytes octets, int index) {
        var changed = octets.toArray();
        changed[index] ^= 4;
        return Bytes.adopt(changed);
    }

    @ParameterizedTest
    @EnumSource
    void numbersOutOfRangeAreRefused(Curve curve) {
        var scalar = Ecdh.generate(curve, new Random(4)::nextBytes);
        var point = Ecdh.publicKey(curve, scalar);
        var digest = HashAlgorithm.SHA256.hash(Bytes.EMPTY);
        var n = new BigInteger(1, curve.group().scalars().order());
        for (var r : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, n}) {
            for (var s : new BigInteger[] {BigInteger.ZERO, BigInteger.ONE, n}) {
                assertFalse(Ecdsa.verify(curve, point, digest, fixed(curve, r, s)));
            }
        }
    }

    /// r and s + n would verify too if s were not checked to be below n; −s does verify, by the mathematics.
    @ParameterizedTest
    @EnumSource
    void theNegativeOfASignatureVerifies(Curve curve) {
        var scalar = Ecdh.generate(curve, new Random(5)::nextBytes);
        var digest = HashAlgorithm.SHA384.hash(Bytes.utf8("malleable"));
        var signature = new Ecdsa(curve, HashAlgorithm.SHA384).signDeterministically(scalar, digest);
        var n = new BigInteger(1, curve.group().scalars().order());
        var r = new BigInteger(1, signature.slice(0, curve.fieldLength()).toArray());
        var s = new BigInteger(1, signature.from(curve.fieldLength()).toArray());
        assertTrue(Ecdsa.verify(curve, Ecdh.publicKey(curve, scalar), digest, fixed(curve, r, n.subtract(s))));
    }

    @ParameterizedTest
    @EnumSource
    void addedEntropyChangesTheSignature(Curve curve) {
        var random = new Random(6);
        var scalar = Ecdh.generate(curve, random::nextBytes);
        var digest = HashAlgorithm.SHA512.hash(Bytes.utf8("twice"));
        var ecdsa = new Ecdsa(curve, HashAlgorithm.SHA512);
        assertEquals(ecdsa.signDeterministically(scalar, digest), ecdsa.signDeterministically(scalar, digest));
        var first = ecdsa.sign(scalar, digest, random::nextBytes);
        var second = ecdsa.sign(scalar, digest, random::nextBytes);
        assertNotEquals(first, second);
        assertNotEquals(first.slice(0, 8), second.slice(0, 8));
    }
}
