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
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// X25519 and X448 against RFC 7748's examples, Wycheproof, the JDK's and Bouncy Castle's answers, and the keys
/// that must be refused.
class MontgomeryCurveTest {
    enum Function {
        X25519(32, 9),
        X448(56, 5);

        private final int length;
        private final int base;

        Function(int length, int base) {
            this.length = length;
            this.base = base;
        }

        private Bytes publicKey(byte[] scalar) {
            var secret = Secret.copyOf(scalar);
            return this == X25519
                    ? postern.crypto.ec.X25519.publicKey(secret)
                    : postern.crypto.ec.X448.publicKey(secret);
        }

        private Bytes agree(byte[] scalar, byte[] point) {
            var secret = Secret.copyOf(scalar);
            var peer = Bytes.copyOf(point);
            var shared = this == X25519
                    ? postern.crypto.ec.X25519.agree(secret, peer)
                    : postern.crypto.ec.X448.agree(secret, peer);
            return Bytes.copyOf(shared.expose());
        }

        private byte[] bouncyCastle(byte[] scalar, byte[] point) {
            var out = new byte[length];
            if (this == X25519) {
                org.bouncycastle.math.ec.rfc7748.X25519.scalarMult(scalar, 0, point, 0, out, 0);
            } else {
                org.bouncycastle.math.ec.rfc7748.X448.scalarMult(scalar, 0, point, 0, out, 0);
            }
            return out;
        }

        private byte[] octets(BigInteger u) {
            var out = new byte[length];
            for (int i = 0; i < length; i++) {
                out[i] = u.shiftRight(8 * i).byteValue();
            }
            return out;
        }

        private BigInteger number(Bytes octets) {
            var reversed = new byte[length];
            for (int i = 0; i < length; i++) {
                reversed[i] = (byte) octets.at(length - 1 - i);
            }
            return new BigInteger(1, reversed);
        }

