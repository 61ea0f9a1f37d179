package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Endian;

/// An element of the field of integers modulo p = 2²⁵⁵ − 19. Mutable: each operation stores its result in the
/// object it is called on, which may also be an operand. No operation's time depends on a value.
///
/// The value is `l0 + l1·2⁵¹ + l2·2¹⁰² + l3·2¹⁵³ + l4·2²⁰⁴`. The limbs are signed, and sums and differences are
/// not reduced: a subtraction is five subtractions. An element is *tight* if each limb lies in [0, 2⁵¹ + 2¹⁶),
/// which is what every product is, and *loose* if each limb's magnitude is at most 2⁵³, which is what factors
/// must be. So up to three tight elements may be added or subtracted before the result is multiplied.
///
/// The product of two limbs, a·b, is taken apart as h·2⁵¹ + l with h = ⌊a·b / 2⁵¹⌋, also where it is negative:
///
///     h = multiplyHigh(a · 2⁸, b · 2⁵)        the upper 64 bits of a·b·2¹³
///     l = a·b − h·2⁵¹                         in [0, 2⁵¹), hence right although a·b overflows 64 bits
///
/// A column's products are summed before the second line is applied, once for the whole column. Carries
/// therefore need no comparison, and comparisons are what makes wide arithmetic slow in Java.
final class Field25519 {
    /// The octets of an encoded element.
    static final int LENGTH = 32;

    private static final int BITS = 51;
    private static final long MASK = (1L << BITS) - 1;

    private long l0;
    private long l1;
    private long l2;
    private long l3;
    private long l4;

    /// Zero.
    Field25519() {}

    /// A small public number.
    Field25519(int value) {
        l0 = value;
    }

    /// 32 octets, least significant first; the top bit of the last is ignored (RFC 7748 §5: "implementations of
    /// X25519 MUST mask the most significant bit in the final byte"). Values from p to 2²⁵⁵ − 1 are accepted,
    /// modulo p.
    void decode(byte[] in, int offset) {
        long a = Endian.getLongLe(in, offset);
        long b = Endian.getLongLe(in, offset + 8);
        long c = Endian.getLongLe(in, offset + 16);
        long d = Endian.getLongLe(in, offset + 24);
        l0 = a & MASK;
        l1 = (a >>> 51 | b << 13) & MASK;
        l2 = (b >>> 38 | c << 26) & MASK;
        l3 = (c >>> 25 | d << 39) & MASK;
        l4 = (d >>> 12) & MASK;
    }

    /// The one representative in [0, p), as 32 octets, least significant first.
    void encode(byte[] out, int offset) {
        canonical();
        Endian.putLongLe(out, offset, l0 | l1 << 51);
        Endian.putLongLe(out, offset + 8, l1 >>> 13 | l2 << 38);
        Endian.putLongLe(out, offset + 16, l2 >>> 26 | l3 << 25);
        Endian.putLongLe(out, offset + 24, l3 >>> 39 | l4 << 12);
    }

    /// Makes the limbs those of the representative in [0, p).
    private void canonical() {
        // 8p, written with limbs of 54 bits, makes every limb of a loose element positive.
        l0 += (1L << 54) - 8 * 19;
        l1 += (1L << 54) - 8;
        l2 += (1L << 54) - 8;
        l3 += (1L << 54) - 8;
        l4 += (1L << 54) - 8;
        long top = carryUpwards();
        l0 += 19 * top;
        top = carryUpwards();
        l0 += 19 * top;
        // The value is now below 2²⁵⁵, hence below 2p. It is at least p if adding 19 carries out at the top; then
        // subtracting p is adding 19 and dropping that carry.
        long carry = (l0 + 19) >> BITS;
        carry = (l1 + carry) >> BITS;
        carry = (l2 + carry) >> BITS;
        carry = (l3 + carry) >> BITS;
        carry = (l4 + carry) >> BITS;
        l0 += 19 * carry;
        carryUpwards();
    }

