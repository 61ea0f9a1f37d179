package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

/// An element of the field of integers modulo p = 2⁴⁴⁸ − 2²²⁴ − 1, the prime of Curve448 (RFC 7748 §4.2), in
/// eight limbs of 56 bits.
///
/// With g = 2²²⁴, which is a limb's edge, p = g² − g − 1: the prime was chosen so that g² is g + 1, as for the
/// golden ratio. An element is a + d·g with halves of four limbs, and a product takes three multiplications of
/// halves instead of four (Karatsuba's, with g² = g + 1 put in):
///
///     (a + d·g)·(b + e·g) = a·b + d·e + ((a + d)·(b + e) − a·b)·g
///
/// Bounds: tight limbs lie in (−2¹⁰, 2⁵⁶ + 2¹⁰), loose ones have a magnitude below 2⁵⁷ + 2¹¹, sums of halves
/// one below 2⁵⁸ + 2¹². Then the upper halves of a column are below 4·2⁶⁰ + 12·2⁵⁸ < 2⁶³.
final class Field448 extends FieldElement {
    private static final int BITS = 56;
    private static final long MASK = (1L << BITS) - 1;

    private static final long[] P = {MASK, MASK, MASK, MASK, MASK - 1, MASK, MASK, MASK};

    /// Zero.
    Field448() {
        super(56, BITS, P);
    }

    @Override
    Field448 fresh() {
        return new Field448();
    }

    @Override
    void enter() {}

    @Override
    void leave() {
        tighten();
    }

    /// Columns as [FieldElement] describes, c of products modulo 2⁶⁴ and h of upper halves, with the letters l
    /// for a·b, u for d·e and m for (a + d)·(b + e); x = l + u, and y = m − l, which counts from the fourth
    /// column on.
    @Override
    void product(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3];
        long b0 = y[0], b1 = y[1], b2 = y[2], b3 = y[3];
        long d0 = x[4], d1 = x[5], d2 = x[6], d3 = x[7];
        long e0 = y[4], e1 = y[5], e2 = y[6], e3 = y[7];
        long s0 = a0 + d0, s1 = a1 + d1, s2 = a2 + d2, s3 = a3 + d3;
        long t0 = b0 + e0, t1 = b1 + e1, t2 = b2 + e2, t3 = b3 + e3;

