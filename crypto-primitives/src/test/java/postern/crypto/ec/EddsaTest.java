package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// Ed25519 and Ed448 against RFC 8032, Wycheproof, the JDK's provider in both directions and Bouncy Castle.
class EddsaTest {
    enum Algorithm {
        ED25519("Ed25519", 32),
        ED448("Ed448", 57);

        private final String displayName;
        private final int length;

        Algorithm(String displayName, int length) {
            this.displayName = displayName;
            this.length = length;
        }

        private Bytes publicKey(byte[] secret) {
            var key = Secret.copyOf(secret);
            return this == ED25519 ? Ed25519.publicKey(key) : Ed448.publicKey(key);
        }

        private Bytes sign(byte[] secret, byte[] message) {
            var key = Secret.copyOf(secret);
            return this == ED25519 ? Ed25519.sign(key, Bytes.copyOf(message)) : Ed448.sign(key, Bytes.copyOf(message));
        }

        private boolean verify(Bytes publicKey, byte[] message, Bytes signature) {
            return this == ED25519
                    ? Ed25519.verify(publicKey, Bytes.copyOf(message), signature)
                    : Ed448.verify(publicKey, Bytes.copyOf(message), signature);
        }

        private Signer bouncyCastle(byte[] secret) {
            Signer signer = this == ED25519 ? new Ed25519Signer() : new Ed448Signer(new byte[0]);
            signer.init(
                    true,
                    this == ED25519
                            ? new Ed25519PrivateKeyParameters(secret, 0)
                            : new Ed448PrivateKeyParameters(secret, 0));
            return signer;
        }

        private byte[] secret(Random random) {
            var secret = new byte[length];
            random.nextBytes(secret);
            return secret;
        }
    }

