package postern.crypto.aead;

import java.util.Arrays;
import java.util.Objects;
import postern.crypto.bytes.Endian;

/// GHASH (SP 800-38D §6.4): the polynomial hash of GCM, over GF(2¹²⁸) with x¹²⁸ = x⁷ + x² + x + 1.
///
///     Y = 0;  for each block X of 16 octets:  Y = (Y ⊕ X)·H
///
/// The *first* bit of a block is the coefficient of x⁰. Read as a big-endian integer a block is therefore its
/// polynomial with the bits in reverse; so is a product of two, except that 127 + 127 = 254 and not 255: it must be
/// moved up by one.
///
/// **Multiplication without carries, without tables.** Usual code looks up multiples of H in tables indexed by the
/// data. Here integer multiplication does it, with *holes*: a factor of 64 bits is taken apart into four, each of
/// which keeps every fourth bit, moved down onto one grid with three zeros behind each bit. In the integer product
/// of two such parts at most 16 ones meet in one column, whose sum needs the column and the next three or, only
/// at the very top, four; so on the grid stands the sum modulo 2, which is what a product without carries has there.
///
/// The product of two factors consists of the products of their parts, moved up again. Only its lower 64 bits are
/// had this way: the upper ones are the lower ones of the product of the reversed factors.
///
/// **Karatsuba** makes three products of four: with s = a₀ + a₁ and t = b₀ + b₁, (a₁x + a₀)(b₁x +
/// b₀) = a₁b₁x² + (st − a₁b₁ − a₀b₀)x + a₀b₀. It is used to get from 128 bits to 64, and
/// twice to get from four parts to one: 2 · 3 · 9 = 54 integer products a block, instead of 2 · 4 · 16.
///
/// **Two blocks at once:** ((Y + X₁)·H + X₂)·H = (Y + X₁)·H² + X₂·H. The two products do not wait
/// for each other, and their sum is put together and reduced once.
///
/// Integer multiplication takes the same time for all factors on the processors that run Java today. The time
/// depends on the number of octets alone. Confined to one thread.
final class Ghash {
    private static final int BLOCK = 16;
    /// One bit of four.
    private static final long GRID = 0x1111111111111111L;

    /// A factor of 64 bits as nine values on the grid: its four parts, and the sums that Karatsuba asks for.
    private static final int SPREAD = 9;

    /// The six factors that a value of 128 bits gives: its halves, their sum, and the same reversed.
    private static final int LOW = 0;

    private static final int HIGH = SPREAD;
    private static final int SUM = 2 * SPREAD;
    private static final int LOW_REVERSED = 3 * SPREAD;
    private static final int HIGH_REVERSED = 4 * SPREAD;
    private static final int SUM_REVERSED = 5 * SPREAD;
    private static final int FACTORS = 6 * SPREAD;

    /// The factors of H, then those of H².
    private final long[] h = new long[2 * FACTORS];

    private final byte[] partial = new byte[BLOCK];
    private long y0;
    private long y1;

    /// A hash under H, the first 16 octets of `subkey`; the array stays the caller's.
    Ghash(byte[] subkey) {
        long high = Endian.getLongBe(subkey, 0);
        long low = Endian.getLongBe(subkey, 8);
        setPower(high, low, 0);
        multiply(0, 0, high, low);
        setPower(y1, y0, FACTORS);
        begin();
    }

    private void setPower(long high, long low, int at) {
        spread(low, at + LOW);
        spread(high, at + HIGH);
        spread(low ^ high, at + SUM);
        spread(Long.reverse(low), at + LOW_REVERSED);
        spread(Long.reverse(high), at + HIGH_REVERSED);
        spread(Long.reverse(low ^ high), at + SUM_REVERSED);
    }

    private void spread(long factor, int at) {
        for (int i = 0; i < 4; i++) {
            h[at + i] = factor >>> i & GRID;
        }
        h[at + 4] = h[at] ^ h[at + 1];
        h[at + 5] = h[at + 2] ^ h[at + 3];
        h[at + 6] = h[at] ^ h[at + 2];
        h[at + 7] = h[at + 1] ^ h[at + 3];
        h[at + 8] = h[at + 4] ^ h[at + 5];
    }

    /// Begins a hash.
    void begin() {
        y0 = 0;
        y1 = 0;
    }