        long lh0 = high(a0, b0);
        long lh1 = high(a0, b1) + high(a1, b0);
        long lh2 = high(a0, b2) + high(a1, b1) + high(a2, b0);
        long lh3 = high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0);
        long lh4 = high(a1, b3) + high(a2, b2) + high(a3, b1);
        long lh5 = high(a2, b3) + high(a3, b2);
        long lh6 = high(a3, b3);
        long lc0 = a0 * b0;
        long lc1 = a0 * b1 + a1 * b0;
        long lc2 = a0 * b2 + a1 * b1 + a2 * b0;
        long lc3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
        long lc4 = a1 * b3 + a2 * b2 + a3 * b1;
        long lc5 = a2 * b3 + a3 * b2;
        long lc6 = a3 * b3;
        long uh0 = high(d0, e0);
        long uh1 = high(d0, e1) + high(d1, e0);
        long uh2 = high(d0, e2) + high(d1, e1) + high(d2, e0);
        long uh3 = high(d0, e3) + high(d1, e2) + high(d2, e1) + high(d3, e0);
        long uh4 = high(d1, e3) + high(d2, e2) + high(d3, e1);
        long uh5 = high(d2, e3) + high(d3, e2);
        long uh6 = high(d3, e3);
        long uc0 = d0 * e0;
        long uc1 = d0 * e1 + d1 * e0;
        long uc2 = d0 * e2 + d1 * e1 + d2 * e0;
        long uc3 = d0 * e3 + d1 * e2 + d2 * e1 + d3 * e0;
        long uc4 = d1 * e3 + d2 * e2 + d3 * e1;
        long uc5 = d2 * e3 + d3 * e2;
        long uc6 = d3 * e3;
        long mh0 = high(s0, t0);
        long mh1 = high(s0, t1) + high(s1, t0);
        long mh2 = high(s0, t2) + high(s1, t1) + high(s2, t0);
        long mh3 = high(s0, t3) + high(s1, t2) + high(s2, t1) + high(s3, t0);
        long mh4 = high(s1, t3) + high(s2, t2) + high(s3, t1);
        long mh5 = high(s2, t3) + high(s3, t2);
        long mh6 = high(s3, t3);
        long mc0 = s0 * t0;
        long mc1 = s0 * t1 + s1 * t0;
        long mc2 = s0 * t2 + s1 * t1 + s2 * t0;
        long mc3 = s0 * t3 + s1 * t2 + s2 * t1 + s3 * t0;
        long mc4 = s1 * t3 + s2 * t2 + s3 * t1;
        long mc5 = s2 * t3 + s3 * t2;
        long mc6 = s3 * t3;

        // lower·lower + upper·upper, and (lower + upper of both)·… − lower·lower, as columns again
        long xc0 = lc0 + uc0, xh0 = lh0 + uh0, yc0 = mc0 - lc0, yh0 = mh0 - lh0;
        long xc1 = lc1 + uc1, xh1 = lh1 + uh1, yc1 = mc1 - lc1, yh1 = mh1 - lh1;
        long xc2 = lc2 + uc2, xh2 = lh2 + uh2, yc2 = mc2 - lc2, yh2 = mh2 - lh2;
        long xc3 = lc3 + uc3, xh3 = lh3 + uh3, yc3 = mc3 - lc3, yh3 = mh3 - lh3;
        long xc4 = lc4 + uc4, xh4 = lh4 + uh4, yc4 = mc4 - lc4, yh4 = mh4 - lh4;
        long xc5 = lc5 + uc5, xh5 = lh5 + uh5, yc5 = mc5 - lc5, yh5 = mh5 - lh5;
        long xc6 = lc6 + uc6, xh6 = lh6 + uh6, yc6 = mc6 - lc6, yh6 = mh6 - lh6;
        r[0] = xc0 + yc4 - (xh0 + yh4 << BITS) + yh3;
        r[1] = xc1 + yc5 - (xh1 + yh5 << BITS) + xh0 + yh4;
        r[2] = xc2 + yc6 - (xh2 + yh6 << BITS) + xh1 + yh5;
        r[3] = xc3 - (xh3 << BITS) + xh2 + yh6;
        r[4] = xc4 + yc0 + yc4 - (xh4 + yh0 + yh4 << BITS) + xh3 + yh3;
        r[5] = xc5 + yc1 + yc5 - (xh5 + yh1 + yh5 << BITS) + xh4 + yh0 + yh4;
        r[6] = xc6 + yc2 + yc6 - (xh6 + yh2 + yh6 << BITS) + xh5 + yh1 + yh5;
        r[7] = yc3 - (yh3 << BITS) + xh6 + yh2 + yh6;
        tighten();
    }

    /// As [#product], with equal products taken once, and s = a + d.
    @Override
    void square(FieldElement a) {
        var x = a.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3];
        long d0 = x[4], d1 = x[5], d2 = x[6], d3 = x[7];
        long s0 = a0 + d0, s1 = a1 + d1, s2 = a2 + d2, s3 = a3 + d3;

        long lh0 = high(a0, a0);
        long lh1 = 2 * high(a0, a1);
        long lh2 = 2 * high(a0, a2) + high(a1, a1);
        long lh3 = 2 * (high(a0, a3) + high(a1, a2));
        long lh4 = 2 * high(a1, a3) + high(a2, a2);
        long lh5 = 2 * high(a2, a3);
        long lh6 = high(a3, a3);
        long lc0 = a0 * a0;
        long lc1 = 2 * a0 * a1;
        long lc2 = 2 * a0 * a2 + a1 * a1;
        long lc3 = 2 * (a0 * a3 + a1 * a2);
        long lc4 = 2 * a1 * a3 + a2 * a2;
        long lc5 = 2 * a2 * a3;
        long lc6 = a3 * a3;
        long uh0 = high(d0, d0);
        long uh1 = 2 * high(d0, d1);
        long uh2 = 2 * high(d0, d2) + high(d1, d1);
        long uh3 = 2 * (high(d0, d3) + high(d1, d2));
        long uh4 = 2 * high(d1, d3) + high(d2, d2);
        long uh5 = 2 * high(d2, d3);
        long uh6 = high(d3, d3);
        long uc0 = d0 * d0;
        long uc1 = 2 * d0 * d1;
        long uc2 = 2 * d0 * d2 + d1 * d1;
        long uc3 = 2 * (d0 * d3 + d1 * d2);
        long uc4 = 2 * d1 * d3 + d2 * d2;
        long uc5 = 2 * d2 * d3;
        long uc6 = d3 * d3;
        long mh0 = high(s0, s0);
        long mh1 = 2 * high(s0, s1);
        long mh2 = 2 * high(s0, s2) + high(s1, s1);
        long mh3 = 2 * (high(s0, s3) + high(s1, s2));
        long mh4 = 2 * high(s1, s3) + high(s2, s2);
        long mh5 = 2 * high(s2, s3);
        long mh6 = high(s3, s3);
        long mc0 = s0 * s0;
        long mc1 = 2 * s0 * s1;
        long mc2 = 2 * s0 * s2 + s1 * s1;
        long mc3 = 2 * (s0 * s3 + s1 * s2);
        long mc4 = 2 * s1 * s3 + s2 * s2;
        long mc5 = 2 * s2 * s3;
        long mc6 = s3 * s3;

        // lower·lower + upper·upper, and (lower + upper of both)·… − lower·lower, as columns again
        long xc0 = lc0 + uc0, xh0 = lh0 + uh0, yc0 = mc0 - lc0, yh0 = mh0 - lh0;
        long xc1 = lc1 + uc1, xh1 = lh1 + uh1, yc1 = mc1 - lc1, yh1 = mh1 - lh1;
        long xc2 = lc2 + uc2, xh2 = lh2 + uh2, yc2 = mc2 - lc2, yh2 = mh2 - lh2;
        long xc3 = lc3 + uc3, xh3 = lh3 + uh3, yc3 = mc3 - lc3, yh3 = mh3 - lh3;
        long xc4 = lc4 + uc4, xh4 = lh4 + uh4, yc4 = mc4 - lc4, yh4 = mh4 - lh4;
        long xc5 = lc5 + uc5, xh5 = lh5 + uh5, yc5 = mc5 - lc5, yh5 = mh5 - lh5;
        long xc6 = lc6 + uc6, xh6 = lh6 + uh6, yc6 = mc6 - lc6, yh6 = mh6 - lh6;
        r[0] = xc0 + yc4 - (xh0 + yh4 << BITS) + yh3;
        r[1] = xc1 + yc5 - (xh1 + yh5 << BITS) + xh0 + yh4;
        r[2] = xc2 + yc6 - (xh2 + yh6 << BITS) + xh1 + yh5;
        r[3] = xc3 - (xh3 << BITS) + xh2 + yh6;
        r[4] = xc4 + yc0 + yc4 - (xh4 + yh0 + yh4 << BITS) + xh3 + yh3;
        r[5] = xc5 + yc1 + yc5 - (xh5 + yh1 + yh5 << BITS) + xh4 + yh0 + yh4;
        r[6] = xc6 + yc2 + yc6 - (xh6 + yh2 + yh6 << BITS) + xh5 + yh1 + yh5;
        r[7] = yc3 - (yh3 << BITS) + xh6 + yh2 + yh6;
        tighten();
    }

    /// ⌊a·b / 2⁵⁶⌋
    private static long high(long a, long b) {
        return multiplyHigh(a << 4, b << 4);
    }

    @Override
    void scale(FieldElement a, int factor) {
        long carry = 0;
        for (int i = 0; i < limbs.length; i++) {
            long limb = a.limbs[i];
            long high = high(limb, factor);
            limbs[i] = limb * factor - (high << BITS) + carry;
            carry = high;
        }
        limbs[0] += carry;
        limbs[4] += carry;
        tighten();
    }

    /// Each limb keeps its lower 56 bits and gets its neighbour's carry, all at once; that of the top one
    /// counts 2⁴⁴⁸ = 2²²⁴ + 1.
    @Override
    void tighten() {
        var r = limbs;
        long r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3], r4 = r[4], r5 = r[5], r6 = r[6], r7 = r[7];
        long top = r7 >> BITS;
        r[0] = (r0 & MASK) + top;
        r[1] = (r1 & MASK) + (r0 >> BITS);
        r[2] = (r2 & MASK) + (r1 >> BITS);
        r[3] = (r3 & MASK) + (r2 >> BITS);
        r[4] = (r4 & MASK) + (r3 >> BITS) + top;
        r[5] = (r5 & MASK) + (r4 >> BITS);
        r[6] = (r6 & MASK) + (r5 >> BITS);
        r[7] = (r7 & MASK) + (r6 >> BITS);
    }
}
