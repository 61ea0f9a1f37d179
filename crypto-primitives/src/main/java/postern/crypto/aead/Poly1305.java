package postern.crypto.aead;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Endian;
import postern.crypto.kernel.Poly1305Kernel;

/// Poly1305 (RFC 8439 §2.5): a one-time authenticator. The message, block by block, is the coefficients of a
/// polynomial; the tag is its value at a secret point r modulo p = 2¹³⁰ − 5, plus a secret s modulo 2¹²⁸.
///
///     h = 0;  for each block of 16 octets:  h = (h + block + 2¹²⁸)·r mod p;   tag = h + s mod 2¹²⁸
///
/// (In the last block, if it is shorter, the 1 stands directly behind its octets.) Two messages with the same tag
/// would be a root of a polynomial that the forger had to choose before knowing r; s hides h. So the pair (r, s)
/// serves for one message only.
///
/// A number is held in three limbs, `h = h0 + h1·2⁴⁴ + h2·2⁸⁸`. A product of limbs has up to 96 bits and
/// is taken in two parts, `lo = a·b mod 2⁴⁴` and `hi = a·b div 2⁴⁴`; the latter is the upper half of the
/// 128-bit product (a·2¹⁰)·(b·2¹⁰). Sums of either part stay far below 2⁶⁴, and no carry need be
/// detected. What passes 2¹³² comes back times 20, as 2¹³² = 4·2¹³⁰ ≡ 4·5 modulo p.
///
/// Multiplications, additions, shifts: the time depends on the number of octets alone. Confined to one thread.
final class Poly1305 {
    /// Octets of r and s together.
    static final int KEY_LENGTH = 32;
    /// Octets of a tag.
    static final int TAG_LENGTH = 16;

    private static final int BLOCK = 16;
    /// Fewer blocks are not worth the powers of r that a fast form needs.
    private static final int SHORTEST_BULK = 32;
    private static final long MASK_44 = (1L << 44) - 1;
    private static final long MASK_42 = (1L << 42) - 1;
    /// 2¹²⁸, in the third limb.
    private static final long ABOVE_BLOCK = 1L << 128 - 88;

    private long r0;
    private long r1;
    private long r2;
    private long sLow;
    private long sHigh;
    private long h0;
    private long h1;
    private long h2;
    private final byte[] partial = new byte[BLOCK];
    private @Nullable Poly1305Kernel kernel;
    /// Whether the kernel has this message's r.
    private boolean kernelBegun;
    private final long[] kernelLimbs = new long[3];
    private int filled;

    /// Begins a message under a one-time key: r, clamped here (§2.5: some bits are zero, so that the products
    /// stay small), then s. Time is constant.
    void begin(byte[] key) {
        long low = Endian.getLongLe(key, 0) & 0x0ffffffc0fffffffL;
        long high = Endian.getLongLe(key, 8) & 0x0ffffffc0ffffffcL;
        r0 = low & MASK_44;
        r1 = (low >>> 44 | high << 20) & MASK_44;
        r2 = high >>> 24;
        sLow = Endian.getLongLe(key, 16);
        sHigh = Endian.getLongLe(key, 24);
        h0 = 0;
        h1 = 0;
        h2 = 0;
        filled = 0;
        kernelBegun = false;
    }

    /// Computes long messages by a fast form from now on, which is taken over.
    void use(Poly1305Kernel kernel) {
        this.kernel = kernel;
    }