        private BigInteger p() {
            return this == X25519
                    ? BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19))
                    : BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);
        }
    }

    private static Function function(Vector vector) {
        return Function.valueOf(vector.text("function"));
    }

    private static Stream<Vector> vectors(String field) {
        return VectorFile.read("ec/rfc7748.txt").stream().filter(vector -> vector.has(field));
    }

    static Stream<Vector> multiplications() {
        return vectors("u");
    }

    @ParameterizedTest
    @MethodSource("multiplications")
    void multiplicationsOfRfc7748(Vector vector) {
        var result = function(vector).agree(vector.octets("k"), vector.octets("u"));
        assertEquals(Bytes.copyOf(vector.octets("result")), result);
    }

    static Stream<Vector> shortIterations() {
        return vectors("rounds").filter(vector -> vector.number("rounds") <= 1000);
    }

    static Stream<Vector> longIterations() {
        return vectors("rounds").filter(vector -> vector.number("rounds") > 1000);
    }

    @ParameterizedTest
    @MethodSource("shortIterations")
    void iterationsOfRfc7748(Vector vector) {
        var function = function(vector);
        var k = function.octets(BigInteger.valueOf(function.base));
        var u = k;
        for (int i = 0; i < vector.number("rounds"); i++) {
            var next = function.agree(k, u).toArray();
            u = k;
            k = next;
        }
        assertEquals(Bytes.copyOf(vector.octets("result")), Bytes.copyOf(k));
    }

    @ParameterizedTest
    @MethodSource("longIterations")
    @Tag("deep")
    void aMillionIterationsOfRfc7748(Vector vector) {
        iterationsOfRfc7748(vector);
    }

    static Stream<Vector> exchanges() {
        return vectors("shared");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void exchangesOfRfc7748(Vector x) {
        var function = function(x);
        var shared = Bytes.copyOf(x.octets("shared"));
        assertEquals(Bytes.copyOf(x.octets("alicePublic")), function.publicKey(x.octets("alicePrivate")));
        assertEquals(Bytes.copyOf(x.octets("bobPublic")), function.publicKey(x.octets("bobPrivate")));
        assertEquals(shared, function.agree(x.octets("alicePrivate"), x.octets("bobPublic")));
        assertEquals(shared, function.agree(x.octets("bobPrivate"), x.octets("alicePublic")));
    }

    /// "acceptable" are points on the twist and numbers not below p, which RFC 7748 §5 and §7 accept, and
    /// points of small order, which RFC 9846 §7.4.2 refuses.
    @ParameterizedTest
    @EnumSource
    void wycheproof(Function function) {
        for (var test : Wycheproof.cases(function == Function.X25519 ? "x25519_test.json" : "x448_test.json")) {
            var scalar = test.octets("private");
            var point = test.octets("public");
            if (test.flagged("ZeroSharedSecret") || test.result() == Wycheproof.Result.INVALID || isZero(test)) {
                assertThrows(InvalidPointException.class, () -> function.agree(scalar, point), test::toString);
            } else {
                assertEquals(Bytes.copyOf(test.octets("shared")), function.agree(scalar, point), test::toString);
            }
        }
    }

    private static boolean isZero(Wycheproof.Case test) {
        return test.flagged("LowOrderPublic") && new BigInteger(1, test.octets("shared")).signum() == 0;
    }

    @Property(tries = 100)
    void agreesWithBouncyCastle(@ForAll Function function, @ForAll Random random) {
        var scalar = new byte[function.length];
        var point = new byte[function.length];
        random.nextBytes(scalar);
        random.nextBytes(point);
        assertEquals(Bytes.copyOf(function.bouncyCastle(scalar, point)), function.agree(scalar, point));
    }

    @Property(tries = 40)
    void agreesWithTheJdk(@ForAll Function function, @ForAll Random random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(function.name());
        var theirs = generator.generateKeyPair();
        var theirPublic = function.octets(((XECPublicKey) theirs.getPublic()).getU());
        var theirPrivate = ((XECPrivateKey) theirs.getPrivate()).getScalar().orElseThrow();
        assertEquals(Bytes.copyOf(theirPublic), function.publicKey(theirPrivate));

        var scalar = new byte[function.length];
        random.nextBytes(scalar);
        var ours = function.number(function.publicKey(scalar));
        var agreement = KeyAgreement.getInstance(function.name());
        agreement.init(theirs.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance(function.name())
                        .generatePublic(new XECPublicKeySpec(new NamedParameterSpec(function.name()), ours)),
                true);
        assertEquals(Bytes.copyOf(agreement.generateSecret()), function.agree(scalar, theirPublic));
    }

    /// The u-coordinates of small order on the curve and its twist, also those that are not reduced.
    @ParameterizedTest
    @EnumSource
    void pointsOfSmallOrderAreRefused(Function function) {
        var one = BigInteger.ONE;
        var small = Stream.concat(
                Stream.of(
                        BigInteger.ZERO,
                        one,
                        function.p().subtract(one),
                        function.p(),
                        function.p().add(one)),
                function == Function.X25519 ? ORDER_EIGHT.stream() : Stream.empty());
        var scalar = new byte[function.length];
        new Random(1).nextBytes(scalar);
        small.forEach(u -> {
            var refused = assertThrows(InvalidPointException.class, () -> function.agree(scalar, function.octets(u)));
            assertTrue(refused.toString().contains("small order"), refused::toString);
        });
    }

    private static final List<BigInteger> ORDER_EIGHT = Stream.of(
                    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157")
            .map(hex -> Function.X25519.number(Bytes.fromHex(hex)))
            .toList();

    @ParameterizedTest
    @EnumSource
    void otherLengthsAreRefused(Function function) {
        int length = function.length;
        var good = new byte[length];
        good[0] = 9;
        assertThrows(InvalidPointException.class, () -> function.agree(good, new byte[0]));
        assertThrows(InvalidPointException.class, () -> function.agree(good, new byte[length - 1]));
        assertThrows(InvalidPointException.class, () -> function.agree(good, new byte[length + 1]));
        assertThrows(IllegalArgumentException.class, () -> function.agree(new byte[length - 1], good));
        assertThrows(IllegalArgumentException.class, () -> function.publicKey(new byte[length + 1]));
    }

    @ParameterizedTest
    @EnumSource
    void theTopBitOfAnX25519KeyDoesNotCount(Function function) {
        var scalar = new byte[function.length];
        var point = function.octets(BigInteger.valueOf(function.base));
        var expected = function.agree(scalar, point);
        point[function.length - 1] |= (byte) 0x80;
        assertEquals(function == Function.X25519, expected.equals(function.agree(scalar, point)));
    }
}