    /// Takes octets, and zeros up to a whole number of blocks (§7.1 step 5: the 0ᵛ and 0ᵘ). Time depends on
    /// their number alone.
    void updatePadded(byte[] in, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, in.length);
        int whole = length & -BLOCK;
        blocks(in, offset, whole);
        if (whole < length) {
            System.arraycopy(in, offset + whole, partial, 0, length - whole);
            Arrays.fill(partial, length - whole, BLOCK, (byte) 0);
            blocks(partial, 0, BLOCK);
        }
    }

    private void blocks(byte[] in, int offset, int length) {
        int at = offset;
        int end = offset + length;
        for (; at + 2 * BLOCK <= end; at += 2 * BLOCK) {
            long x1 = y1 ^ Endian.getLongBe(in, at);
            long x0 = y0 ^ Endian.getLongBe(in, at + 8);
            multiply(x1, x0, Endian.getLongBe(in, at + 16), Endian.getLongBe(in, at + 24));
        }
        if (at < end) {
            multiply(0, 0, y1 ^ Endian.getLongBe(in, at), y0 ^ Endian.getLongBe(in, at + 8));
        }
    }

    /// Takes the last block: two lengths in bits (§7.1 step 5), given in octets.
    void updateLengths(long first, long second) {
        multiply(0, 0, y1 ^ first << 3, y0 ^ second << 3);
    }

    /// Y = (a1, a0)·H² + (b1, b0)·H, each pair the upper and the lower half.
    private void multiply(long a1, long a0, long b1, long b0) {
        long lowLo = products(a0, b0, LOW);
        long highLo = products(a1, b1, HIGH);
        long middleLo = products(a0 ^ a1, b0 ^ b1, SUM) ^ lowLo ^ highLo;
        long c1 = Long.reverse(a1);
        long c0 = Long.reverse(a0);
        long d1 = Long.reverse(b1);
        long d0 = Long.reverse(b0);
        // Reversed, the lower 64 of 127 bits become the upper 64 and must move down by one to be the upper 63.
        long lowHi = Long.reverse(products(c0, d0, LOW_REVERSED)) >>> 1;
        long highHi = Long.reverse(products(c1, d1, HIGH_REVERSED)) >>> 1;
        long middleHi = (Long.reverse(products(c0 ^ c1, d0 ^ d1, SUM_REVERSED)) >>> 1) ^ lowHi ^ highHi;
        reduce(highHi, highLo ^ middleHi, lowHi ^ middleLo, lowLo);
    }

    /// The lower 64 bits of the sum of two products without carries: of `a` and a factor of H², and of `b` and
    /// the same factor of H. A kernel.
    private long products(long a, long b, int factor) {
        long a0 = a & GRID;
        long a1 = a >>> 1 & GRID;
        long a2 = a >>> 2 & GRID;
        long a3 = a >>> 3 & GRID;
        long b0 = b & GRID;
        long b1 = b >>> 1 & GRID;
        long b2 = b >>> 2 & GRID;
        long b3 = b >>> 3 & GRID;
        long a01 = a0 ^ a1;
        long a23 = a2 ^ a3;
        long b01 = b0 ^ b1;
        long b23 = b2 ^ b3;
        int g = factor;
        int f = factor + FACTORS;
        // The parts 0 and 1, the parts 2 and 3, and their sums: in each three products, the middle one freed of the
        // outer.
        long low0 = a0 * h[f] ^ b0 * h[g];
        long low2 = a1 * h[f + 1] ^ b1 * h[g + 1];
        long low1 = a01 * h[f + 4] ^ b01 * h[g + 4] ^ low0 ^ low2;
        long high0 = a2 * h[f + 2] ^ b2 * h[g + 2];
        long high2 = a3 * h[f + 3] ^ b3 * h[g + 3];
        long high1 = a23 * h[f + 5] ^ b23 * h[g + 5] ^ high0 ^ high2;
        long sum0 = (a0 ^ a2) * h[f + 6] ^ (b0 ^ b2) * h[g + 6];
        long sum2 = (a1 ^ a3) * h[f + 7] ^ (b1 ^ b3) * h[g + 7];
        long sum1 = (a01 ^ a23) * h[f + 8] ^ (b01 ^ b23) * h[g + 8] ^ sum0 ^ sum2;
        // low + (sum − low − high)·x² + high·x⁴, where x moves by one bit, and x⁴ is the next place on the grid.
        long at0 = low0 ^ (high0 ^ sum2 ^ low2 ^ high2) << 4;
        long at1 = low1 ^ high1 << 4;
        long at2 = low2 ^ sum0 ^ low0 ^ high0 ^ high2 << 4;
        long at3 = sum1 ^ low1 ^ high1;
        return at0 & GRID | (at1 & GRID) << 1 | (at2 & GRID) << 2 | (at3 & GRID) << 3;
    }

    /// Y = the product (v3, v2, v1, v0), moved up by one bit, modulo the field's polynomial. Lower bits are higher
    /// powers: those of x¹²⁸ and above, in v1 and v0, are added again at 1, x, x² and x⁷, which is to the
    /// right.
    private void reduce(long v3, long v2, long v1, long v0) {
        long w3 = v3 << 1 | v2 >>> 63;
        long w2 = v2 << 1 | v1 >>> 63;
        long w1 = v1 << 1 | v0 >>> 63;
        long w0 = v0 << 1;
        w2 ^= w0 ^ w0 >>> 1 ^ w0 >>> 2 ^ w0 >>> 7;
        w1 ^= w0 << 63 ^ w0 << 62 ^ w0 << 57;
        w3 ^= w1 ^ w1 >>> 1 ^ w1 >>> 2 ^ w1 >>> 7;
        w2 ^= w1 << 63 ^ w1 << 62 ^ w1 << 57;
        y1 = w3;
        y0 = w2;
    }

    /// Writes Y to the first 16 octets of `out`.
    void writeTo(byte[] out) {
        Endian.putLongBe(out, 0, y1);
        Endian.putLongBe(out, 8, y0);
    }

    /// Overwrites H and everything computed with it.
    void wipe() {
        Arrays.fill(h, 0);
        Arrays.fill(partial, (byte) 0);
        begin();
    }
}
