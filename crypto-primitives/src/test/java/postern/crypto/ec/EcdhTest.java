package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// ECDH against NIST's vectors, Wycheproof and the JDK's provider, and the public keys that must be refused.
class EcdhTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("ec/ecdh.txt").stream()
                .filter(vector ->
                        Arrays.stream(Curve.values()).anyMatch(c -> c.name().equals(vector.text("curve"))));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void nist(Vector vector) {
        var curve = Curve.valueOf(vector.text("curve"));
        var shared = Ecdh.agree(curve, Secret.copyOf(vector.octets("d")), Bytes.copyOf(vector.octets("Q")));
        assertArrayEquals(vector.octets("Z"), shared.expose());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ecdh_secp256r1_ecpoint_test.json",
                "ecdh_secp384r1_ecpoint_test.json",
                "ecdh_secp521r1_ecpoint_test.json"
            })
    void wycheproof(String file) {
        for (var test : Wycheproof.cases(file)) {
            var curve = curveOf(test.group().text("curve"));
            var scalar = Secret.adopt(fixedLength(new BigInteger(1, test.octets("private")), curve.fieldLength()));
            var peer = Bytes.copyOf(test.octets("public"));
            // "acceptable" are compressed points: RFC 9846 §4.2.8.2 knows only the uncompressed form.
            if (test.result() == Wycheproof.Result.VALID) {
                assertArrayEquals(
                        test.octets("shared"), Ecdh.agree(curve, scalar, peer).expose(), test::toString);
            } else {
                assertThrows(InvalidPointException.class, () -> Ecdh.agree(curve, scalar, peer), test::toString);
            }
        }
    }

    static Curve curveOf(String secName) {
        return switch (secName) {
            case "secp256r1" -> Curve.P256;
            case "secp384r1" -> Curve.P384;
            case "secp521r1" -> Curve.P521;
            default -> throw new IllegalArgumentException(secName);
        };
    }

    static byte[] fixedLength(BigInteger value, int length) {
        var out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[length - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        assertEquals(value, new BigInteger(1, out));
        return out;
    }

    @Property(tries = 40)
    void agreesWithTheJdk(@ForAll Curve curve, @ForAll Random random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(jdkName(curve)));
        var theirs = generator.generateKeyPair();
        var theirPublic = (ECPublicKey) theirs.getPublic();
        var theirPoint = Bytes.concat(
                Bytes.of(4),
                Bytes.adopt(fixedLength(theirPublic.getW().getAffineX(), curve.fieldLength())),
                Bytes.adopt(fixedLength(theirPublic.getW().getAffineY(), curve.fieldLength())));
        var theirScalar = fixedLength(((ECPrivateKey) theirs.getPrivate()).getS(), curve.fieldLength());
        assertEquals(theirPoint, Ecdh.publicKey(curve, Secret.copyOf(theirScalar)));

        var scalar = Ecdh.generate(curve, random::nextBytes);
        var point = Ecdh.publicKey(curve, scalar);
        int length = curve.fieldLength();
        var w = new ECPoint(
                new BigInteger(1, point.slice(1, length).toArray()),
                new BigInteger(1, point.from(1 + length).toArray()));
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(theirs.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, theirPublic.getParams())), true);
        assertArrayEquals(
                agreement.generateSecret(),
                Ecdh.agree(curve, scalar, theirPoint).expose());
    }

    static String jdkName(Curve curve) {
        return "secp" + curve.name().substring(1) + "r1";
    }

    @Property(tries = 20)
    void bothSidesAgree(@ForAll Curve curve, @ForAll Random random) {
        var alice = Ecdh.generate(curve, random::nextBytes);
        var bob = Ecdh.generate(curve, random::nextBytes);
        assertArrayEquals(
                Ecdh.agree(curve, alice, Ecdh.publicKey(curve, bob)).expose(),
                Ecdh.agree(curve, bob, Ecdh.publicKey(curve, alice)).expose());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoPointIsRefused(Curve curve) {
        var scalar = Ecdh.generate(curve, new Random(1)::nextBytes);
        var point = Ecdh.publicKey(curve, scalar);
        var zeros = Bytes.adopt(new byte[2 * curve.fieldLength()]);
        var ones = new byte[2 * curve.fieldLength()];
        Arrays.fill(ones, (byte) 0xff);
        refuse(curve, Bytes.EMPTY, "uncompressed");
        refuse(curve, Bytes.of(0), "infinity");
        refuse(curve, Bytes.of(4), "octets");
        refuse(curve, point.slice(0, point.length() - 1), "octets");
        refuse(curve, point.concat(Bytes.of(0)), "octets");
        refuse(curve, Bytes.of(2).concat(point.slice(1, curve.fieldLength())), "uncompressed");
        refuse(curve, Bytes.of(6).concat(point.from(1)), "uncompressed");
        refuse(curve, Bytes.of(4).concat(zeros), "not on the curve");
        refuse(curve, Bytes.of(4).concat(Bytes.copyOf(ones)), "prime");
        for (int i = 1; i < point.length(); i++) {
            var changed = point.toArray();
            changed[i] ^= 1;
            assertThrows(InvalidPointException.class, () -> Ecdh.agree(curve, scalar, Bytes.copyOf(changed)));
        }
    }

    private static void refuse(Curve curve, Bytes point, String words) {
        var scalar = Ecdh.generate(curve, new Random(2)::nextBytes);
        var refused = assertThrows(InvalidPointException.class, () -> Ecdh.agree(curve, scalar, point));
        assertTrue(refused.toString().contains(words), refused::toString);
        assertThrows(InvalidPointException.class, () -> curve.requirePoint(point));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoPrivateKeyIsRefused(Curve curve) {
        int length = curve.fieldLength();
        var n = curve.group().scalars().order();
        var ones = new byte[length];
        Arrays.fill(ones, (byte) 0xff);
        for (var bad : new byte[][] {new byte[length], n, ones, new byte[length - 1], new byte[length + 1]}) {
            assertThrows(IllegalArgumentException.class, () -> Ecdh.publicKey(curve, Secret.copyOf(bad)));
        }
    }

    @Test
    void generationSkipsWhatIsOutOfRange() {
        var draws = Stream.iterate(0, i -> i + 1).iterator();
        var scalar = Ecdh.generate(Curve.P256, out -> Arrays.fill(out, (byte) (draws.next() == 0 ? 0xff : 1)));
        assertArrayEquals(Bytes.fromHex("01".repeat(32)).toArray(), scalar.expose());
    }
}
