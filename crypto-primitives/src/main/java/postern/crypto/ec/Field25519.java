package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

/// An element of the field of integers modulo p = 2²⁵⁵ − 19, the prime of Curve25519 (RFC 7748 §4.1), in five
/// limbs of 51 bits. Because 2²⁵⁵ is 19, the upper half of a product is added to the lower one, 19 times.
///
/// Bounds: tight limbs lie in (−2¹⁶, 2⁵¹ + 2¹⁶); loose ones have a magnitude of at most 2⁵³.
final class Field25519 extends FieldElement {
    private static final int BITS = 51;
    private static final long MASK = (1L << BITS) - 1;

    private static final long[] P = {MASK - 18, MASK, MASK, MASK, MASK};

    /// Zero.
    Field25519() {
        super(32, BITS, P);
    }

    @Override
    Field25519 fresh() {
        return new Field25519();
    }

    @Override
    void enter() {}

    @Override
    void leave() {
        tighten();
    }

    /// Written out, as all here is: half of a ladder's steps are these.
    @Override
    void sum(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long r0 = x[0] + y[0], r1 = x[1] + y[1], r2 = x[2] + y[2], r3 = x[3] + y[3], r4 = x[4] + y[4];
        r[0] = r0;
        r[1] = r1;
        r[2] = r2;
        r[3] = r3;
        r[4] = r4;
    }

    @Override
    void difference(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long r0 = x[0] - y[0], r1 = x[1] - y[1], r2 = x[2] - y[2], r3 = x[3] - y[3], r4 = x[4] - y[4];
        r[0] = r0;
        r[1] = r1;
        r[2] = r2;
        r[3] = r3;
        r[4] = r4;
    }

    @Override
    void swapIf(long mask, FieldElement a) {
        var x = limbs;
        var y = a.limbs;
        long d0 = mask & (x[0] ^ y[0]);
        long d1 = mask & (x[1] ^ y[1]);
        long d2 = mask & (x[2] ^ y[2]);
        long d3 = mask & (x[3] ^ y[3]);
        long d4 = mask & (x[4] ^ y[4]);
        x[0] ^= d0;
        x[1] ^= d1;
        x[2] ^= d2;
        x[3] ^= d3;
        x[4] ^= d4;
        y[0] ^= d0;
        y[1] ^= d1;
        y[2] ^= d2;
        y[3] ^= d3;
        y[4] ^= d4;
    }

    /// a^(p − 2) with p − 2 = 2²⁵⁵ − 21 = (2²⁵⁰ − 1)·2⁵ + 11. Where `e` ones are the exponent so far, e squarings
    /// and a product make it 2·e ones: 254 squarings and 11 products in all.
    @Override
    void invert(FieldElement a) {
        var eleventh = new Field25519();
        var ones5 = new Field25519();
        var ones10 = new Field25519();
        var ones50 = new Field25519();
        var power = new Field25519();
        ones5.square(a);
        power.square(ones5, 2);
        power.product(power, a); // a⁹
        eleventh.product(power, ones5); // a¹¹
        ones5.square(eleventh); // a²²
        ones5.product(ones5, power); // 31 = 22 + 9: five ones
        power.square(ones5, 5);
        ones10.product(power, ones5);
        power.square(ones10, 10);
        power.product(power, ones10); // 20 ones
        ones50.square(power, 20);
        power.product(ones50, power); // 40
        power.square(power, 10);
        ones50.product(power, ones10);
        power.square(ones50, 50);
        power.product(power, ones50); // 100
        ones10.square(power, 100);
        power.product(ones10, power); // 200
        power.square(power, 50);
        power.product(power, ones50); // 250
        power.square(power, 5);
        product(power, eleventh);
        for (var element : new Field25519[] {eleventh, ones5, ones10, ones50, power}) {
            element.wipe();
        }
    }

    /// this = a^(2^times)
    private void square(Field25519 a, int times) {
        square(a);
        for (int i = 1; i < times; i++) {
            square(this);
        }
    }

    /// In columns, with 2²⁵⁵ = 19:
    ///
    ///     r0 = a0·b0 + 19·(a1·b4 + a2·b3 + a3·b2 + a4·b1)
    ///     r1 = a0·b1 + a1·b0 + 19·(a2·b4 + a3·b3 + a4·b2)
    ///     r2 = a0·b2 + a1·b1 + a2·b0 + 19·(a3·b4 + a4·b3)
    ///     r3 = a0·b3 + a1·b2 + a2·b1 + a3·b0 + 19·a4·b4
    ///     r4 = a0·b4 + a1·b3 + a2·b2 + a3·b1 + a4·b0
    ///
    /// Below, n = 19·b; u, v and w are a, b and n shifted for [Math#multiplyHigh]. With loose factors |h0| is
    /// at most 77 · 2⁵⁵ < 2⁶², and |h4|, which is multiplied by 19, at most 5 · 2⁵⁵: nothing overflows.
    @Override
    void product(FieldElement a, FieldElement b) {
        var x = a.limbs;
        var y = b.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4];
        long b0 = y[0], b1 = y[1], b2 = y[2], b3 = y[3], b4 = y[4];
        long n1 = 19 * b1, n2 = 19 * b2, n3 = 19 * b3, n4 = 19 * b4;
        long u0 = a0 << 8, u1 = a1 << 8, u2 = a2 << 8, u3 = a3 << 8, u4 = a4 << 8;
        long v0 = b0 << 5, v1 = b1 << 5, v2 = b2 << 5, v3 = b3 << 5, v4 = b4 << 5;
        long w1 = n1 << 5, w2 = n2 << 5, w3 = n3 << 5, w4 = n4 << 5;

