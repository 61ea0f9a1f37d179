package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

/// An element of the field of integers modulo p = 2³⁸⁴ − 2¹²⁸ − 2⁹⁶ + 2³² − 1, the prime of P-384 (SP 800-186
/// §3.2.1.4), in seven limbs of 56 bits.
///
/// Because 2³⁸⁴ = 2¹²⁸ + 2⁹⁶ − 2³² + 1 modulo p, whatever stands above is folded down by shifts. The columns of
/// a product from the seventh on are multiples of 2³⁹² = 2¹³⁶ + 2¹⁰⁴ − 2⁴⁰ + 2⁸: bit 24 two columns up from
/// where they fold to, bit 48 one up, and bits 8 less 40.
///
/// Bounds: tight limbs lie in (−2⁵⁵, 2⁵⁶ + 2⁵⁵), the top one in [−1, 2⁴⁸]. Loose limbs are below 2⁵⁸, and the
/// halves of a column of their products below 7 · 2⁶⁰ < 2⁶³.
final class FieldP384 extends FieldElement {
    private static final int BITS = 56;
    private static final long MASK = (1L << BITS) - 1;

    /// The top limb has the bits from 336 to 383.
    private static final int TOP_BITS = 48;

    private static final long[] P = {
        (1L << 32) - 1, MASK - (1L << 40) + 1, MASK - (1L << 16), MASK, MASK, MASK, (1L << TOP_BITS) - 1
    };

    FieldP384() {
        super(48, BITS, P);
    }

    @Override
    FieldP384 fresh() {
        return new FieldP384();
    }

    @Override
    void enter() {}

    @Override
    void leave() {
        tighten();
    }

    /// Columns as [FieldElement] describes: c is a column's sum of products modulo 2⁶⁴, h that of the upper
    /// halves.
    @Override
    void product(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4], a5 = x[5], a6 = x[6];
        long b0 = y[0], b1 = y[1], b2 = y[2], b3 = y[3], b4 = y[4], b5 = y[5], b6 = y[6];
        long u0 = a0 << 4, u1 = a1 << 4, u2 = a2 << 4, u3 = a3 << 4, u4 = a4 << 4, u5 = a5 << 4, u6 = a6 << 4;
        long v0 = b0 << 4, v1 = b1 << 4, v2 = b2 << 4, v3 = b3 << 4, v4 = b4 << 4, v5 = b5 << 4, v6 = b6 << 4;

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
        long h7 = multiplyHigh(u1, v6)
                + multiplyHigh(u2, v5)
                + multiplyHigh(u3, v4)
                + multiplyHigh(u4, v3)
                + multiplyHigh(u5, v2)
                + multiplyHigh(u6, v1);
        long h8 = multiplyHigh(u2, v6)
                + multiplyHigh(u3, v5)
                + multiplyHigh(u4, v4)
                + multiplyHigh(u5, v3)
                + multiplyHigh(u6, v2);
        long h9 = multiplyHigh(u3, v6) + multiplyHigh(u4, v5) + multiplyHigh(u5, v4) + multiplyHigh(u6, v3);
        long h10 = multiplyHigh(u4, v6) + multiplyHigh(u5, v5) + multiplyHigh(u6, v4);
        long h11 = multiplyHigh(u5, v6) + multiplyHigh(u6, v5);
        long h12 = multiplyHigh(u6, v6);

        long c0 = a0 * b0;
        long c1 = a0 * b1 + a1 * b0;
        long c2 = a0 * b2 + a1 * b1 + a2 * b0;
        long c3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long c4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0;
        long c5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0;
        long c6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0;
        long c7 = a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1;
        long c8 = a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2;
        long c9 = a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3;
        long c10 = a4 * b6 + a5 * b5 + a6 * b4;
        long c11 = a5 * b6 + a6 * b5;
        long c12 = a6 * b6;

