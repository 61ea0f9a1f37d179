package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Wycheproof;
import postern.vectors.ec.Rfc7748;

/// RFC 7748's examples, the JDK's and Bouncy Castle's answers, and the keys that must be refused.
class X25519Test {
    @Test
    void multiplicationsOfRfc7748() {
        for (var vector : Rfc7748.X25519) {
            assertEquals(vector.result(), agree(vector.scalar(), vector.u()));
        }
    }

    @Test
    void iterationsOfRfc7748() {
        for (var iteration : Rfc7748.X25519_ITERATED.subList(0, 2)) {
            assertEquals(iteration.result(), iterate(iteration.rounds()));
        }
    }

    @Test
    @Tag("deep")
    void aMillionIterationsOfRfc7748() {
        var iteration = Rfc7748.X25519_ITERATED.getLast();
        assertEquals(iteration.result(), iterate(iteration.rounds()));
    }

    private static String iterate(int rounds) {
        var k = Bytes.of(9).concat(Bytes.copyOf(new byte[31]));
        var u = k;
        for (int i = 0; i < rounds; i++) {
            var next = Bytes.copyOf(X25519.agree(Secret.ofPublic(k), u).expose());
            u = k;
            k = next;
        }
        return k.toHex();
    }

    @Test
    void exchangeOfRfc7748() {
        var x = Rfc7748.X25519_EXCHANGE;
        assertEquals(x.alicePublic(), X25519.publicKey(secret(x.alicePrivate())).toHex());
        assertEquals(x.bobPublic(), X25519.publicKey(secret(x.bobPrivate())).toHex());
        assertEquals(x.shared(), agree(x.alicePrivate(), x.bobPublic()));
        assertEquals(x.shared(), agree(x.bobPrivate(), x.alicePublic()));
    }

    /// "acceptable" are points on the twist and numbers not below p, which RFC 7748 §5 and §7 accept, and
    /// points of small order, which RFC 9846 §7.4.2 refuses.
    @Test
    void wycheproof() {
        for (var test : Wycheproof.cases("x25519_test.json")) {
            var scalar = Secret.copyOf(test.octets("private"));
            var peer = Bytes.copyOf(test.octets("public"));
            if (test.flagged("ZeroSharedSecret")) {
                assertThrows(InvalidPointException.class, () -> X25519.agree(scalar, peer), test::toString);
            } else {
                assertEquals(
                        hex(test.octets("shared")),
                        hex(X25519.agree(scalar, peer).expose()),
                        test::toString);
            }
        }
    }

    @Property(tries = 100)
    void agreesWithBouncyCastle(@ForAll @Size(32) byte[] scalar, @ForAll @Size(32) byte[] point) {
        var expected = new byte[32];
        org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(scalar, 0, point, 0, expected, 0);
        if (Arrays.equals(expected, new byte[32])) {
            assertThrows(InvalidPointException.class, () -> X25519.agree(Secret.copyOf(scalar), Bytes.copyOf(point)));
        } else {
            assertEquals(Bytes.copyOf(expected).toHex(), agree(hex(scalar), hex(point)));
        }
    }

    @Property(tries = 50)
    void agreesWithTheJdk(@ForAll @Size(32) byte[] scalar) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("X25519");
        var theirs = generator.generateKeyPair();
        var theirPublic = encode(((XECPublicKey) theirs.getPublic()).getU());
        var theirPrivate = ((XECPrivateKey) theirs.getPrivate()).getScalar().orElseThrow();
        assertEquals(Bytes.copyOf(theirPublic), X25519.publicKey(Secret.copyOf(theirPrivate)));

        var ours = X25519.publicKey(Secret.copyOf(scalar));
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(theirs.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("X25519")
                        .generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, decode(ours))),
                true);
        assertEquals(hex(agreement.generateSecret()), agree(hex(scalar), hex(theirPublic)));
    }

    /// The u-coordinates of order 1, 2, 4 and 8 on the curve and its twist, also those that are not reduced.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
            })
    void pointsOfSmallOrderAreRefused(String point) {
        var refused = assertThrows(InvalidPointException.class, () -> agree("ab".repeat(32), point));
        assertTrue(refused.toString().contains("small order"), refused::toString);
    }

    @Test
    void otherLengthsAreRefused() {
        assertThrows(InvalidPointException.class, () -> agree("ab".repeat(32), "09"));
        assertThrows(InvalidPointException.class, () -> agree("ab".repeat(32), "09".repeat(33)));
        assertThrows(IllegalArgumentException.class, () -> agree("ab".repeat(31), "09".repeat(32)));
        assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(Secret.zeros(33)));
    }

    @Test
    void theScalarIsLeftAsItWas() {
        var scalar = secret("ff".repeat(32));
        X25519.publicKey(scalar);
        assertEquals("ff".repeat(32), hex(scalar.expose()));
    }

    private static String agree(String scalar, String point) {
        return hex(X25519.agree(secret(scalar), Bytes.fromHex(point)).expose());
    }

    private static Secret secret(String hex) {
        return Secret.ofPublic(Bytes.fromHex(hex));
    }

    private static String hex(byte[] octets) {
        return Bytes.copyOf(octets).toHex();
    }

    private static byte[] encode(BigInteger u) {
        var octets = new byte[32];
        for (int i = 0; i < 32; i++) {
            octets[i] = u.shiftRight(8 * i).byteValue();
        }
        return octets;
    }

    private static BigInteger decode(Bytes octets) {
        var reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = (byte) octets.at(31 - i);
        }
        return new BigInteger(1, reversed);
    }
}