        long h0 = multiplyHigh(u0, v0)
                + multiplyHigh(u1, w4)
                + multiplyHigh(u2, w3)
                + multiplyHigh(u3, w2)
                + multiplyHigh(u4, w1);
        long h1 = multiplyHigh(u0, v1)
                + multiplyHigh(u1, v0)
                + multiplyHigh(u2, w4)
                + multiplyHigh(u3, w3)
                + multiplyHigh(u4, w2);
        long h2 = multiplyHigh(u0, v2)
                + multiplyHigh(u1, v1)
                + multiplyHigh(u2, v0)
                + multiplyHigh(u3, w4)
                + multiplyHigh(u4, w3);
        long h3 = multiplyHigh(u0, v3)
                + multiplyHigh(u1, v2)
                + multiplyHigh(u2, v1)
                + multiplyHigh(u3, v0)
                + multiplyHigh(u4, w4);
        long h4 = multiplyHigh(u0, v4)
                + multiplyHigh(u1, v3)
                + multiplyHigh(u2, v2)
                + multiplyHigh(u3, v1)
                + multiplyHigh(u4, v0);

        r[0] = a0 * b0 + a1 * n4 + a2 * n3 + a3 * n2 + a4 * n1 - (h0 << BITS) + 19 * h4;
        r[1] = a0 * b1 + a1 * b0 + a2 * n4 + a3 * n3 + a4 * n2 - (h1 << BITS) + h0;
        r[2] = a0 * b2 + a1 * b1 + a2 * b0 + a3 * n4 + a4 * n3 - (h2 << BITS) + h1;
        r[3] = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * n4 - (h3 << BITS) + h2;
        r[4] = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << BITS) + h3;
        tighten();
    }

    /// As [#product], with equal products taken once: d = 2·a, and e is d shifted.
    @Override
    void square(FieldElement a) {
        var x = a.limbs;
        var r = limbs;
        long a0 = x[0], a1 = x[1], a2 = x[2], a3 = x[3], a4 = x[4];
        long d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3;
        long n3 = 19 * a3, n4 = 19 * a4;
        long u0 = a0 << 8, u1 = a1 << 8, u2 = a2 << 8, u3 = a3 << 8, u4 = a4 << 8;
        long e0 = d0 << 8, e1 = d1 << 8, e2 = d2 << 8, e3 = d3 << 8;
        long v0 = a0 << 5, v1 = a1 << 5, v2 = a2 << 5, v3 = a3 << 5, v4 = a4 << 5;
        long w3 = n3 << 5, w4 = n4 << 5;

        long h0 = multiplyHigh(u0, v0) + multiplyHigh(e1, w4) + multiplyHigh(e2, w3);
        long h1 = multiplyHigh(e0, v1) + multiplyHigh(e2, w4) + multiplyHigh(u3, w3);
        long h2 = multiplyHigh(e0, v2) + multiplyHigh(u1, v1) + multiplyHigh(e3, w4);
        long h3 = multiplyHigh(e0, v3) + multiplyHigh(e1, v2) + multiplyHigh(u4, w4);
        long h4 = multiplyHigh(e0, v4) + multiplyHigh(e1, v3) + multiplyHigh(u2, v2);

        r[0] = a0 * a0 + d1 * n4 + d2 * n3 - (h0 << BITS) + 19 * h4;
        r[1] = d0 * a1 + d2 * n4 + a3 * n3 - (h1 << BITS) + h0;
        r[2] = d0 * a2 + a1 * a1 + d3 * n4 - (h2 << BITS) + h1;
        r[3] = d0 * a3 + d1 * a2 + a4 * n4 - (h3 << BITS) + h2;
        r[4] = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << BITS) + h3;
        tighten();
    }

    @Override
    void scale(FieldElement a, int factor) {
        var x = a.limbs;
        var r = limbs;
        long f = (long) factor << 5;
        long h0 = multiplyHigh(x[0] << 8, f);
        long h1 = multiplyHigh(x[1] << 8, f);
        long h2 = multiplyHigh(x[2] << 8, f);
        long h3 = multiplyHigh(x[3] << 8, f);
        long h4 = multiplyHigh(x[4] << 8, f);
        r[0] = x[0] * factor - (h0 << BITS) + 19 * h4;
        r[1] = x[1] * factor - (h1 << BITS) + h0;
        r[2] = x[2] * factor - (h2 << BITS) + h1;
        r[3] = x[3] * factor - (h3 << BITS) + h2;
        r[4] = x[4] * factor - (h4 << BITS) + h3;
        tighten();
    }

    /// Each limb keeps its lower 51 bits and gets its neighbour's carry, all five at once. After a product the
    /// carries are below 2¹², the one multiplied by 19 below 2⁸.
    @Override
    void tighten() {
        var r = limbs;
        long r0 = r[0], r1 = r[1], r2 = r[2], r3 = r[3], r4 = r[4];
        r[0] = (r0 & MASK) + 19 * (r4 >> BITS);
        r[1] = (r1 & MASK) + (r0 >> BITS);
        r[2] = (r2 & MASK) + (r1 >> BITS);
        r[3] = (r3 & MASK) + (r2 >> BITS);
        r[4] = (r4 & MASK) + (r3 >> BITS);
    }
}
