package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The group law on whole curves a·x² + y² = 1 + d·x²·y² over fields so small that every pair of points can be
/// tried, each with several Z. The field traces that the formulas keep the bounds of [FieldElement].
class EdwardsCurveTest {
    /// As with the real curves, a is a square and d is not.
    enum Small {
        LIKE_ED25519(29, -1, 3),
        LIKE_ED448(31, 1, 3);

        private final int p;
        private final int a;
        private final int d;

        Small(int p, int a, int d) {
            this.p = p;
            this.a = a;
            this.d = d;
        }

        private List<Affine> points() {
            List<Affine> points = new ArrayList<>();
            for (int x = 0; x < p; x++) {
                for (int y = 0; y < p; y++) {
                    if (Math.floorMod(a * x * x + y * y - 1 - d * x * x % p * y * y, p) == 0) {
                        points.add(new Affine(x, y));
                    }
                }
            }
            return points;
        }

        private Affine sum(Affine left, Affine right) {
            int cross = d * left.x % p * right.x % p * left.y % p * right.y % p;
            int x = (left.x * right.y + left.y * right.x) % p * inverse(1 + cross);
            int y = Math.floorMod(left.y * right.y - a * left.x * right.x, p) * inverse(1 - cross);
            return new Affine(x % p, y % p);
        }

        private int inverse(int number) {
            return BigInteger.valueOf(number).modInverse(BigInteger.valueOf(p)).intValue();
        }

        private TracedElement element(long value) {
            return new TracedElement(BigInteger.valueOf(p), BigInteger.valueOf(value));
        }

        private EdwardsCurve curve() {
            return new EdwardsCurve(
                    element(0), new EdwardsCurve.Parameters(a, hex(d), hex(0), hex(1), Integer.toHexString(p), 8));
        }

        private static String hex(int number) {
            return String.format("%016x", number);
        }

        private EdwardsPoint point(Affine affine, int z) {
            var point = new EdwardsPoint(element(0));
            point.x.copy(element(affine.x * (long) z));
            point.y.copy(element(affine.y * (long) z));
            point.z.copy(element(z));
            point.t.copy(element(affine.x * (long) affine.y * z));
            return point;
        }
    }

    private record Affine(int x, int y) {}

    private static Affine affine(EdwardsPoint point) {
        for (var coordinate : new FieldElement[] {point.x, point.y, point.z, point.t}) {
            assertEquals(1, ((TracedElement) coordinate).terms());
        }
        var t = EdwardsPoint.copyOf(point);
        point.normalise();
        t.t.product(t.t, t.z);
        t.z.square(t.z);
        t.z.invert(t.z);
        t.t.product(t.t, t.z);
        assertEquals(((TracedElement) point.t).value(), ((TracedElement) t.t).value(), "T is X·Y / Z");
        return new Affine(
                ((TracedElement) point.x).value().intValue(),
                ((TracedElement) point.y).value().intValue());
    }

    @ParameterizedTest
    @EnumSource
    void everyDoubleIsRight(Small small) {
        var arithmetic = small.curve().newArithmetic();
        assertTrue(small.points().size() > 20);
        for (var a : small.points()) {
            for (int z = 1; z < 4; z++) {
                var point = small.point(a, z);
                arithmetic.twice(point);
                assertEquals(small.sum(a, a), affine(point), () -> "2·" + a);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everySumIsRight(Small small) {
        var arithmetic = small.curve().newArithmetic();
        for (var a : small.points()) {
            for (var b : small.points()) {
                var sum = small.point(a, 3);
                arithmetic.add(sum, small.point(b, 5));
                assertEquals(small.sum(a, b), affine(sum), () -> a + " + " + b);
                sum = small.point(a, 2);
                var prepared = small.element((long) small.d * b.x * b.y);
                arithmetic.add(sum, small.element(b.x), small.element(b.y), prepared);
                assertEquals(small.sum(a, b), affine(sum), () -> a + " + prepared " + b);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void publicMultiplesAreRepeatedSums(Small small) {
        var curve = small.curve();
        for (var a : small.points().subList(0, 12)) {
            var expected = new Affine(0, 1);
            for (int k = 0; k < 40; k++) {
                assertEquals(expected, affine(curve.publicMultiple(new byte[] {0, (byte) k}, small.point(a, 1))));
                expected = small.sum(expected, a);
            }
        }
    }
}
