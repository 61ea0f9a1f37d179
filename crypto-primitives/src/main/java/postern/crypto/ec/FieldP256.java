package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

/// An element of the field of integers modulo p = 2²⁵⁶ − 2²²⁴ + 2¹⁹² + 2⁹⁶ − 1, the prime of P-256 (SP 800-186
/// §3.2.1.3), in five limbs of 52 bits and in Montgomery's form: the limbs hold a·R for R = 2²⁶⁰.
///
/// A product of two such numbers is divided by R. The division is exact after a multiple q·p has been added
/// whose lower 260 bits cancel those of the product. Its digits are found one by one from below, and because p
/// ends with 52 ones, the digit is the column itself: q·p = q·(p + 1) − q, where −q clears the column and
///
///     p + 1 = 2⁵² · (2⁴⁴ + 2¹⁴⁰ − 2¹⁷² + 2²⁰⁴)
///
/// is four shifts into columns above: the bits 44 of the next, 36 of the third, and 48 less 16 of the fourth.
///
/// Bounds: tight limbs lie in (−2¹¹, 2⁵² + 2¹¹), the top one, which keeps the sign, in [−2⁴⁹, 2⁴⁹]: a value of
/// magnitude below 2²⁵⁷. The product of two loose ones, each the sum of two tight ones, is below 2⁵¹⁶ / R + p <
/// 2²⁵⁷: tight again.
final class FieldP256 extends FieldElement {
    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;

    private static final long[] P = {MASK, (1L << 44) - 1, 0, 1L << 36, (1L << 48) - (1L << 16)};

    /// R² modulo p, which as a factor brings a number into Montgomery's form.
    private static final long[] R_SQUARED = {0x300L, 0xffffffff00000L, 0xffffefffffffbL, 0xfdfffffffffffL, 0x4ffffffL};

    FieldP256() {
        super(32, BITS, P);
    }

    @Override
    FieldP256 fresh() {
        return new FieldP256();
    }

    @Override
    void enter() {
        var factor = new FieldP256();
        System.arraycopy(R_SQUARED, 0, factor.limbs, 0, 5);
        product(this, factor);
    }

    /// A product with the number 1, the R of whose form is missing, only divides by R.
    @Override
    void leave() {
        var one = new FieldP256();
        one.limbs[0] = 1;
        product(this, one);
    }

    /// Columns as [FieldElement] describes: c is a column's sum of products modulo 2⁶⁴, h that of the upper
    /// halves.
    @Override
    void product(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4];
        long b0 = y[0], b1 = y[1], b2 = y[2], b3 = y[3], b4 = y[4];
        long u0 = a0 << 6, u1 = a1 << 6, u2 = a2 << 6, u3 = a3 << 6, u4 = a4 << 6;
        long v0 = b0 << 6, v1 = b1 << 6, v2 = b2 << 6, v3 = b3 << 6, v4 = b4 << 6;

        long h0 = multiplyHigh(u0, v0);
        long h1 = multiplyHigh(u0, v1) + multiplyHigh(u1, v0);
        long h2 = multiplyHigh(u0, v2) + multiplyHigh(u1, v1) + multiplyHigh(u2, v0);
        long h3 = multiplyHigh(u0, v3) + multiplyHigh(u1, v2) + multiplyHigh(u2, v1) + multiplyHigh(u3, v0);
        long h4 = multiplyHigh(u0, v4)
                + multiplyHigh(u1, v3)
                + multiplyHigh(u2, v2)
                + multiplyHigh(u3, v1)
                + multiplyHigh(u4, v0);
        long h5 = multiplyHigh(u1, v4) + multiplyHigh(u2, v3) + multiplyHigh(u3, v2) + multiplyHigh(u4, v1);
        long h6 = multiplyHigh(u2, v4) + multiplyHigh(u3, v3) + multiplyHigh(u4, v2);
        long h7 = multiplyHigh(u3, v4) + multiplyHigh(u4, v3);
        long h8 = multiplyHigh(u4, v4);

        long c0 = a0 * b0;
        long c1 = a0 * b1 + a1 * b0;
        long c2 = a0 * b2 + a1 * b1 + a2 * b0;
        long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long c5 = a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1;
        long c6 = a2 * b4 + a3 * b3 + a4 * b2;
        long c7 = a3 * b4 + a4 * b3;
        long c8 = a4 * b4;