        // From the top: the value d of a column at 2³⁹²·2⁵⁶ʲ counts d·(2¹³⁶ + 2¹⁰⁴ − 2⁴⁰ + 2⁸)·2⁵⁶ʲ.
        long d13 = h12;
        c8 += d13 << 24;
        h8 += d13 >> 32;
        c7 += d13 << 48;
        h7 += d13 >> 8;
        c6 += (d13 << 8) - (d13 << 40);
        h6 += (d13 >> 48) - (d13 >> 16);
        long d12 = c12 - (h12 << BITS) + h11;
        c7 += d12 << 24;
        h7 += d12 >> 32;
        c6 += d12 << 48;
        h6 += d12 >> 8;
        c5 += (d12 << 8) - (d12 << 40);
        h5 += (d12 >> 48) - (d12 >> 16);
        long d11 = c11 - (h11 << BITS) + h10;
        c6 += d11 << 24;
        h6 += d11 >> 32;
        c5 += d11 << 48;
        h5 += d11 >> 8;
        c4 += (d11 << 8) - (d11 << 40);
        h4 += (d11 >> 48) - (d11 >> 16);
        long d10 = c10 - (h10 << BITS) + h9;
        c5 += d10 << 24;
        h5 += d10 >> 32;
        c4 += d10 << 48;
        h4 += d10 >> 8;
        c3 += (d10 << 8) - (d10 << 40);
        h3 += (d10 >> 48) - (d10 >> 16);
        long d9 = c9 - (h9 << BITS) + h8;
        c4 += d9 << 24;
        h4 += d9 >> 32;
        c3 += d9 << 48;
        h3 += d9 >> 8;
        c2 += (d9 << 8) - (d9 << 40);
        h2 += (d9 >> 48) - (d9 >> 16);
        long d8 = c8 - (h8 << BITS) + h7;
        c3 += d8 << 24;
        h3 += d8 >> 32;
        c2 += d8 << 48;
        h2 += d8 >> 8;
        c1 += (d8 << 8) - (d8 << 40);
        h1 += (d8 >> 48) - (d8 >> 16);
        long d7 = c7 - (h7 << BITS) + h6;
        c2 += d7 << 24;
        h2 += d7 >> 32;
        c1 += d7 << 48;
        h1 += d7 >> 8;
        c0 += (d7 << 8) - (d7 << 40);
        h0 += (d7 >> 48) - (d7 >> 16);
        r[0] = c0 - (h0 << BITS);
        r[1] = c1 - (h1 << BITS) + h0;
        r[2] = c2 - (h2 << BITS) + h1;
        r[3] = c3 - (h3 << BITS) + h2;
        r[4] = c4 - (h4 << BITS) + h3;
        r[5] = c5 - (h5 << BITS) + h4;
        r[6] = c6 - (h6 << BITS) + h5;
        tighten();
    }

    /// As [#product], with equal products taken once: d = 2·a, and e is d shifted.
    @Override
    void square(FieldElement a) {
        var x = a.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4], a5 = x[5], a6 = x[6];
        long d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3, d4 = 2 * a4, d5 = 2 * a5;
        long u0 = a0 << 4, u1 = a1 << 4, u2 = a2 << 4, u3 = a3 << 4, u4 = a4 << 4, u5 = a5 << 4, u6 = a6 << 4;
        long v0 = a0 << 4, v1 = a1 << 4, v2 = a2 << 4, v3 = a3 << 4, v4 = a4 << 4, v5 = a5 << 4, v6 = a6 << 4;
        long e0 = d0 << 4, e1 = d1 << 4, e2 = d2 << 4, e3 = d3 << 4, e4 = d4 << 4, e5 = d5 << 4;

        long h0 = multiplyHigh(u0, v0);
        long h1 = multiplyHigh(e0, v1);
        long h2 = multiplyHigh(e0, v2) + multiplyHigh(u1, v1);
        long h3 = multiplyHigh(e0, v3) + multiplyHigh(e1, v2);
        long h4 = multiplyHigh(e0, v4) + multiplyHigh(e1, v3) + multiplyHigh(u2, v2);
        long h5 = multiplyHigh(e0, v5) + multiplyHigh(e1, v4) + multiplyHigh(e2, v3);
        long h6 = multiplyHigh(e0, v6) + multiplyHigh(e1, v5) + multiplyHigh(e2, v4) + multiplyHigh(u3, v3);
        long h7 = multiplyHigh(e1, v6) + multiplyHigh(e2, v5) + multiplyHigh(e3, v4);
        long h8 = multiplyHigh(e2, v6) + multiplyHigh(e3, v5) + multiplyHigh(u4, v4);
        long h9 = multiplyHigh(e3, v6) + multiplyHigh(e4, v5);
        long h10 = multiplyHigh(e4, v6) + multiplyHigh(u5, v5);
        long h11 = multiplyHigh(e5, v6);
        long h12 = multiplyHigh(u6, v6);

        long c0 = a0 * a0;
        long c1 = d0 * a1;
        long c2 = d0 * a2 + a1 * a1;
        long c3 = d0 * a3 + d1 * a2;
        long c4 = d0 * a4 + d1 * a3 + a2 * a2;
        long c5 = d0 * a5 + d1 * a4 + d2 * a3;
        long c6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3;
        long c7 = d1 * a6 + d2 * a5 + d3 * a4;
        long c8 = d2 * a6 + d3 * a5 + a4 * a4;
        long c9 = d3 * a6 + d4 * a5;
        long c10 = d4 * a6 + a5 * a5;
        long c11 = d5 * a6;
        long c12 = a6 * a6;

        // From the top: the value d of a column at 2³⁹²·2⁵⁶ʲ counts d·(2¹³⁶ + 2¹⁰⁴ − 2⁴⁰ + 2⁸)·2⁵⁶ʲ.
        long d13 = h12;
        c8 += d13 << 24;
        h8 += d13 >> 32;
        c7 += d13 << 48;
        h7 += d13 >> 8;
        c6 += (d13 << 8) - (d13 << 40);
        h6 += (d13 >> 48) - (d13 >> 16);
        long d12 = c12 - (h12 << BITS) + h11;
        c7 += d12 << 24;
        h7 += d12 >> 32;
        c6 += d12 << 48;
        h6 += d12 >> 8;
        c5 += (d12 << 8) - (d12 << 40);
        h5 += (d12 >> 48) - (d12 >> 16);
        long d11 = c11 - (h11 << BITS) + h10;
        c6 += d11 << 24;
        h6 += d11 >> 32;
        c5 += d11 << 48;
        h5 += d11 >> 8;
        c4 += (d11 << 8) - (d11 << 40);
        h4 += (d11 >> 48) - (d11 >> 16);
        long d10 = c10 - (h10 << BITS) + h9;
        c5 += d10 << 24;
        h5 += d10 >> 32;
        c4 += d10 << 48;
        h4 += d10 >> 8;
        c3 += (d10 << 8) - (d10 << 40);
        h3 += (d10 >> 48) - (d10 >> 16);
        long d9 = c9 - (h9 << BITS) + h8;
        c4 += d9 << 24;
        h4 += d9 >> 32;
        c3 += d9 << 48;
        h3 += d9 >> 8;
        c2 += (d9 << 8) - (d9 << 40);
        h2 += (d9 >> 48) - (d9 >> 16);
        long d8 = c8 - (h8 << BITS) + h7;
        c3 += d8 << 24;
        h3 += d8 >> 32;
        c2 += d8 << 48;
        h2 += d8 >> 8;
        c1 += (d8 << 8) - (d8 << 40);
        h1 += (d8 >> 48) - (d8 >> 16);
        long d7 = c7 - (h7 << BITS) + h6;
        c2 += d7 << 24;
        h2 += d7 >> 32;
        c1 += d7 << 48;
        h1 += d7 >> 8;
        c0 += (d7 << 8) - (d7 << 40);
        h0 += (d7 >> 48) - (d7 >> 16);
        r[0] = c0 - (h0 << BITS);
        r[1] = c1 - (h1 << BITS) + h0;
        r[2] = c2 - (h2 << BITS) + h1;
        r[3] = c3 - (h3 << BITS) + h2;
        r[4] = c4 - (h4 << BITS) + h3;
        r[5] = c5 - (h5 << BITS) + h4;
        r[6] = c6 - (h6 << BITS) + h5;
        tighten();
    }

    /// Brings the limbs into 56 bits and a carry, all at once, and folds what exceeds 384 bits.
    @Override
    void tighten() {
        var r = limbs;
        long r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3], r4 = r[4], r5 = r[5];
        long r6 = r[6] + (r5 >> BITS);
        long t = r6 >> TOP_BITS;
        r[0] = (r0 & MASK) + t - (t << 32);
        r[1] = (r1 & MASK) + (r0 >> BITS) + (t << 40);
        r[2] = (r2 & MASK) + (r1 >> BITS) + (t << 16);
        r[3] = (r3 & MASK) + (r2 >> BITS);
        r[4] = (r4 & MASK) + (r3 >> BITS);
        r[5] = (r5 & MASK) + (r4 >> BITS);
        r[6] = r6 - (t << TOP_BITS);
    }
}