    /// Brings all limbs into [0, 2⁵¹) and returns what leaves at the top, a multiple of 2²⁵⁵.
    private long carryUpwards() {
        l1 += l0 >> BITS;
        l2 += l1 >> BITS;
        l3 += l2 >> BITS;
        l4 += l3 >> BITS;
        long carry = l4 >> BITS;
        l0 &= MASK;
        l1 &= MASK;
        l2 &= MASK;
        l3 &= MASK;
        l4 &= MASK;
        return carry;
    }

    /// this = a
    void copy(Field25519 a) {
        l0 = a.l0;
        l1 = a.l1;
        l2 = a.l2;
        l3 = a.l3;
        l4 = a.l4;
    }

    /// this = 0, at the end of a secret's life.
    void wipe() {
        l0 = 0;
        l1 = 0;
        l2 = 0;
        l3 = 0;
        l4 = 0;
    }

    /// this = a + b, not reduced
    void sum(Field25519 a, Field25519 b) {
        l0 = a.l0 + b.l0;
        l1 = a.l1 + b.l1;
        l2 = a.l2 + b.l2;
        l3 = a.l3 + b.l3;
        l4 = a.l4 + b.l4;
    }

    /// this = a − b, not reduced
    void difference(Field25519 a, Field25519 b) {
        l0 = a.l0 - b.l0;
        l1 = a.l1 - b.l1;
        l2 = a.l2 - b.l2;
        l3 = a.l3 - b.l3;
        l4 = a.l4 - b.l4;
    }

    /// this = a · b, tight; the factors may be loose.
    ///
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
    void product(Field25519 a, Field25519 b) {
        long a0 = a.l0, a1 = a.l1, a2 = a.l2, a3 = a.l3, a4 = a.l4;
        long b0 = b.l0, b1 = b.l1, b2 = b.l2, b3 = b.l3, b4 = b.l4;
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

        long r0 = a0 * b0 + a1 * n4 + a2 * n3 + a3 * n2 + a4 * n1 - (h0 << BITS) + 19 * h4;
        long r1 = a0 * b1 + a1 * b0 + a2 * n4 + a3 * n3 + a4 * n2 - (h1 << BITS) + h0;
        long r2 = a0 * b2 + a1 * b1 + a2 * b0 + a3 * n4 + a4 * n3 - (h2 << BITS) + h1;
        long r3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + a4 * n4 - (h3 << BITS) + h2;
        long r4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 - (h4 << BITS) + h3;
        tighten(r0, r1, r2, r3, r4);
    }

    /// this = a², tight; `a` may be loose. As [#product], with equal products taken once, by d = 2·a.
    void square(Field25519 a) {
        long a0 = a.l0, a1 = a.l1, a2 = a.l2, a3 = a.l3, a4 = a.l4;
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

        long r0 = a0 * a0 + d1 * n4 + d2 * n3 - (h0 << BITS) + 19 * h4;
        long r1 = d0 * a1 + d2 * n4 + a3 * n3 - (h1 << BITS) + h0;
        long r2 = d0 * a2 + a1 * a1 + d3 * n4 - (h2 << BITS) + h1;
        long r3 = d0 * a3 + d1 * a2 + a4 * n4 - (h3 << BITS) + h2;
        long r4 = d0 * a4 + d1 * a3 + a2 * a2 - (h4 << BITS) + h3;
        tighten(r0, r1, r2, r3, r4);
    }

    /// this = a · factor, tight, for a loose `a` and a public factor below 2¹⁷.
    void scale(Field25519 a, int factor) {
        long f = (long) factor << 5;
        long h0 = multiplyHigh(a.l0 << 8, f);
        long h1 = multiplyHigh(a.l1 << 8, f);
        long h2 = multiplyHigh(a.l2 << 8, f);
        long h3 = multiplyHigh(a.l3 << 8, f);
        long h4 = multiplyHigh(a.l4 << 8, f);
        long r0 = a.l0 * factor - (h0 << BITS) + 19 * h4;
        long r1 = a.l1 * factor - (h1 << BITS) + h0;
        long r2 = a.l2 * factor - (h2 << BITS) + h1;
        long r3 = a.l3 * factor - (h3 << BITS) + h2;
        long r4 = a.l4 * factor - (h4 << BITS) + h3;
        tighten(r0, r1, r2, r3, r4);
    }