        // The quotient digit q of a column makes it divisible by 2⁵²: add q·p, which is q·(p + 1) − q.
        // The single product of column 0 is already in [0, 2⁵²).
        long q0 = c0 - (h0 << BITS);
        c1 += q0 << 44;
        h1 += q0 >> 8;
        c3 += q0 << 36;
        h3 += q0 >> 16;
        c4 += (q0 << 48) - (q0 << 16);
        h4 += (q0 >> 4) - (q0 >> 36);
        long t1 = c1 - (h1 << BITS) + h0;
        long q1 = t1 & MASK;
        c2 += q1 << 44;
        h2 += q1 >> 8;
        c4 += q1 << 36;
        h4 += q1 >> 16;
        c5 += (q1 << 48) - (q1 << 16);
        h5 += (q1 >> 4) - (q1 >> 36);
        long t2 = c2 - (h2 << BITS) + h1 + (t1 >> BITS);
        long q2 = t2 & MASK;
        c3 += q2 << 44;
        h3 += q2 >> 8;
        c5 += q2 << 36;
        h5 += q2 >> 16;
        c6 += (q2 << 48) - (q2 << 16);
        h6 += (q2 >> 4) - (q2 >> 36);
        long t3 = c3 - (h3 << BITS) + h2 + (t2 >> BITS);
        long q3 = t3 & MASK;
        c4 += q3 << 44;
        h4 += q3 >> 8;
        c6 += q3 << 36;
        h6 += q3 >> 16;
        c7 += (q3 << 48) - (q3 << 16);
        h7 += (q3 >> 4) - (q3 >> 36);
        long t4 = c4 - (h4 << BITS) + h3 + (t3 >> BITS);
        long q4 = t4 & MASK;
        c5 += q4 << 44;
        h5 += q4 >> 8;
        c7 += q4 << 36;
        h7 += q4 >> 16;
        c8 += (q4 << 48) - (q4 << 16);
        h8 += (q4 >> 4) - (q4 >> 36);
        r[0] = c5 - (h5 << BITS) + h4 + (t4 >> BITS);
        r[1] = c6 - (h6 << BITS) + h5;
        r[2] = c7 - (h7 << BITS) + h6;
        r[3] = c8 - (h8 << BITS) + h7;
        r[4] = h8;
        carry();
    }

    /// As [#product], with equal products taken once: d = 2·a, and e is d shifted.
    @Override
    void square(FieldElement a) {
        var x = a.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4];
        long d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3;
        long u0 = a0 << 6, u1 = a1 << 6, u2 = a2 << 6, u3 = a3 << 6, u4 = a4 << 6;
        long v0 = a0 << 6, v1 = a1 << 6, v2 = a2 << 6, v3 = a3 << 6, v4 = a4 << 6;
        long e0 = d0 << 6, e1 = d1 << 6, e2 = d2 << 6, e3 = d3 << 6;

        long h0 = multiplyHigh(u0, v0);
        long h1 = multiplyHigh(e0, v1);
        long h2 = multiplyHigh(e0, v2) + multiplyHigh(u1, v1);
        long h3 = multiplyHigh(e0, v3) + multiplyHigh(e1, v2);
        long h4 = multiplyHigh(e0, v4) + multiplyHigh(e1, v3) + multiplyHigh(u2, v2);
        long h5 = multiplyHigh(e1, v4) + multiplyHigh(e2, v3);
        long h6 = multiplyHigh(e2, v4) + multiplyHigh(u3, v3);
        long h7 = multiplyHigh(e3, v4);
        long h8 = multiplyHigh(u4, v4);

        long c0 = a0 * a0;
        long c1 = d0 * a1;
        long c2 = d0 * a2 + a1 * a1;
        long c3 = d0 * a3 + d1 * a2;
        long c4 = d0 * a4 + d1 * a3 + a2 * a2;
        long c5 = d1 * a4 + d2 * a3;
        long c6 = d2 * a4 + a3 * a3;
        long c7 = d3 * a4;
        long c8 = a4 * a4;

        // The quotient digit q of a column makes it divisible by 2⁵²: add q·p, which is q·(p + 1) − q.
        // The single product of column 0 is already in [0, 2⁵²).
        long q0 = c0 - (h0 << BITS);
        c1 += q0 << 44;
        h1 += q0 >> 8;
        c3 += q0 << 36;
        h3 += q0 >> 16;
        c4 += (q0 << 48) - (q0 << 16);
        h4 += (q0 >> 4) - (q0 >> 36);
        long t1 = c1 - (h1 << BITS) + h0;
        long q1 = t1 & MASK;
        c2 += q1 << 44;
        h2 += q1 >> 8;
        c4 += q1 << 36;
        h4 += q1 >> 16;
        c5 += (q1 << 48) - (q1 << 16);
        h5 += (q1 >> 4) - (q1 >> 36);
        long t2 = c2 - (h2 << BITS) + h1 + (t1 >> BITS);
        long q2 = t2 & MASK;
        c3 += q2 << 44;
        h3 += q2 >> 8;
        c5 += q2 << 36;
        h5 += q2 >> 16;
        c6 += (q2 << 48) - (q2 << 16);
        h6 += (q2 >> 4) - (q2 >> 36);
        long t3 = c3 - (h3 << BITS) + h2 + (t2 >> BITS);
        long q3 = t3 & MASK;
        c4 += q3 << 44;
        h4 += q3 >> 8;
        c6 += q3 << 36;
        h6 += q3 >> 16;
        c7 += (q3 << 48) - (q3 << 16);
        h7 += (q3 >> 4) - (q3 >> 36);
        long t4 = c4 - (h4 << BITS) + h3 + (t3 >> BITS);
        long q4 = t4 & MASK;
        c5 += q4 << 44;
        h5 += q4 >> 8;
        c7 += q4 << 36;
        h7 += q4 >> 16;
        c8 += (q4 << 48) - (q4 << 16);
        h8 += (q4 >> 4) - (q4 >> 36);
        r[0] = c5 - (h5 << BITS) + h4 + (t4 >> BITS);
        r[1] = c6 - (h6 << BITS) + h5;
        r[2] = c7 - (h7 << BITS) + h6;
        r[3] = c8 - (h8 << BITS) + h7;
        r[4] = h8;
        carry();
    }

    /// Brings the four lower limbs into 52 bits and a carry, all at once. The top limb keeps the sign.
    private void carry() {
        var r = limbs;
        long r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3];
        r[0] = r0 & MASK;
        r[1] = (r1 & MASK) + (r0 >> BITS);
        r[2] = (r2 & MASK) + (r1 >> BITS);
        r[3] = (r3 & MASK) + (r2 >> BITS);
        r[4] += r3 >> BITS;
    }

    /// Replaces what exceeds 256 bits, t·2²⁵⁶, by t·(2²²⁴ − 2¹⁹² − 2⁹⁶ + 1).
    @Override
    void tighten() {
        var r = limbs;
        long t = r[4] >> 48;
        r[0] += t;
        r[1] -= t << 44;
        r[3] -= t << 36;
        r[4] += (t << 16) - (t << 48);
        carry();
    }
}
