package postern.crypto.simd;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.Endian;

/// GHASH (SP 800-38D §6.4) on eight blocks at a time. Its readable reference is `postern.crypto.aead.Ghash`,
/// which explains the products with holes: this is the same on vectors of eight longs, one block to a lane.
///
/// **Sixty-four blocks share one reduction.** With n blocks left, and Y added to the first of them,
///
///     Y' = X₁·Hⁿ + X₂·Hⁿ⁻¹ + … + Xₙ·H
///
/// So each lane multiplies by a power of its own, products are only added, and what is done to products (the
/// parts put together again, the halves, the lanes, the reduction) is done once to their sum. The powers H to
/// H⁶⁴ are kept as the nine values that a product asks for.
///
/// **The last block lies in the last lane.** Zeros before the first block change nothing, as Y = 0 then; so the
/// message is filled up in front to whole groups of eight.
///
/// The message is copied into a buffer, for the sake of lanes: additional data, text and lengths then lie side by
/// side. A kernel: flat. Time depends on the number of octets alone. Confined to one thread.
final class VectorGhash {
    private static final int BLOCK = 16;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final int LANES = 8;
    /// Octets of a group: one block to a lane.
    private static final int GROUP = LANES * BLOCK;
    /// Groups that share one reduction.
    private static final int GROUPS = 8;

    /// Octets of buffer: whole reductions, more than a record of TLS.
    private static final int CAPACITY = 17 * GROUPS * GROUP;

    /// One bit of four.
    private static final long GRID = 0x1111111111111111L;
    /// Values on the grid that a factor of 64 bits becomes.
    private static final int SPREAD = 9;
    /// Factors of a block: its lower half, its upper half, their sum, and the same reversed.
    private static final int FACTORS = 6;

    /// From two vectors of blocks, octets 0 to 7 of each block, most significant first.
    private static final byte[] UPPER_HALVES = halves(0);
    private static final byte[] LOWER_HALVES = halves(8);

    /// For each group counted from the last, each factor, each value on the grid: a vector.
    private final long[] powers = new long[GROUPS * FACTORS * SPREAD * LANES];
    /// For each factor, each group under way: a vector.
    private final long[] factors = new long[FACTORS * GROUPS * LANES];
    /// Sums of products: one for each factor.
    private final long[] sums = new long[FACTORS];

    private final byte[] buffer = new byte[CAPACITY];
    private int filled;
    private long y0;
    private long y1;

    private static byte[] halves(int from) {
        var index = new byte[64];
        for (int i = 0; i < index.length; i++) {
            index[i] = (byte) (i / 8 * BLOCK + from + 7 - i % 8);
        }
        return index;
    }

    /// A hash under H, the first 16 octets of `subkey`; the array stays the caller's.
    VectorGhash(byte[] subkey) {
        long h1 = Endian.getLongBe(subkey, 0);
        long h0 = Endian.getLongBe(subkey, 8);
        y1 = h1;
        y0 = h0;
        for (int power = 1; power <= GROUPS * LANES; power++) {
            setPower(power);
            multiplySlowly(h1, h0);
        }
        y1 = 0;
        y0 = 0;
    }

    /// Y as that power of H.
    private void setPower(int power) {
        int group = (power - 1) / LANES;
        int lane = LANES - 1 - (power - 1) % LANES;
        long[] halves = {y0, y1, y0 ^ y1};
        for (int f = 0; f < FACTORS; f++) {
            long factor = f < 3 ? halves[f] : Long.reverse(halves[f - 3]);
            int at = (group * FACTORS + f) * SPREAD * LANES + lane;
            long p0 = factor & GRID;
            long p1 = factor >>> 1 & GRID;
            long p2 = factor >>> 2 & GRID;
            long p3 = factor >>> 3 & GRID;
            long[] values = {p0, p1, p2, p3, p0 ^ p1, p2 ^ p3, p0 ^ p2, p1 ^ p3, p0 ^ p1 ^ p2 ^ p3};
            for (int i = 0; i < SPREAD; i++) {
                powers[at + i * LANES] = values[i];
            }
        }
        Arrays.fill(halves, 0);
    }

    /// Y = Y·H by the definition (§6.3), with masks for its branches.
    private void multiplySlowly(long h1, long h0) {
        long z1 = 0;
        long z0 = 0;
        long v1 = h1;
        long v0 = h0;
        for (int i = 0; i < 128; i++) {
            long take = (i < 64 ? y1 << i : y0 << i - 64) >> 63;
            z1 ^= v1 & take;
            z0 ^= v0 & take;
            long carry = -(v0 & 1);
            v0 = v0 >>> 1 | v1 << 63;
            v1 = v1 >>> 1 ^ carry & 0xe1L << 56;
        }
        y1 = z1;
        y0 = z0;
    }

