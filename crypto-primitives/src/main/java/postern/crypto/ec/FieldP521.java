package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

/// An element of the field of integers modulo p = 2⁵²¹ − 1, the prime of P-521 (SP 800-186 §3.2.1.5), in nine
/// limbs of 58 bits. Because 2⁵²¹ is 1, and 2⁵²² is 2, the upper half of a product is added to the lower one,
/// twice.
///
/// Bounds: tight limbs lie in [−2⁴, 2⁵⁸ + 2⁴), the top one in [−1, 2⁵⁷]. Limbs of 58 bits leave no room for
/// sums among the factors, so a product first carries its factors. Then the halves of all products of a column,
/// those from above counted twice, are below 18 · 2⁵⁸ < 2⁶³; but the lower and the upper halves together are
/// not, and are carried apart.
final class FieldP521 extends FieldElement {
    private static final int BITS = 58;
    private static final long MASK = (1L << BITS) - 1;

    /// The top limb has the bits from 464 to 520.
    private static final int TOP_BITS = 57;

    private static final long[] P = {MASK, MASK, MASK, MASK, MASK, MASK, MASK, MASK, (1L << TOP_BITS) - 1};

    FieldP521() {
        super(66, BITS, P);
    }

    @Override
    FieldP521 fresh() {
        return new FieldP521();
    }

    @Override
    void enter() {}

    @Override
    void leave() {
        tighten();
    }

