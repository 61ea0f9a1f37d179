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
/// data. Here integer multiplication does it, with *holes*: a factor is split into four, of which each keeps every
/// fourth bit. In the integer product of two such parts at most 16 ones meet in one column, whose sum needs the
/// column and the next three or, only at the very top, four; so the column itself holds the sum modulo 2, which is
/// what a product without carries has there. Sixteen integer products give the lower 64 bits of a product of 64 by
/// 64. Its upper bits are the lower ones of the product of the reversed factors.
///
/// 128 by 128 bits take three products of 64 by 64 instead of four (Karatsuba):
/// (a₁x + a₀)(b₁x + b₀) = a₁b₁x² + ((a₁ + a₀)(b₁ + b₀) − a₁b₁ − a₀b₀)x + a₀b₀.
///
/// Integer multiplication takes the same time for all factors on the processors that run Java today. The time
/// depends on the number of octets alone. Confined to one thread.
final class Ghash {
    private static final int BLOCK = 16;
    /// One bit of four.
    private static final long HOLES = 0x1111111111111111L;

    /// Factors made of H, each as four parts with holes: its halves, their sum, and the same reversed.
    private final long[] h = new long[6 * 4];

    private static final int LOW = 0;
    private static final int HIGH = 4;
    private static final int SUM = 8;
    private static final int LOW_REVERSED = 12;
    private static final int HIGH_REVERSED = 16;
    private static final int SUM_REVERSED = 20;

    private final byte[] partial = new byte[BLOCK];
    private long y0;
    private long y1;

    /// A hash under H, the first 16 octets of `subkey`; the array stays the caller's.
    Ghash(byte[] subkey) {
        long high = Endian.getLongBe(subkey, 0);
        long low = Endian.getLongBe(subkey, 8);
        split(low, LOW);
        split(high, HIGH);
        split(low ^ high, SUM);
        split(Long.reverse(low), LOW_REVERSED);
        split(Long.reverse(high), HIGH_REVERSED);
        split(Long.reverse(low ^ high), SUM_REVERSED);
    }

    private void split(long factor, int at) {
        for (int i = 0; i < 4; i++) {
            h[at + i] = factor & HOLES << i;
        }
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
        for (int at = offset; at < offset + length; at += BLOCK) {
            multiply(y1 ^ Endian.getLongBe(in, at), y0 ^ Endian.getLongBe(in, at + 8));
        }
    }

    /// Takes the last block: two lengths in bits (§7.1 step 5), given in octets.
    void updateLengths(long first, long second) {
        multiply(y1 ^ first << 3, y0 ^ second << 3);
    }

    /// Y = (a1, a0)·H, as integers in reverse.
    private void multiply(long a1, long a0) {
        long b1 = Long.reverse(a1);
        long b0 = Long.reverse(a0);
        long lowLo = lower(a0, LOW);
        long highLo = lower(a1, HIGH);
        long middleLo = lower(a0 ^ a1, SUM) ^ lowLo ^ highLo;
        // Reversed, the lower 64 of 127 bits become the upper 64 and must move down by one to be the upper 63.
        long lowHi = Long.reverse(lower(b0, LOW_REVERSED)) >>> 1;
        long highHi = Long.reverse(lower(b1, HIGH_REVERSED)) >>> 1;
        long middleHi = (Long.reverse(lower(b0 ^ b1, SUM_REVERSED)) >>> 1) ^ lowHi ^ highHi;
        reduce(highHi, highLo ^ middleHi, lowHi ^ middleLo, lowLo);
    }

    /// The lower 64 bits of the product without carries of `a` and the factor at `at`.
    private long lower(long a, int at) {
        long a0 = a & HOLES;
        long a1 = a & HOLES << 1;
        long a2 = a & HOLES << 2;
        long a3 = a & HOLES << 3;
        long b0 = h[at];
        long b1 = h[at + 1];
        long b2 = h[at + 2];
        long b3 = h[at + 3];
        long c0 = a0 * b0 ^ a1 * b3 ^ a2 * b2 ^ a3 * b1;
        long c1 = a0 * b1 ^ a1 * b0 ^ a2 * b3 ^ a3 * b2;
        long c2 = a0 * b2 ^ a1 * b1 ^ a2 * b0 ^ a3 * b3;
        long c3 = a0 * b3 ^ a1 * b2 ^ a2 * b1 ^ a3 * b0;
        return c0 & HOLES | c1 & HOLES << 1 | c2 & HOLES << 2 | c3 & HOLES << 3;
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