    /// Begins a hash of so many blocks in all.
    void begin(long blocks) {
        y0 = 0;
        y1 = 0;
        filled = (int) (-blocks & LANES - 1) * BLOCK;
        Arrays.fill(buffer, 0, filled, (byte) 0);
    }

    /// Takes octets, and zeros up to a whole number of blocks.
    void updatePadded(byte[] in, int offset, int length) {
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, CAPACITY - filled);
            System.arraycopy(in, offset + done, buffer, filled, piece);
            filled += piece;
            done += piece;
            int end = filled + BLOCK - 1 & -BLOCK;
            Arrays.fill(buffer, filled, end, (byte) 0);
            filled = done < length ? filled : end;
            if (filled == CAPACITY) {
                hashBuffer();
            }
        }
    }

    /// Takes the last block, two lengths in octets, and writes Y to the first 16 octets of `out`.
    void finish(long aadLength, long textLength, byte[] out) {
        Endian.putLongBe(buffer, filled, aadLength << 3);
        Endian.putLongBe(buffer, filled + 8, textLength << 3);
        filled += BLOCK;
        hashBuffer();
        Endian.putLongBe(out, 0, y1);
        Endian.putLongBe(out, 8, y0);
    }

    private void hashBuffer() {
        for (int at = 0; at < filled; at += GROUPS * GROUP) {
            int groups = Math.min(GROUPS, (filled - at) / GROUP);
            split(at, groups);
            for (int f = 0; f < FACTORS; f++) {
                sums[f] = multiply(f, groups);
            }
            reduce();
        }
        filled = 0;
    }

    /// Groups of the buffer into factors, Y added to the first block. A kernel.
    private void split(int from, int groups) {
        var upper = ByteVector.fromArray(BYTES, UPPER_HALVES, 0);
        var lower = ByteVector.fromArray(BYTES, LOWER_HALVES, 0);
        Endian.putLongBe(buffer, from, Endian.getLongBe(buffer, from) ^ y1);
        Endian.putLongBe(buffer, from + 8, Endian.getLongBe(buffer, from + 8) ^ y0);
        for (int group = 0; group < groups; group++) {
            var blocks = ByteVector.fromArray(BYTES, buffer, from + group * GROUP);
            var more = ByteVector.fromArray(BYTES, buffer, from + group * GROUP + 64);
            var x1 = upper.selectFrom(blocks, more).reinterpretAsLongs();
            var x0 = lower.selectFrom(blocks, more).reinterpretAsLongs();
            var r1 = x1.lanewise(VectorOperators.REVERSE);
            var r0 = x0.lanewise(VectorOperators.REVERSE);
            int at = group * LANES;
            x0.intoArray(factors, at);
            x1.intoArray(factors, at + GROUPS * LANES);
            x0.lanewise(VectorOperators.XOR, x1).intoArray(factors, at + 2 * GROUPS * LANES);
            r0.intoArray(factors, at + 3 * GROUPS * LANES);
            r1.intoArray(factors, at + 4 * GROUPS * LANES);
            r0.lanewise(VectorOperators.XOR, r1).intoArray(factors, at + 5 * GROUPS * LANES);
        }
    }

    /// The lower 64 bits of the sum of products of one factor of all groups under way with that of the powers. A
    /// kernel.
    private long multiply(int factor, int groups) {
        var m0 = LongVector.zero(LONGS);
        var m1 = LongVector.zero(LONGS);
        var m2 = LongVector.zero(LONGS);
        var m3 = LongVector.zero(LONGS);
        var m4 = LongVector.zero(LONGS);
        var m5 = LongVector.zero(LONGS);
        var m6 = LongVector.zero(LONGS);
        var m7 = LongVector.zero(LONGS);
        var m8 = LongVector.zero(LONGS);
        int power = ((groups - 1) * FACTORS + factor) * SPREAD * LANES;
        int at = factor * GROUPS * LANES;
        int end = at + groups * LANES;
        for (; at < end; at += LANES, power -= FACTORS * SPREAD * LANES) {
            var x = LongVector.fromArray(LONGS, factors, at);
            var a0 = x.lanewise(VectorOperators.AND, GRID);
            var a1 = x.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
            var a2 = x.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
            var a3 = x.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
            var a4 = a0.lanewise(VectorOperators.XOR, a1);
            var a5 = a2.lanewise(VectorOperators.XOR, a3);
            var a6 = a0.lanewise(VectorOperators.XOR, a2);
            var a7 = a1.lanewise(VectorOperators.XOR, a3);
            var a8 = a4.lanewise(VectorOperators.XOR, a5);
            m0 = m0.lanewise(VectorOperators.XOR, a0.mul(LongVector.fromArray(LONGS, powers, power + 0 * LANES)));
            m1 = m1.lanewise(VectorOperators.XOR, a1.mul(LongVector.fromArray(LONGS, powers, power + 1 * LANES)));
            m2 = m2.lanewise(VectorOperators.XOR, a2.mul(LongVector.fromArray(LONGS, powers, power + 2 * LANES)));
            m3 = m3.lanewise(VectorOperators.XOR, a3.mul(LongVector.fromArray(LONGS, powers, power + 3 * LANES)));
            m4 = m4.lanewise(VectorOperators.XOR, a4.mul(LongVector.fromArray(LONGS, powers, power + 4 * LANES)));
            m5 = m5.lanewise(VectorOperators.XOR, a5.mul(LongVector.fromArray(LONGS, powers, power + 5 * LANES)));
            m6 = m6.lanewise(VectorOperators.XOR, a6.mul(LongVector.fromArray(LONGS, powers, power + 6 * LANES)));
            m7 = m7.lanewise(VectorOperators.XOR, a7.mul(LongVector.fromArray(LONGS, powers, power + 7 * LANES)));
            m8 = m8.lanewise(VectorOperators.XOR, a8.mul(LongVector.fromArray(LONGS, powers, power + 8 * LANES)));
        }
        // As in the reference: two Karatsuba steps, and the places of the grid; then the sum of all lanes.
        var low1 = m4.lanewise(VectorOperators.XOR, m0).lanewise(VectorOperators.XOR, m1);
        var high1 = m5.lanewise(VectorOperators.XOR, m2).lanewise(VectorOperators.XOR, m3);
        var sum1 = m8.lanewise(VectorOperators.XOR, m6).lanewise(VectorOperators.XOR, m7);
        var up0 = m2.lanewise(VectorOperators.XOR, m7)
                .lanewise(VectorOperators.XOR, m1)
                .lanewise(VectorOperators.XOR, m3)
                .lanewise(VectorOperators.LSHL, 4);
        var at0 = m0.lanewise(VectorOperators.XOR, up0).lanewise(VectorOperators.AND, GRID);
        var up1 = high1.lanewise(VectorOperators.LSHL, 4);
        var at1 = low1.lanewise(VectorOperators.XOR, up1)
                .lanewise(VectorOperators.AND, GRID)
                .lanewise(VectorOperators.LSHL, 1);
        var up2 = m3.lanewise(VectorOperators.LSHL, 4);
        var at2 = m1.lanewise(VectorOperators.XOR, m6)
                .lanewise(VectorOperators.XOR, m0)
                .lanewise(VectorOperators.XOR, m2)
                .lanewise(VectorOperators.XOR, up2)
                .lanewise(VectorOperators.AND, GRID)
                .lanewise(VectorOperators.LSHL, 2);
        var at3 = sum1.lanewise(VectorOperators.XOR, low1)
                .lanewise(VectorOperators.XOR, high1)
                .lanewise(VectorOperators.AND, GRID)
                .lanewise(VectorOperators.LSHL, 3);
        return at0.lanewise(VectorOperators.XOR, at1)
                .lanewise(VectorOperators.XOR, at2)
                .lanewise(VectorOperators.XOR, at3)
                .reduceLanes(VectorOperators.XOR);
    }

    /// Y = the sum of products, put together from its factors' and moved up by one bit, modulo the polynomial:
    /// the end of the reference's `multiply`, and its `reduce`.
    private void reduce() {
        long lowLo = sums[0];
        long highLo = sums[1];
        long middleLo = sums[2] ^ lowLo ^ highLo;
        long lowHi = Long.reverse(sums[3]) >>> 1;
        long highHi = Long.reverse(sums[4]) >>> 1;
        long middleHi = Long.reverse(sums[5]) >>> 1 ^ lowHi ^ highHi;
        long v2 = highLo ^ middleHi;
        long v1 = lowHi ^ middleLo;
        long w3 = highHi << 1 | v2 >>> 63;
        long w2 = v2 << 1 | v1 >>> 63;
        long w1 = v1 << 1 | lowLo >>> 63;
        long w0 = lowLo << 1;
        w2 ^= w0 ^ w0 >>> 1 ^ w0 >>> 2 ^ w0 >>> 7;
        w1 ^= w0 << 63 ^ w0 << 62 ^ w0 << 57;
        w3 ^= w1 ^ w1 >>> 1 ^ w1 >>> 2 ^ w1 >>> 7;
        w2 ^= w1 << 63 ^ w1 << 62 ^ w1 << 57;
        y1 = w3;
        y0 = w2;
    }

    /// Overwrites H and everything computed with it.
    void wipe() {
        Arrays.fill(powers, 0);
        Arrays.fill(factors, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(buffer, (byte) 0);
        y0 = 0;
        y1 = 0;
    }
}