    /// Columns as [FieldElement] describes: c is a column's sum of products modulo 2⁶⁴, h that of the upper
    /// halves; then, folded to nine columns, p is the sum of the lower halves and q that of the upper ones from
    /// the column below.
    @Override
    void product(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long a0 = (x[0] & MASK) + 2 * (x[8] >> BITS);
        long a1 = (x[1] & MASK) + (x[0] >> BITS);
        long a2 = (x[2] & MASK) + (x[1] >> BITS);
        long a3 = (x[3] & MASK) + (x[2] >> BITS);
        long a4 = (x[4] & MASK) + (x[3] >> BITS);
        long a5 = (x[5] & MASK) + (x[4] >> BITS);
        long a6 = (x[6] & MASK) + (x[5] >> BITS);
        long a7 = (x[7] & MASK) + (x[6] >> BITS);
        long a8 = (x[8] & MASK) + (x[7] >> BITS);
        long b0 = (y[0] & MASK) + 2 * (y[8] >> BITS);
        long b1 = (y[1] & MASK) + (y[0] >> BITS);
        long b2 = (y[2] & MASK) + (y[1] >> BITS);
        long b3 = (y[3] & MASK) + (y[2] >> BITS);
        long b4 = (y[4] & MASK) + (y[3] >> BITS);
        long b5 = (y[5] & MASK) + (y[4] >> BITS);
        long b6 = (y[6] & MASK) + (y[5] >> BITS);
        long b7 = (y[7] & MASK) + (y[6] >> BITS);
        long b8 = (y[8] & MASK) + (y[7] >> BITS);
        long u0 = a0 << 3,
                u1 = a1 << 3,
                u2 = a2 << 3,
                u3 = a3 << 3,
                u4 = a4 << 3,
                u5 = a5 << 3,
                u6 = a6 << 3,
                u7 = a7 << 3,
                u8 = a8 << 3;
        long v0 = b0 << 3,
                v1 = b1 << 3,
                v2 = b2 << 3,
                v3 = b3 << 3,
                v4 = b4 << 3,
                v5 = b5 << 3,
                v6 = b6 << 3,
                v7 = b7 << 3,
                v8 = b8 << 3;

        long h0 = multiplyHigh(u0, v0);
        long h1 = multiplyHigh(u0, v1) + multiplyHigh(u1, v0);
        long h2 = multiplyHigh(u0, v2) + multiplyHigh(u1, v1) + multiplyHigh(u2, v0);
        long h3 = multiplyHigh(u0, v3) + multiplyHigh(u1, v2) + multiplyHigh(u2, v1) + multiplyHigh(u3, v0);
        long h4 = multiplyHigh(u0, v4)
                + multiplyHigh(u1, v3)
                + multiplyHigh(u2, v2)
                + multiplyHigh(u3, v1)
                + multiplyHigh(u4, v0);
        long h5 = multiplyHigh(u0, v5)
                + multiplyHigh(u1, v4)
                + multiplyHigh(u2, v3)
                + multiplyHigh(u3, v2)
                + multiplyHigh(u4, v1)
                + multiplyHigh(u5, v0);
        long h6 = multiplyHigh(u0, v6)
                + multiplyHigh(u1, v5)
                + multiplyHigh(u2, v4)
                + multiplyHigh(u3, v3)
                + multiplyHigh(u4, v2)
                + multiplyHigh(u5, v1)
                + multiplyHigh(u6, v0);
        long h7 = multiplyHigh(u0, v7)
                + multiplyHigh(u1, v6)
                + multiplyHigh(u2, v5)
                + multiplyHigh(u3, v4)
                + multiplyHigh(u4, v3)
                + multiplyHigh(u5, v2)
                + multiplyHigh(u6, v1)
                + multiplyHigh(u7, v0);
        long h8 = multiplyHigh(u0, v8)
                + multiplyHigh(u1, v7)
                + multiplyHigh(u2, v6)
                + multiplyHigh(u3, v5)
                + multiplyHigh(u4, v4)
                + multiplyHigh(u5, v3)
                + multiplyHigh(u6, v2)
                + multiplyHigh(u7, v1)
                + multiplyHigh(u8, v0);
        long h9 = multiplyHigh(u1, v8)
                + multiplyHigh(u2, v7)
                + multiplyHigh(u3, v6)
                + multiplyHigh(u4, v5)
                + multiplyHigh(u5, v4)
                + multiplyHigh(u6, v3)
                + multiplyHigh(u7, v2)
                + multiplyHigh(u8, v1);
        long h10 = multiplyHigh(u2, v8)
                + multiplyHigh(u3, v7)
                + multiplyHigh(u4, v6)
                + multiplyHigh(u5, v5)
                + multiplyHigh(u6, v4)
                + multiplyHigh(u7, v3)
                + multiplyHigh(u8, v2);
        long h11 = multiplyHigh(u3, v8)
                + multiplyHigh(u4, v7)
                + multiplyHigh(u5, v6)
                + multiplyHigh(u6, v5)
                + multiplyHigh(u7, v4)
                + multiplyHigh(u8, v3);
        long h12 = multiplyHigh(u4, v8)
                + multiplyHigh(u5, v7)
                + multiplyHigh(u6, v6)
                + multiplyHigh(u7, v5)
                + multiplyHigh(u8, v4);
        long h13 = multiplyHigh(u5, v8) + multiplyHigh(u6, v7) + multiplyHigh(u7, v6) + multiplyHigh(u8, v5);
        long h14 = multiplyHigh(u6, v8) + multiplyHigh(u7, v7) + multiplyHigh(u8, v6);
        long h15 = multiplyHigh(u7, v8) + multiplyHigh(u8, v7);
        long h16 = multiplyHigh(u8, v8);

        long c0 = a0 * b0;
        long c1 = a0 * b1 + a1 * b0;
        long c2 = a0 * b2 + a1 * b1 + a2 * b0;
        long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
        long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
        long c7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0;
        long c8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 * b0;
        long c9 = a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 * b1;
        long c10 = a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8 * b2;
        long c11 = a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8 * b3;
        long c12 = a4 * b8 + a5 * b7 + a6 * b6 + a7 * b5 + a8 * b4;
        long c13 = a5 * b8 + a6 * b7 + a7 * b6 + a8 * b5;
        long c14 = a6 * b8 + a7 * b7 + a8 * b6;
        long c15 = a7 * b8 + a8 * b7;
        long c16 = a8 * b8;

        long p0 = c0 + 2 * c9 - (h0 + 2 * h9 << BITS);
        long p1 = c1 + 2 * c10 - (h1 + 2 * h10 << BITS);
        long p2 = c2 + 2 * c11 - (h2 + 2 * h11 << BITS);
        long p3 = c3 + 2 * c12 - (h3 + 2 * h12 << BITS);
        long p4 = c4 + 2 * c13 - (h4 + 2 * h13 << BITS);
        long p5 = c5 + 2 * c14 - (h5 + 2 * h14 << BITS);
        long p6 = c6 + 2 * c15 - (h6 + 2 * h15 << BITS);
        long p7 = c7 + 2 * c16 - (h7 + 2 * h16 << BITS);
        long p8 = c8 - (h8 << BITS);
        long q0 = 2 * h8;
        long q1 = h0 + 2 * h9;
        long q2 = h1 + 2 * h10;
        long q3 = h2 + 2 * h11;
        long q4 = h3 + 2 * h12;
        long q5 = h4 + 2 * h13;
        long q6 = h5 + 2 * h14;
        long q7 = h6 + 2 * h15;
        long q8 = h7 + 2 * h16;
        r[0] = (p0 & MASK) + (q0 & MASK) + 2 * ((p8 >> BITS) + (q8 >> BITS));
        r[1] = (p1 & MASK) + (q1 & MASK) + (p0 >> BITS) + (q0 >> BITS);
        r[2] = (p2 & MASK) + (q2 & MASK) + (p1 >> BITS) + (q1 >> BITS);
        r[3] = (p3 & MASK) + (q3 & MASK) + (p2 >> BITS) + (q2 >> BITS);
        r[4] = (p4 & MASK) + (q4 & MASK) + (p3 >> BITS) + (q3 >> BITS);
        r[5] = (p5 & MASK) + (q5 & MASK) + (p4 >> BITS) + (q4 >> BITS);
        r[6] = (p6 & MASK) + (q6 & MASK) + (p5 >> BITS) + (q5 >> BITS);
        r[7] = (p7 & MASK) + (q7 & MASK) + (p6 >> BITS) + (q6 >> BITS);
        r[8] = (p8 & MASK) + (q8 & MASK) + (p7 >> BITS) + (q7 >> BITS);
        tighten();
    }

