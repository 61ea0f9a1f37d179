package postern.crypto.ec;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;

/// An Edwards curve a·x² + y² = 1 + d·x²·y² with a = 1 or a = −1 (RFC 8032 §5), and the multiples of its
/// points.
///
/// Where a is a square and d is not, which holds for both curves here, the formula of a sum has no exceptions:
/// it adds equal points, opposite ones and the zero. The scalar multiplications need no proof that their points
/// are distinct.
final class EdwardsCurve {
    private final int a;
    private final FieldElement d;
    private final EdwardsPoint base;
    private final ScalarField scalars;
    private final int octets;
    private volatile MultiplesTable @Nullable [] baseMultiples;

    /// The numbers of a curve's definition, in hexadecimal.
    ///
    /// @param a      1 or −1
    /// @param order  the prime order of the base point
    /// @param octets the octets of an encoded point: those of y, with a spare bit for the sign of x
    record Parameters(int a, String d, String x, String y, String order, int octets) {}

    EdwardsCurve(FieldElement element, Parameters parameters) {
        a = parameters.a();
        octets = parameters.octets();
        d = element.fresh();
        d.decode(Bytes.fromHex(parameters.d()).toArray(), 0);
        scalars = new ScalarField(new BigInteger(parameters.order(), 16));
        base = new EdwardsPoint(element);
        base.x.decode(Bytes.fromHex(parameters.x()).toArray(), 0);
        base.y.decode(Bytes.fromHex(parameters.y()).toArray(), 0);
        base.t.product(base.x, base.y);
    }

    /// The arithmetic modulo the order of the base point.
    ScalarField scalars() {
        return scalars;
    }

    /// The octets of an encoded point.
    int octets() {
        return octets;
    }

    /// The base point; not to be changed.
    EdwardsPoint base() {
        return base;
    }

    /// The scratch space of the group law, to be wiped.
    Arithmetic newArithmetic() {
        return new Arithmetic();
    }

    /// The group law (Hisil, Wong, Carter, Dawson, "Twisted Edwards Curves Revisited", §3.1 and §3.3).
    final class Arithmetic {
        private final FieldElement ta = d.fresh();
        private final FieldElement tb = d.fresh();
        private final FieldElement tc = d.fresh();
        private final FieldElement te = d.fresh();
        private final FieldElement tf = d.fresh();
        private final FieldElement tg = d.fresh();

        /// p = 2·p.
        ///
        ///     A = X², B = Y², C = 2·Z², E = (X + Y)² − A − B, G = a·A + B, F = G − C, H = a·A − B
        ///     X' = E·F, Y' = G·H, T' = E·H, Z' = F·G
        void twice(EdwardsPoint p) {
            te.sum(p.x, p.y);
            te.square(te);
            ta.square(p.x);
            tb.square(p.y);
            tc.square(p.z);
            te.difference(te, ta);
            te.difference(te, tb);
            te.tighten(); // E
            if (a > 0) {
                tg.sum(tb, ta);
                ta.difference(ta, tb); // H
            } else {
                tg.difference(tb, ta);
                ta.sum(ta, tb);
                ta.negateIf(-1); // H
            }
            tf.difference(tg, tc);
            tf.difference(tf, tc);
            tf.tighten();
            finish(p);
        }

        /// p = p + q.
        ///
        ///     A = X1·X2, B = Y1·Y2, C = d·T1·T2, D = Z1·Z2, E = (X1 + Y1)·(X2 + Y2) − A − B
        ///     F = D − C, G = D + C, H = B − a·A
        ///     X' = E·F, Y' = G·H, T' = E·H, Z' = F·G
        void add(EdwardsPoint p, EdwardsPoint q) {
            tc.product(q.t, d);
            p.z.product(p.z, q.z);
            add(p, q.x, q.y, tc);
        }

        /// The same for a point (x, y) with Z2 = 1, and with d·x·y prepared.
        void add(EdwardsPoint p, FieldElement x, FieldElement y, FieldElement dxy) {
            te.sum(p.x, p.y);
            tf.sum(x, y);
            te.product(te, tf);
            ta.product(p.x, x);
            tb.product(p.y, y);
            tc.product(p.t, dxy);
            te.difference(te, ta);
            te.difference(te, tb);
            te.tighten(); // E
            tf.difference(p.z, tc);
            tg.sum(p.z, tc);
            if (a > 0) {
                ta.difference(tb, ta);
            } else {
                ta.sum(tb, ta);
            }
            finish(p);
        }

