package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;

/// Multiples of points against Bouncy Castle's, and where a scalar is special.
class CurveGroupTest {
    private static X9ECParameters oracle(Curve curve) {
        return CustomNamedCurves.getByName(curve.displayName());
    }

    private static byte[] scalar(Curve curve, BigInteger value) {
        var out = new byte[curve.fieldLength()];
        for (int i = 0; i < out.length; i++) {
            out[out.length - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    private static String hex(ECPoint point) {
        return Bytes.copyOf(point.getEncoded(false)).toHex();
    }

    private static void check(Curve curve, BigInteger k) {
        var group = curve.group();
        var expected = hex(oracle(curve).getG().multiply(k));
        assertEquals(
                expected,
                group.encode(group.multiple(scalar(curve, k), group.base())).toHex(),
                () -> "multiple " + k);
        assertEquals(
                expected, group.encode(group.baseMultiple(scalar(curve, k))).toHex(), () -> "base multiple " + k);
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreThoseOfTheStandard(Curve curve) {
        var parameters = oracle(curve);
        assertEquals(
                parameters.getN(), new BigInteger(1, curve.group().scalars().order()));
        assertEquals(
                hex(parameters.getG()),
                curve.group().encode(Point.copyOf(curve.group().base())).toHex());
    }

    /// Small scalars, which are the multiples of the tables; their negatives, of which some make the last
    /// addition of a multiplication a doubling; and the powers of two around the digits' edges.
    @ParameterizedTest
    @EnumSource
    void specialScalars(Curve curve) {
        var n = oracle(curve).getN();
        for (int i = 1; i <= 70; i++) {
            check(curve, BigInteger.valueOf(i));
            check(curve, n.subtract(BigInteger.valueOf(i)));
        }
        for (int i = 5; i < n.bitLength(); i += 25) {
            check(curve, BigInteger.TWO.pow(i));
            check(curve, BigInteger.TWO.pow(i).subtract(BigInteger.ONE));
        }
        check(curve, n.shiftRight(1));
        check(curve, n.shiftRight(1).add(BigInteger.ONE));
    }

    @Property(tries = 60)
    void multiplesAgreeWithBouncyCastle(@ForAll Curve curve, @ForAll long a, @ForAll long b) {
        var n = oracle(curve).getN();
        var k = new BigInteger(1, curve.group().scalars().order())
                .multiply(BigInteger.valueOf(a))
                .shiftRight(60)
                .xor(BigInteger.valueOf(b))
                .mod(n.subtract(BigInteger.ONE))
                .add(BigInteger.ONE);
        check(curve, k);
        var point = oracle(curve)
                .getG()
                .multiply(BigInteger.valueOf(b).mod(n).max(BigInteger.ONE))
                .normalize();
        var group = curve.group();
        var ours = group.decode(Bytes.copyOf(point.getEncoded(false)));
        assertEquals(
                hex(point.multiply(k)),
                group.encode(group.multiple(scalar(curve, k), ours)).toHex());
    }

    @Property(tries = 30)
    void additionIsAssociativeAndCommutative(@ForAll Curve curve, @ForAll short a, @ForAll short b, @ForAll short c) {
        var arithmetic = curve.group().newArithmetic();
        var left = small(curve, a);
        arithmetic.add(left, small(curve, b));
        arithmetic.add(left, small(curve, c));
        var right = small(curve, c);
        arithmetic.add(right, small(curve, b));
        arithmetic.add(right, small(curve, a));
        int sum = a + b + c;
        assertEquals(sum == 0 ? -1 : 0, left.infinityMask());
        assertEquals(sum == 0 ? -1 : 0, right.infinityMask());
        if (sum != 0) {
            assertEquals(curve.group().encode(left), curve.group().encode(right));
            assertEquals(curve.group().encode(small(curve, sum)), curve.group().encode(left));
        }
    }

    /// The multiple of G by a small number, which may be negative or zero.
    private static Point small(Curve curve, int factor) {
        if (factor == 0) {
            return curve.group().newPoint();
        }
        var point = curve.group().baseMultiple(scalar(curve, BigInteger.valueOf(Math.abs(factor))));
        point.negateIf(factor >> 31);
        return point;
    }

    @ParameterizedTest
    @EnumSource
    void theOrderTimesThePointIsInfinity(Curve curve) {
        var group = curve.group();
        var n = new BigInteger(1, group.scalars().order());
        var sum = group.multiple(scalar(curve, n.subtract(BigInteger.ONE)), group.base());
        assertEquals(0, sum.infinityMask());
        group.newArithmetic().add(sum, group.base());
        assertNotEquals(0, sum.infinityMask());
    }
}