    /// Stores columns as limbs: each keeps its lower 51 bits and gets its neighbour's carry, all five at once.
    /// The carries are below 2¹², the one multiplied by 19 below 2⁸, so that the limbs come out tight.
    private void tighten(long r0, long r1, long r2, long r3, long r4) {
        l0 = (r0 & MASK) + 19 * (r4 >> BITS);
        l1 = (r1 & MASK) + (r0 >> BITS);
        l2 = (r2 & MASK) + (r1 >> BITS);
        l3 = (r3 & MASK) + (r2 >> BITS);
        l4 = (r4 & MASK) + (r3 >> BITS);
    }

    /// this = a^(2ⁿ)
    void squares(Field25519 a, int n) {
        square(a);
        for (int i = 1; i < n; i++) {
            square(this);
        }
    }

    /// this = 1 / a, or 0 for a = 0: a^(p − 2) by Fermat's little theorem, p − 2 = 2²⁵⁵ − 21.
    void invert(Field25519 a) {
        var a11 = new Field25519();
        var chain = new Field25519();
        powerOf250Ones(chain, a11, a);
        chain.squares(chain, 5); // exponent 2²⁵⁵ − 2⁵
        product(chain, a11); // + 11
        a11.wipe();
        chain.wipe();
    }

    /// result = a^(2²⁵⁰ − 1) and a11 = a¹¹, by an addition chain whose exponents are numbers of n ones, 2ⁿ − 1.
    private static void powerOf250Ones(Field25519 result, Field25519 a11, Field25519 a) {
        var t = new Field25519();
        var ones5 = new Field25519();
        var ones10 = new Field25519();
        var ones50 = new Field25519();
        t.square(a); // 2
        a11.squares(t, 2); // 8
        a11.product(a11, a); // 9
        ones5.copy(a11);
        a11.product(a11, t); // 11
        t.square(a11); // 22
        ones5.product(ones5, t); // 31 = 2⁵ − 1
        t.squares(ones5, 5);
        ones10.product(t, ones5);
        t.squares(ones10, 10);
        t.product(t, ones10); // 20 ones
        result.squares(t, 20);
        t.product(result, t); // 40 ones
        t.squares(t, 10);
        ones50.product(t, ones10);
        t.squares(ones50, 50);
        t.product(t, ones50); // 100 ones
        result.squares(t, 100);
        result.product(result, t); // 200 ones
        result.squares(result, 50);
        result.product(result, ones50); // 250 ones
        t.wipe();
        ones5.wipe();
        ones10.wipe();
        ones50.wipe();
    }

    /// Exchanges the values of `a` and `b` where the mask is ones.
    static void swapIf(long mask, Field25519 a, Field25519 b) {
        long d0 = mask & (a.l0 ^ b.l0);
        long d1 = mask & (a.l1 ^ b.l1);
        long d2 = mask & (a.l2 ^ b.l2);
        long d3 = mask & (a.l3 ^ b.l3);
        long d4 = mask & (a.l4 ^ b.l4);
        a.l0 ^= d0;
        a.l1 ^= d1;
        a.l2 ^= d2;
        a.l3 ^= d3;
        a.l4 ^= d4;
        b.l0 ^= d0;
        b.l1 ^= d1;
        b.l2 ^= d2;
        b.l3 ^= d3;
        b.l4 ^= d4;
    }

    /// All ones if the value is 0 modulo p, else zero. Leaves the limbs canonical.
    long zeroMask() {
        canonical();
        return ConstantTime.zeroMask(l0 | l1 | l2 | l3 | l4);
    }

    /// What the element is never asked to show: the limbs may be secret.
    @Override
    public String toString() {
        return "Field25519[not shown]";
    }
}
