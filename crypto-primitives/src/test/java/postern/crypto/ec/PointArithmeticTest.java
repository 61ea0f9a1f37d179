package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The group law on a whole curve: y² = x³ − 3x + b over a field so small that every pair of points can be
/// tried, each with several Z. The field traces that the formulas keep the bounds of [FieldElement].
class PointArithmeticTest {
    private static final int PRIME = 23;
    private static final BigInteger P = BigInteger.valueOf(PRIME);
    private static final int B = 8;

    /// A point by its coordinates, or infinity.
    private record Affine(int x, int y, boolean infinite) {
        private static final Affine INFINITY = new Affine(0, 0, true);

        private Affine plus(Affine other) {
            if (infinite) {
                return other;
            }
            if (other.infinite) {
                return this;
            }
            if (x == other.x && (y + other.y) % PRIME == 0) {
                return INFINITY;
            }
            int numerator = x == other.x ? 3 * x * x - 3 : other.y - y;
            int denominator = x == other.x ? 2 * y : other.x - x;
            int slope = BigInteger.valueOf(numerator)
                    .multiply(BigInteger.valueOf(denominator).modInverse(P))
                    .mod(P)
                    .intValue();
            int sumX = Math.floorMod(slope * slope - x - other.x, PRIME);
            return new Affine(sumX, Math.floorMod(slope * (x - sumX) - y, PRIME), false);
        }

        /// The same point with this Z.
        private Point point(int z) {
            var scale = BigInteger.valueOf(z);
            var point = new Point(new TracedElement(P));
            if (infinite) {
                point.x.copy(new TracedElement(P, scale.pow(2)));
                point.y.copy(new TracedElement(P, scale.pow(3)));
            } else {
                point.x.copy(new TracedElement(P, scale.pow(2).multiply(BigInteger.valueOf(x))));
                point.y.copy(new TracedElement(P, scale.pow(3).multiply(BigInteger.valueOf(y))));
                point.z.copy(new TracedElement(P, scale));
            }
            // A point's Y may be loose: make it so, to try the worst.
            point.y.difference(point.y, new TracedElement(P));
            return point;
        }
    }

    private static List<Affine> curve() {
        List<Affine> points = new ArrayList<>();
        points.add(Affine.INFINITY);
        for (int x = 0; x < PRIME; x++) {
            for (int y = 0; y < PRIME; y++) {
                if (Math.floorMod(x * x * x - 3 * x + B - y * y, PRIME) == 0) {
                    points.add(new Affine(x, y, false));
                }
            }
        }
        return points;
    }

    private static Affine affine(Point point) {
        assertEquals(1, ((TracedElement) point.x).terms());
        assertTrue(((TracedElement) point.y).terms() <= 2);
        assertEquals(1, ((TracedElement) point.z).terms());
        boolean infinite = point.infinityMask() != 0;
        point.normalise();
        int x = ((TracedElement) point.x).value().intValue();
        int y = ((TracedElement) point.y).value().intValue();
        return infinite ? Affine.INFINITY : new Affine(x, y, false);
    }

    @Test
    void theCurveIsAGroupOfPrimeOrder() {
        assertTrue(BigInteger.valueOf(curve().size()).isProbablePrime(20), () -> "order " + curve().size());
    }

    @Test
    void everyDoubleIsRight() {
        var arithmetic = new PointArithmetic(new TracedElement(P));
        for (var a : curve()) {
            for (int z = 1; z < 4; z++) {
                var point = a.point(z);
                arithmetic.twice(point);
                assertEquals(a.plus(a), affine(point), () -> "2·" + a);
            }
        }
    }

    @Test
    void everySumIsRight() {
        var arithmetic = new PointArithmetic(new TracedElement(P));
        for (var a : curve()) {
            for (var b : curve()) {
                for (int z = 1; z < 4; z++) {
                    var sum = a.point(z);
                    arithmetic.add(sum, b.point(5 - z));
                    assertEquals(a.plus(b), affine(sum), () -> a + " + " + b);
                }
            }
        }
    }

    @Test
    void everySumOfDistinctPointsIsRight() {
        var arithmetic = new PointArithmetic(new TracedElement(P));
        for (var a : curve()) {
            for (var b : curve()) {
                if (a.equals(b) || a.infinite || b.infinite) {
                    continue;
                }
                var sum = a.point(3);
                arithmetic.addDistinct(sum, b.point(4));
                assertEquals(a.plus(b), affine(sum), () -> a + " + " + b);
                sum = a.point(5);
                arithmetic.addDistinct(
                        sum,
                        new TracedElement(P, BigInteger.valueOf(b.x)),
                        new TracedElement(P, BigInteger.valueOf(b.y)));
                assertEquals(a.plus(b), affine(sum), () -> a + " + affine " + b);
            }
        }
    }
}
