package postern.crypto.ec;

/// The multiples of a curve's base point, as a table of d·2^(5i)·G for each odd d from 1 to 31 and each digit
/// index i, with Z = 1. A multiple of G then is one addition per digit, and no doubling. Public and immutable.
final class BaseMultiples {
    private final CurveGroup group;
    private final MultiplesTable[] tables;

    /// Builds the table: about as much work as four multiplications of a point.
    BaseMultiples(CurveGroup group) {
        this.group = group;
        int count = (group.scalars().bitLength() - 1) / SignedDigits.WIDTH + 1;
        tables = new MultiplesTable[count];
        var arithmetic = group.newArithmetic();
        var power = Point.copyOf(group.base());
        for (int i = 0; i < count; i++) {
            tables[i] = normalised(power, arithmetic);
            for (int j = 0; j < SignedDigits.WIDTH; j++) {
                arithmetic.twice(power);
            }
        }
    }

    /// The odd multiples of p with Z = 1.
    private static MultiplesTable normalised(Point p, PointArithmetic arithmetic) {
        var points = new Point[SignedDigits.MULTIPLES];
        var inverses = new FieldElement[points.length];
        var twice = Point.copyOf(p);
        arithmetic.twice(twice);
        for (int i = 0; i < points.length; i++) {
            points[i] = Point.copyOf(i == 0 ? p : points[i - 1]);
            if (i > 0) {
                arithmetic.addDistinct(points[i], twice);
            }
            inverses[i] = points[i].z;
        }
        FieldElement.invertAll(inverses);
        var table = new MultiplesTable(2, p.x);
        var square = p.x.fresh();
        for (int i = 0; i < points.length; i++) {
            var x = points[i].x;
            var y = points[i].y;
            square.square(inverses[i]);
            x.product(x, square);
            y.product(y, square);
            y.product(y, inverses[i]);
            table.store(i, x, y);
        }
        return table;
    }

    /// k·G, one addition per digit of k, from the lowest up. The sum so far is odd and smaller in magnitude
    /// than 2^(5i), the next term is at least that, and both are below 2^(5i + 5): they are neither equal nor
    /// opposite, as integers and, while that is below n, modulo n. The top term is added by the formula without
    /// exceptions.
    ///
    /// @param scalar k in [1, n − 1], big-endian
    Point multiple(byte[] scalar) {
        var digits = new SignedDigits(
                scalar, group.scalars().order(), group.scalars().bitLength());
        var arithmetic = group.newArithmetic();
        var chosen = group.newPoint();
        var sum = group.newPoint();
        select(digits, 0, sum);
        sum.z.setOne();
        for (int i = 1; i < digits.top(); i++) {
            select(digits, i, chosen);
            arithmetic.addDistinct(sum, chosen.x, chosen.y);
        }
        select(digits, digits.top(), chosen);
        chosen.z.setOne();
        arithmetic.add(sum, chosen);
        sum.negateIf(digits.negated());
        digits.wipe();
        arithmetic.wipe();
        chosen.wipe();
        return sum;
    }

    private void select(SignedDigits digits, int index, Point into) {
        int digit = digits.digit(index);
        tables[index].select(SignedDigits.indexOf(digit), into.x, into.y);
        into.negateIf(digit >> 31);
    }
}