    static Stream<Vector> vectors() {
        return VectorFile.read("ec/rfc8032.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc8032(Vector vector) {
        var algorithm = vector.text("algorithm").equals("Ed25519") ? Algorithm.ED25519 : Algorithm.ED448;
        var publicKey = Bytes.copyOf(vector.octets("public"));
        var signature = Bytes.copyOf(vector.octets("signature"));
        assertEquals(publicKey, algorithm.publicKey(vector.octets("secret")));
        assertEquals(signature, algorithm.sign(vector.octets("secret"), vector.octets("message")));
        assertTrue(algorithm.verify(publicKey, vector.octets("message"), signature));
    }

    @ParameterizedTest
    @EnumSource
    void wycheproof(Algorithm algorithm) {
        for (var test : Wycheproof.cases(algorithm == Algorithm.ED25519 ? "ed25519_test.json" : "ed448_test.json")) {
            var key = Bytes.copyOf(test.group().object("publicKey").octets("pk"));
            var signature = Bytes.copyOf(test.octets("sig"));
            assertEquals(
                    test.result() == Wycheproof.Result.VALID,
                    algorithm.verify(key, test.octets("msg"), signature),
                    test::toString);
        }
    }

    @Property(tries = 40)
    void signaturesAreBouncyCastles(@ForAll Algorithm algorithm, @ForAll byte[] message, @ForAll Random random)
            throws CryptoException {
        var secret = algorithm.secret(random);
        var signer = algorithm.bouncyCastle(secret);
        signer.update(message, 0, message.length);
        var expected = Bytes.adopt(signer.generateSignature());
        assertEquals(expected, algorithm.sign(secret, message));
        assertTrue(algorithm.verify(algorithm.publicKey(secret), message, expected));
    }

    @Property(tries = 40)
    void theJdkSignsAndVerifiesTheSame(@ForAll Algorithm algorithm, @ForAll byte[] message, @ForAll Random random)
            throws GeneralSecurityException {
        var secret = algorithm.secret(random);
        var parameters = new NamedParameterSpec(algorithm.displayName);
        var factory = KeyFactory.getInstance(algorithm.displayName);
        var signer = Signature.getInstance(algorithm.displayName);
        signer.initSign(factory.generatePrivate(new EdECPrivateKeySpec(parameters, secret)));
        signer.update(message);
        var signature = Bytes.adopt(signer.sign());
        assertEquals(signature, algorithm.sign(secret, message));

        var key = algorithm.publicKey(secret);
        var y = key.toArray();
        boolean odd = y[y.length - 1] < 0;
        y[y.length - 1] &= 0x7f;
        var point = new EdECPoint(odd, new BigInteger(1, reversed(y)));
        var verifier = Signature.getInstance(algorithm.displayName);
        verifier.initVerify(factory.generatePublic(new EdECPublicKeySpec(parameters, point)));
        verifier.update(message);
        assertTrue(verifier.verify(signature.toArray()));
    }

    private static byte[] reversed(byte[] octets) {
        var out = new byte[octets.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = octets[out.length - 1 - i];
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource
    void aChangedOctetIsSeen(Algorithm algorithm) {
        var secret = algorithm.secret(new Random(1));
        var key = algorithm.publicKey(secret);
        var message = Bytes.utf8("what was signed").toArray();
        var signature = algorithm.sign(secret, message);
        assertTrue(algorithm.verify(key, message, signature));
        for (int i = 0; i < signature.length(); i++) {
            var changed = signature.toArray();
            changed[i] ^= 0x10;
            assertFalse(algorithm.verify(key, message, Bytes.adopt(changed)));
        }
        assertFalse(algorithm.verify(key, new byte[0], signature));
        assertFalse(algorithm.verify(key, message, signature.from(1)));
        assertFalse(algorithm.verify(key, message, signature.concat(Bytes.of(0))));
        assertFalse(algorithm.verify(algorithm.publicKey(algorithm.secret(new Random(2))), message, signature));
    }

    /// S + order would verify too, were it not refused (RFC 8032 §8.4).
    @ParameterizedTest
    @EnumSource
    void aScalarNotBelowTheOrderIsRefused(Algorithm algorithm) {
        var secret = algorithm.secret(new Random(3));
        var key = algorithm.publicKey(secret);
        var signature = algorithm.sign(secret, new byte[0]);
        var order = algorithm == Algorithm.ED25519
                ? new BigInteger("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed", 16)
                : new BigInteger(
                        "3fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                + "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3",
                        16);
        var s = new BigInteger(1, reversed(signature.from(algorithm.length).toArray())).add(order);
        var octets = new byte[algorithm.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = s.shiftRight(8 * i).byteValue();
        }
        var other = signature.slice(0, algorithm.length).concat(Bytes.copyOf(octets));
        assertFalse(algorithm.verify(key, new byte[0], other));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoPointIsRefused(Algorithm algorithm) {
        var signature = Bytes.copyOf(new byte[2 * algorithm.length]);
        var ones = new byte[algorithm.length];
        Arrays.fill(ones, (byte) 0xff);
        refuse(algorithm, Bytes.EMPTY, signature, "octets");
        refuse(algorithm, Bytes.copyOf(new byte[algorithm.length + 1]), signature, "octets");
        refuse(algorithm, Bytes.copyOf(ones), signature, "prime");
        var two = new byte[algorithm.length];
        two[0] = 2;
        refuse(algorithm, Bytes.copyOf(two), signature, "not a point");
        var zeroWithSign = new byte[algorithm.length];
        zeroWithSign[0] = 1;
        zeroWithSign[algorithm.length - 1] = (byte) 0x80;
        refuse(algorithm, Bytes.copyOf(zeroWithSign), signature, "sign");
        if (algorithm == Algorithm.ED448) {
            var spare = algorithm.publicKey(algorithm.secret(new Random(4))).toArray();
            spare[algorithm.length - 1] |= 1;
            refuse(algorithm, Bytes.copyOf(spare), signature, "prime");
        }
    }

    private static void refuse(Algorithm algorithm, Bytes key, Bytes signature, String words) {
        var refused = assertThrows(InvalidPointException.class, () -> algorithm.verify(key, new byte[0], signature));
        assertTrue(refused.toString().contains(words), refused::toString);
    }

    @ParameterizedTest
    @EnumSource
    void otherKeyLengthsAreRefused(Algorithm algorithm) {
        assertThrows(IllegalArgumentException.class, () -> algorithm.publicKey(new byte[algorithm.length - 1]));
        assertThrows(IllegalArgumentException.class, () -> algorithm.sign(new byte[algorithm.length + 1], new byte[0]));
    }
}