    /// Appends octets to the message. Time depends on their number alone.
    void update(byte[] in, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, in.length);
        int taken = 0;
        if (filled > 0) {
            taken = Math.min(length, BLOCK - filled);
            System.arraycopy(in, offset, partial, filled, taken);
            filled += taken;
            if (filled < BLOCK) {
                return;
            }
            blocks(partial, 0, 1, ABOVE_BLOCK);
            filled = 0;
        }
        int blocks = (length - taken) / BLOCK;
        int done = bulk(in, offset + taken, blocks);
        blocks(in, offset + taken + done * BLOCK, blocks - done, ABOVE_BLOCK);
        taken += blocks * BLOCK;
        filled = length - taken;
        System.arraycopy(in, offset + taken, partial, 0, filled);
    }

    /// Fills the message with zeros to a whole number of blocks (§2.8: pad16).
    void pad() {
        if (filled > 0) {
            Arrays.fill(partial, filled, BLOCK, (byte) 0);
            blocks(partial, 0, 1, ABOVE_BLOCK);
            filled = 0;
        }
    }

    /// Does what the fast form can do, if there is one; the number of blocks done.
    private int bulk(byte[] in, int offset, int blocks) {
        if (kernel == null || blocks < SHORTEST_BULK) {
            return 0;
        }
        if (!kernelBegun) {
            kernel.begin(r0, r1, r2);
            kernelBegun = true;
        }
        int groups = blocks / kernel.groupBlocks();
        kernelLimbs[0] = h0;
        kernelLimbs[1] = h1;
        kernelLimbs[2] = h2;
        kernel.blocks(kernelLimbs, in, offset, groups);
        h0 = kernelLimbs[0];
        h1 = kernelLimbs[1];
        h2 = kernelLimbs[2];
        return groups * kernel.groupBlocks();
    }

    /// h = (h + block + above)·r for each block.
    private void blocks(byte[] in, int offset, int count, long above) {
        long s1 = 20 * r1;
        long s2 = 20 * r2;
        long a0 = h0;
        long a1 = h1;
        long a2 = h2;
        for (int at = offset; at < offset + count * BLOCK; at += BLOCK) {
            long low = Endian.getLongLe(in, at);
            long high = Endian.getLongLe(in, at + 8);
            a0 += low & MASK_44;
            a1 += (low >>> 44 | high << 20) & MASK_44;
            a2 += high >>> 24 | above;

            long lo0 = lo(a0, r0) + lo(a1, s2) + lo(a2, s1);
            long lo1 = lo(a0, r1) + lo(a1, r0) + lo(a2, s2);
            long lo2 = lo(a0, r2) + lo(a1, r1) + lo(a2, r0);
            long hi0 = hi(a0, r0) + hi(a1, s2) + hi(a2, s1);
            long hi1 = hi(a0, r1) + hi(a1, r0) + hi(a2, s2);
            long hi2 = hi(a0, r2) + hi(a1, r1) + hi(a2, r0);

            lo0 += 20 * hi2;
            lo1 += hi0 + (lo0 >>> 44);
            lo2 += hi1 + (lo1 >>> 44);
            a0 = (lo0 & MASK_44) + 20 * (lo2 >>> 44);
            a1 = lo1 & MASK_44;
            a2 = lo2 & MASK_44;
        }
        h0 = a0;
        h1 = a1;
        h2 = a2;
    }

    /// a·b mod 2⁴⁴.
    private static long lo(long a, long b) {
        return a * b & MASK_44;
    }

    /// a·b div 2⁴⁴, for a and b below 2⁵³.
    private static long hi(long a, long b) {
        return Math.multiplyHigh(a << 10, b << 10);
    }

    /// Ends the message: its tag to `tag` from `offset`. Time is constant.
    void tagInto(byte[] tag, int offset) {
        if (filled > 0) {
            partial[filled] = 1;
            Arrays.fill(partial, filled + 1, BLOCK, (byte) 0);
            blocks(partial, 0, 1, 0);
        }
        reduce();
        // The lowest 128 bits of h, and of h + s.
        long low = h0 | h1 << 44;
        long high = h1 >>> 20 | h2 << 24;
        long sumLow = low + sLow;
        // The carry of the sum: both top bits are ones, or one of them is and the sum's is not.
        long carry = ((low & sLow) | ((low | sLow) & ~sumLow)) >>> 63;
        Endian.putLongLe(tag, offset, sumLow);
        Endian.putLongLe(tag, offset + 8, high + sHigh + carry);
        wipe();
    }

    /// Brings h below p.
    private void reduce() {
        // Twice: what passes 2¹³⁰ comes back times 5, and may push another carry through.
        for (int i = 0; i < 2; i++) {
            h1 += h0 >>> 44;
            h0 &= MASK_44;
            h2 += h1 >>> 44;
            h1 &= MASK_44;
            h0 += 5 * (h2 >>> 42);
            h2 &= MASK_42;
        }
        h1 += h0 >>> 44;
        h0 &= MASK_44;
        // h − p = h + 5 − 2¹³⁰: taken if it is not negative.
        long g0 = h0 + 5;
        long g1 = h1 + (g0 >>> 44);
        long g2 = h2 + (g1 >>> 44) - (1L << 42);
        long negative = g2 >> 63;
        h0 = g0 & MASK_44 & ~negative | h0 & negative;
        h1 = g1 & MASK_44 & ~negative | h1 & negative;
        h2 = g2 & ~negative | h2 & negative;
    }

    /// Overwrites the key and everything computed with it.
    void wipe() {
        r0 = 0;
        r1 = 0;
        r2 = 0;
        sLow = 0;
        sHigh = 0;
        h0 = 0;
        h1 = 0;
        h2 = 0;
        filled = 0;
        Arrays.fill(partial, (byte) 0);
        if (kernelBegun && kernel != null) {
            kernel.wipe();
            Arrays.fill(kernelLimbs, 0);
            kernelBegun = false;
        }
    }
}
