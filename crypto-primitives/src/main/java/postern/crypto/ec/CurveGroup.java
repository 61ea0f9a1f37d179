package postern.crypto.ec;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;

/// What a curve is made of, and the multiples of its points: the field, the coefficient b, the base point G and
/// its order n. Immutable once built; the table of multiples of G is built when first needed.
final class CurveGroup {
    private final String name;
    private final int octets;
    private final FieldElement b;
    private final Point base;
    private final ScalarField scalars;
    private volatile @Nullable BaseMultiples baseMultiples;

    /// A curve over the field of `element`, with its parameters in hexadecimal, all of the same length.
    CurveGroup(Curve curve, FieldElement element, Parameters parameters) {
        name = curve.displayName();
        octets = curve.fieldLength();
        b = element.fresh();
        b.decode(Bytes.fromHex(parameters.b()).toArray(), 0);
        scalars = new ScalarField(new BigInteger(parameters.n(), 16));
        base = new Point(element);
        base.x.decode(Bytes.fromHex(parameters.gx()).toArray(), 0);
        base.y.decode(Bytes.fromHex(parameters.gy()).toArray(), 0);
        base.z.setOne();
    }

    /// The numbers of a curve's definition as its standard prints them.
    record Parameters(String b, String gx, String gy, String n) {}

    /// The arithmetic modulo n.
    ScalarField scalars() {
        return scalars;
    }

    /// The base point G; not to be changed.
    Point base() {
        return base;
    }

    /// A new point of the curve: infinity.
    Point newPoint() {
        return new Point(b);
    }

    /// Scratch space for the group law.
    PointArithmetic newArithmetic() {
        return new PointArithmetic(b);
    }

    /// The multiple k·G of the base point. Time depends on the curve alone.
    ///
    /// @param scalar k in [1, n − 1], big-endian
    Point baseMultiple(byte[] scalar) {
        var table = baseMultiples;
        if (table == null) {
            table = new BaseMultiples(this);
            baseMultiples = table; // two threads may build it at once: both results are the same
        }
        return table.multiple(scalar);
    }

    /// The multiple k·p of a point other than infinity. Time depends on the curve alone.
    ///
    /// The digits of k are worked through from the top: five doublings, then the addition of one of 16
    /// multiples. When the digit d of weight 2^(5i) is added, the sum so far is a = 32·u, with u the digits
    /// above, and a + d is k / 2^(5i) with its lowest bit set. a and d differ, and so do a and −d: as integers,
    /// because a ≥ 32 > |d|; modulo n, because both a + d and a − d = (a + d) − 2d are below n, save with the
    /// lowest digit, where k − 2d may be n. That digit is therefore added by the formula without exceptions.
    ///
    /// @param scalar k in [1, n − 1], big-endian
    Point multiple(byte[] scalar, Point p) {
        var digits = new SignedDigits(scalar, scalars.order(), scalars.bitLength());
        var arithmetic = newArithmetic();
        var table = oddMultiples(p, arithmetic);
        var chosen = newPoint();
        var sum = newPoint();
        table.select(SignedDigits.indexOf(digits.digit(digits.top())), sum.x, sum.y, sum.z);
        for (int i = digits.top() - 1; i >= 0; i--) {
            for (int j = 0; j < SignedDigits.WIDTH; j++) {
                arithmetic.twice(sum);
            }
            int digit = digits.digit(i);
            table.select(SignedDigits.indexOf(digit), chosen.x, chosen.y, chosen.z);
            chosen.negateIf(digit >> 31);
            if (i > 0) {
                arithmetic.addDistinct(sum, chosen);
            } else {
                arithmetic.add(sum, chosen);
            }
        }
        sum.negateIf(digits.negated());
        digits.wipe();
        arithmetic.wipe();
        table.wipe();
        chosen.wipe();
        return sum;
    }

    /// p, 3p, … 31p.
    private static MultiplesTable oddMultiples(Point p, PointArithmetic arithmetic) {
        var table = new MultiplesTable(3, p.x);
        var twice = Point.copyOf(p);
        arithmetic.twice(twice);
        var multiple = Point.copyOf(p);
        table.store(0, multiple.x, multiple.y, multiple.z);
        for (int i = 1; i < SignedDigits.MULTIPLES; i++) {
            arithmetic.addDistinct(multiple, twice);
            table.store(i, multiple.x, multiple.y, multiple.z);
        }
        return table;
    }

    /// Reads a point that came from outside: uncompressed, in range, on the curve (SP 800-56A §5.6.2.3.4; RFC
    /// 9846 §4.2.8.2). The curve's order is prime, so every such point has that order. Time depends on the
    /// octets, which are public.
    ///
    /// @throws InvalidPointException if it is not such a point
    Point decode(Bytes encoded) {
        if (encoded.length() == 1 && encoded.at(0) == 0) {
            throw new InvalidPointException("the " + name + " point is infinity, which is no public key");
        }
        if (encoded.isEmpty() || encoded.at(0) != 4) {
            throw new InvalidPointException("the " + name + " point is not in uncompressed form (04, x, y)"
                    + (encoded.isEmpty() ? ": it is empty" : ": it begins with " + encoded.slice(0, 1)));
        }
        if (encoded.length() != 1 + 2 * octets) {
            throw new InvalidPointException("an uncompressed " + name + " point has " + (1 + 2 * octets)
                    + " octets, this one has " + encoded.length());
        }
        var point = newPoint();
        var array = encoded.toArray();
        long inRange = point.x.decode(array, 1) & point.y.decode(array, 1 + octets);
        point.z.setOne();
        if (inRange == 0) {
            throw new InvalidPointException("a coordinate of the " + name + " point is not below the field's prime");
        }
        if (!isOnCurve(point)) {
            throw new InvalidPointException("the point is not on the curve " + name);
        }
        return point;
    }

    /// y² = x³ − 3x + b, for a point with Z = 1.
    private boolean isOnCurve(Point point) {
        var left = b.fresh();
        var right = b.fresh();
        right.square(point.x);
        right.product(right, point.x);
        right.difference(right, point.x);
        right.difference(right, point.x);
        right.difference(right, point.x);
        right.tighten();
        right.sum(right, b);
        right.tighten();
        left.square(point.y);
        left.difference(left, right);
        return left.zeroMask() != 0;
    }

    /// The uncompressed form of a public point other than infinity: 04, x, y (SEC 1 §2.3.3). Time depends on
    /// the curve alone. Normalises the point.
    Bytes encode(Point point) {
        point.normalise();
        point.y.tighten();
        var out = new byte[1 + 2 * octets];
        out[0] = 4;
        point.x.encode(out, 1);
        point.y.encode(out, 1 + octets);
        return Bytes.adopt(out);
    }

    /// The x-coordinate in as many octets as the prime has. Normalises the point.
    byte[] encodeX(Point point) {
        point.normalise();
        var out = new byte[octets];
        point.x.encode(out, 0);
        return out;
    }

    /// Makes sure that a private key is one.
    ///
    /// @throws IllegalArgumentException if it has another length or is not in [1, n − 1]
    void requireScalar(byte[] scalar) {
        if (scalar.length != scalars.octets()) {
            throw new IllegalArgumentException(
                    "a " + name + " private key has " + scalars.octets() + " octets, this one has " + scalar.length);
        }
        if (!ConstantTime.declassify((int) scalars.inRangeMask(scalar))) {
            throw new IllegalArgumentException("the " + name + " private key is not from 1 to the group's order - 1");
        }
    }
}