        /// From E in te, F in tf, G in tg, H in ta.
        private void finish(EdwardsPoint p) {
            p.x.product(te, tf);
            p.y.product(tg, ta);
            p.t.product(te, ta);
            p.z.product(tf, tg);
        }

        /// Overwrites the scratch space.
        void wipe() {
            for (var element : new FieldElement[] {ta, tb, tc, te, tf, tg}) {
                element.wipe();
            }
        }
    }

    /// A number of any length in little-endian octets, modulo the order of the base point: big-endian, as
    /// [#baseMultiple] takes it. Time depends on the length alone.
    byte[] reduceLittleEndian(byte[] number) {
        var reversed = new byte[number.length];
        for (int i = 0; i < number.length; i++) {
            reversed[i] = number[number.length - 1 - i];
        }
        var reduced = scalars.reduce(reversed);
        var octets = scalars.encode(reduced);
        Arrays.fill(reversed, (byte) 0);
        Arrays.fill(reduced, 0);
        return octets;
    }

    /// The multiple k·B of the base point, as in [BaseMultiples]. Time depends on the curve alone.
    ///
    /// @param scalar k below the base point's order, big-endian; it may be 0
    EdwardsPoint baseMultiple(byte[] scalar) {
        var tables = baseMultiples;
        if (tables == null) {
            tables = tables();
            baseMultiples = tables; // two threads may build them at once: both results are the same
        }
        var digits = new SignedDigits(scalar, scalars.order(), scalars.bitLength());
        var arithmetic = newArithmetic();
        var chosen = new EdwardsPoint(d);
        var sum = new EdwardsPoint(d);
        for (int i = 0; i <= digits.top(); i++) {
            int digit = digits.digit(i);
            tables[i].select(SignedDigits.indexOf(digit), chosen.x, chosen.y, chosen.t);
            chosen.negateIf(digit >> 31);
            arithmetic.add(sum, chosen.x, chosen.y, chosen.t);
        }
        sum.negateIf(digits.negated());
        digits.wipe();
        arithmetic.wipe();
        chosen.wipe();
        return sum;
    }

    /// The multiples digit·2^(5i) of the base point, each as x, y and d·x·y.
    private MultiplesTable[] tables() {
        var tables = new MultiplesTable[(scalars.bitLength() - 1) / SignedDigits.WIDTH + 1];
        var arithmetic = newArithmetic();
        var power = EdwardsPoint.copyOf(base);
        for (int i = 0; i < tables.length; i++) {
            tables[i] = normalised(power, arithmetic);
            for (int j = 0; j < SignedDigits.WIDTH; j++) {
                arithmetic.twice(power);
            }
        }
        return tables;
    }

    private MultiplesTable normalised(EdwardsPoint p, Arithmetic arithmetic) {
        var points = new EdwardsPoint[SignedDigits.MULTIPLES];
        var inverses = new FieldElement[points.length];
        var twice = EdwardsPoint.copyOf(p);
        arithmetic.twice(twice);
        for (int i = 0; i < points.length; i++) {
            points[i] = EdwardsPoint.copyOf(i == 0 ? p : points[i - 1]);
            if (i > 0) {
                arithmetic.add(points[i], twice);
            }
            inverses[i] = points[i].z;
        }
        FieldElement.invertAll(inverses);
        var table = new MultiplesTable(3, d);
        for (int i = 0; i < points.length; i++) {
            var point = points[i];
            point.x.product(point.x, inverses[i]);
            point.y.product(point.y, inverses[i]);
            point.t.product(point.x, point.y);
            point.t.product(point.t, d);
            table.store(i, point.x, point.y, point.t);
        }
        return table;
    }