    /// As [#product], with equal products taken once: d = 2·a, and e is d shifted.
    @Override
    void square(FieldElement a) {
        var x = a.limbs;
        var r = limbs;
        long a0 = (x[0] & MASK) + 2 * (x[8] >> BITS);
        long a1 = (x[1] & MASK) + (x[0] >> BITS);
        long a2 = (x[2] & MASK) + (x[1] >> BITS);
        long a3 = (x[3] & MASK) + (x[2] >> BITS);
        long a4 = (x[4] & MASK) + (x[3] >> BITS);
        long a5 = (x[5] & MASK) + (x[4] >> BITS);
        long a6 = (x[6] & MASK) + (x[5] >> BITS);
        long a7 = (x[7] & MASK) + (x[6] >> BITS);
        long a8 = (x[8] & MASK) + (x[7] >> BITS);
        long d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3, d4 = 2 * a4, d5 = 2 * a5, d6 = 2 * a6, d7 = 2 * a7;
        long u0 = a0 << 3,
                u1 = a1 << 3,
                u2 = a2 << 3,
                u3 = a3 << 3,
                u4 = a4 << 3,
                u5 = a5 << 3,
                u6 = a6 << 3,
                u7 = a7 << 3,
                u8 = a8 << 3;
        long v0 = a0 << 3,
                v1 = a1 << 3,
                v2 = a2 << 3,
                v3 = a3 << 3,
                v4 = a4 << 3,
                v5 = a5 << 3,
                v6 = a6 << 3,
                v7 = a7 << 3,
                v8 = a8 << 3;
        long e0 = d0 << 3,
                e1 = d1 << 3,
                e2 = d2 << 3,
                e3 = d3 << 3,
                e4 = d4 << 3,
                e5 = d5 << 3,
                e6 = d6 << 3,
                e7 = d7 << 3;

        long h0 = multiplyHigh(u0, v0);
        long h1 = multiplyHigh(e0, v1);
        long h2 = multiplyHigh(e0, v2) + multiplyHigh(u1, v1);
        long h3 = multiplyHigh(e0, v3) + multiplyHigh(e1, v2);
        long h4 = multiplyHigh(e0, v4) + multiplyHigh(e1, v3) + multiplyHigh(u2, v2);
        long h5 = multiplyHigh(e0, v5) + multiplyHigh(e1, v4) + multiplyHigh(e2, v3);
        long h6 = multiplyHigh(e0, v6) + multiplyHigh(e1, v5) + multiplyHigh(e2, v4) + multiplyHigh(u3, v3);
        long h7 = multiplyHigh(e0, v7) + multiplyHigh(e1, v6) + multiplyHigh(e2, v5) + multiplyHigh(e3, v4);
        long h8 = multiplyHigh(e0, v8)
                + multiplyHigh(e1, v7)
                + multiplyHigh(e2, v6)
                + multiplyHigh(e3, v5)
                + multiplyHigh(u4, v4);
        long h9 = multiplyHigh(e1, v8) + multiplyHigh(e2, v7) + multiplyHigh(e3, v6) + multiplyHigh(e4, v5);
        long h10 = multiplyHigh(e2, v8) + multiplyHigh(e3, v7) + multiplyHigh(e4, v6) + multiplyHigh(u5, v5);
        long h11 = multiplyHigh(e3, v8) + multiplyHigh(e4, v7) + multiplyHigh(e5, v6);
        long h12 = multiplyHigh(e4, v8) + multiplyHigh(e5, v7) + multiplyHigh(u6, v6);
        long h13 = multiplyHigh(e5, v8) + multiplyHigh(e6, v7);
        long h14 = multiplyHigh(e6, v8) + multiplyHigh(u7, v7);
        long h15 = multiplyHigh(e7, v8);
        long h16 = multiplyHigh(u8, v8);

        long c0 = a0 * a0;
        long c1 = d0 * a1;
        long c2 = d0 * a2 + a1 * a1;
        long c3 = d0 * a3 + d1 * a2;
        long c4 = d0 * a4 + d1 * a3 + a2 * a2;
        long c5 = d0 * a5 + d1 * a4 + d2 * a3;
        long c6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3;
        long c7 = d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4;
        long c8 = d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4;
        long c9 = d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5;
        long c10 = d2 * a8 + d3 * a7 + d4 * a6 + a5 * a5;
        long c11 = d3 * a8 + d4 * a7 + d5 * a6;
        long c12 = d4 * a8 + d5 * a7 + a6 * a6;
        long c13 = d5 * a8 + d6 * a7;
        long c14 = d6 * a8 + a7 * a7;
        long c15 = d7 * a8;
        long c16 = a8 * a8;

        long p0 = c0 + 2 * c9 - (h0 + 2 * h9 << BITS);
        long p1 = c1 + 2 * c10 - (h1 + 2 * h10 << BITS);
        long p2 = c2 + 2 * c11 - (h2 + 2 * h11 << BITS);
        long p3 = c3 + 2 * c12 - (h3 + 2 * h12 << BITS);
        long p4 = c4 + 2 * c13 - (h4 + 2 * h13 << BITS);
        long p5 = c5 + 2 * c14 - (h5 + 2 * h14 << BITS);
        long p6 = c6 + 2 * c15 - (h6 + 2 * h15 << BITS);
        long p7 = c7 + 2 * c16 - (h7 + 2 * h16 << BITS);
        long p8 = c8 - (h8 << BITS);
        long q0 = 2 * h8;
        long q1 = h0 + 2 * h9;
        long q2 = h1 + 2 * h10;
        long q3 = h2 + 2 * h11;
        long q4 = h3 + 2 * h12;
        long q5 = h4 + 2 * h13;
        long q6 = h5 + 2 * h14;
        long q7 = h6 + 2 * h15;
        long q8 = h7 + 2 * h16;
        r[0] = (p0 & MASK) + (q0 & MASK) + 2 * ((p8 >> BITS) + (q8 >> BITS));
        r[1] = (p1 & MASK) + (q1 & MASK) + (p0 >> BITS) + (q0 >> BITS);
        r[2] = (p2 & MASK) + (q2 & MASK) + (p1 >> BITS) + (q1 >> BITS);
        r[3] = (p3 & MASK) + (q3 & MASK) + (p2 >> BITS) + (q2 >> BITS);
        r[4] = (p4 & MASK) + (q4 & MASK) + (p3 >> BITS) + (q3 >> BITS);
        r[5] = (p5 & MASK) + (q5 & MASK) + (p4 >> BITS) + (q4 >> BITS);
        r[6] = (p6 & MASK) + (q6 & MASK) + (p5 >> BITS) + (q5 >> BITS);
        r[7] = (p7 & MASK) + (q7 & MASK) + (p6 >> BITS) + (q6 >> BITS);
        r[8] = (p8 & MASK) + (q8 & MASK) + (p7 >> BITS) + (q7 >> BITS);
        tighten();
    }

    /// Brings the limbs into 58 bits and a carry, all at once, and adds what exceeds 521 bits at the bottom.
    @Override
    void tighten() {
        var r = limbs;
        long r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3], r4 = r[4], r5 = r[5], r6 = r[6], r7 = r[7];
        long r8 = r[8] + (r7 >> BITS);
        r[0] = (r0 & MASK) + (r8 >> TOP_BITS);
        r[1] = (r1 & MASK) + (r0 >> BITS);
        r[2] = (r2 & MASK) + (r1 >> BITS);
        r[3] = (r3 & MASK) + (r2 >> BITS);
        r[4] = (r4 & MASK) + (r3 >> BITS);
        r[5] = (r5 & MASK) + (r4 >> BITS);
        r[6] = (r6 & MASK) + (r5 >> BITS);
        r[7] = (r7 & MASK) + (r6 >> BITS);
        r[8] = r8 & (1L << TOP_BITS) - 1;
    }
}