    /// The multiple k·p of any point. Time depends on both, which must be public.
    ///
    /// @param scalar k, big-endian
    EdwardsPoint publicMultiple(byte[] scalar, EdwardsPoint p) {
        var arithmetic = newArithmetic();
        var multiples = new EdwardsPoint[16];
        multiples[0] = new EdwardsPoint(d);
        for (int i = 1; i < multiples.length; i++) {
            multiples[i] = EdwardsPoint.copyOf(multiples[i - 1]);
            arithmetic.add(multiples[i], p);
        }
        var sum = new EdwardsPoint(d);
        for (int i = 0; i < 2 * scalar.length; i++) {
            for (int j = 0; j < 4; j++) {
                arithmetic.twice(sum);
            }
            int digit = scalar[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15;
            if (digit != 0) {
                arithmetic.add(sum, multiples[digit]);
            }
        }
        return sum;
    }

    /// y in little-endian octets, and the lowest bit of x as the highest (RFC 8032 §5.1.2, §5.2.2). Time
    /// depends on the curve alone. Normalises the point.
    Bytes encode(EdwardsPoint point) {
        point.normalise();
        var out = new byte[octets];
        point.x.encodeLittleEndian(out, 0);
        int sign = out[0] & 1;
        out[octets - 1] = 0;
        point.y.encodeLittleEndian(out, 0);
        out[octets - 1] |= (byte) (sign << 7);
        return Bytes.adopt(out);
    }

    /// Reads a point (RFC 8032 §5.1.3, §5.2.3): x² = (1 − y²) / (a − d·y²), and of its roots the one whose
    /// lowest bit is the sign. Time depends on the octets, which are public.
    ///
    /// @throws InvalidPointException if they are no point, or not in the one form that the point has
    EdwardsPoint decode(Bytes encoded, String name) {
        if (encoded.length() != octets) {
            throw new InvalidPointException(
                    "an " + name + " public key has " + octets + " octets, this one has " + encoded.length());
        }
        var in = encoded.toArray();
        int sign = in[octets - 1] >> 7 & 1;
        in[octets - 1] &= 0x7f;
        var point = new EdwardsPoint(d);
        // Where y has an octet less than the point, that octet must be 0 but for the sign.
        boolean spare = octets > point.y.octets() && in[octets - 1] != 0;
        if (point.y.decodeLittleEndian(in, 0) == 0 || spare) {
            throw new InvalidPointException("the y of the " + name + " public key is not below the field's prime");
        }
        recoverX(point, name);
        boolean zero = point.x.zeroMask() != 0;
        if (zero && sign == 1) {
            throw new InvalidPointException("the x of the " + name + " public key is 0, but has a sign");
        }
        point.x.encodeLittleEndian(in, 0);
        point.x.negateIf(-(long) (in[0] & 1 ^ sign));
        point.x.tighten();
        point.t.product(point.x, point.y);
        return point;
    }

    private void recoverX(EdwardsPoint point, String name) {
        var square = d.fresh();
        var numerator = d.fresh();
        var denominator = d.fresh();
        var one = d.fresh();
        one.setOne();
        square.square(point.y);
        numerator.difference(one, square);
        denominator.product(square, d);
        if (a > 0) {
            denominator.difference(one, denominator);
        } else {
            denominator.sum(one, denominator);
            denominator.negateIf(-1);
        }
        denominator.invert(denominator); // not 0, because d is not a square
        square.product(numerator, denominator);
        if (!squareRoot(point.x, square)) {
            throw new InvalidPointException("the " + name + " public key is not a point of the curve");
        }
    }

    /// root = √square, if there is one: square^((p + 1) / 4) for p = 3 modulo 4, else square^((p + 3) / 8),
    /// which may have to be multiplied with √−1 = 2^((p − 1) / 4).
    private static boolean squareRoot(FieldElement root, FieldElement square) {
        var p = square.prime();
        if (p.testBit(1)) {
            root.power(square, p.shiftRight(2).add(BigInteger.ONE));
            return squaresTo(root, square);
        }
        root.power(square, p.shiftRight(3).add(BigInteger.ONE));
        if (squaresTo(root, square)) {
            return true;
        }
        var two = square.fresh();
        var rootOfMinusOne = square.fresh();
        two.setOne();
        two.sum(two, two);
        two.tighten();
        rootOfMinusOne.power(two, p.shiftRight(2));
        root.product(root, rootOfMinusOne);
        return squaresTo(root, square);
    }

    private static boolean squaresTo(FieldElement root, FieldElement square) {
        var difference = root.fresh();
        difference.square(root);
        difference.difference(difference, square);
        return difference.zeroMask() != 0;
    }
}
