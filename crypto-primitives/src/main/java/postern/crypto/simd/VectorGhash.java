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
/// **A group is eight blocks, one to a lane.** Each lane has a Y of its own, and moves on by H⁸ with every group.
/// Only in the last group its own place counts: lane 0 has eight blocks to go until the end, lane 7 has one. With
/// n groups, Xᵢ the block of a lane in group i, and l the lane's number,
///
///     Yₗ = (X₁·H⁸⁽ⁿ⁻¹⁾ + … + Xₙ₋₁·H⁸ + Xₙ)·H⁸⁻ˡ,    Y = Y₀ + … + Y₇
///
/// So all lanes share one power, which is loaded as a single long, wherever the array may lie; vectors loaded
/// from a table of eight times the size would cross the lines of the cache.
///
/// **Sixteen groups share one reduction.** Each is multiplied by a power of its own, products are only added, and
/// what is done to products (the parts put together again, the halves, the reduction) is done once to their sum.
///
/// **The last block lies in the last lane.** Zeros before the first block change nothing, as Y = 0 then; so the
/// message is filled up in front to whole groups.
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
    private static final int GROUPS = 16;

    /// Octets of buffer: what one reduction takes.
    private static final int CAPACITY = GROUPS * GROUP;

    /// One bit of four.
    private static final long GRID = 0x1111111111111111L;
    /// Values on the grid that a factor of 64 bits becomes.
    private static final int SPREAD = 9;
    /// Factors of a block: its lower half, its upper half, their sum, and the same reversed.
    private static final int FACTORS = 6;
    /// Values on the grid that a power becomes.
    private static final int POWER = FACTORS * SPREAD;

    /// From two vectors of blocks, octets 0 to 7 of each block, most significant first.
    private static final byte[] UPPER_HALVES = halves(0);
    private static final byte[] LOWER_HALVES = halves(8);

    /// H⁸, H¹⁶, …, for the groups counted from the last but one: for each factor nine values on the grid.
    private final long[] powers = new long[GROUPS * POWER];
    /// H⁸ to H¹, for the lanes of the last group: for each factor nine vectors of values.
    private final long[] lastPowers = new long[POWER * LANES];
    /// For each factor, each group under way: a vector.
    private final long[] factors = new long[FACTORS * GROUPS * LANES];
    /// Sums of products: for each factor a vector.
    private final long[] sums = new long[FACTORS * LANES];
    /// The lower halves of the lanes' Y, then the upper ones.
    private final long[] y = new long[2 * LANES];

    private final byte[] buffer = new byte[CAPACITY];
    private int filled;

    private static byte[] halves(int from) {
        var index = new byte[64];
        for (int i = 0; i < index.length; i++) {
            index[i] = (byte) (i / 8 * BLOCK + from + 7 - i % 8);
        }
        return index;
    }

    /// A hash under H, the first 16 octets of `subkey`; the array stays the caller's.
    VectorGhash(byte[] subkey) {
        long[] h = {Endian.getLongBe(subkey, 8), Endian.getLongBe(subkey, 0)};
        long[] power = h.clone();
        for (int lane = LANES - 1; lane > 0; lane--) {
            spread(power, lastPowers, lane, LANES);
            multiplySlowly(power, h);
        }
        spread(power, lastPowers, 0, LANES);
        long[] eighth = power.clone();
        for (int group = 0; group < GROUPS; group++) {
            spread(power, powers, group * POWER, 1);
            multiplySlowly(power, eighth);
        }
        Arrays.fill(h, 0);
        Arrays.fill(power, 0);
        Arrays.fill(eighth, 0);
    }

    /// The nine values of the six factors of a power, each `step` longs behind the one before.
    private static void spread(long[] power, long[] to, int from, int step) {
        long[] halves = {power[0], power[1], power[0] ^ power[1]};
        int at = from;
        for (int f = 0; f < FACTORS; f++) {
            long factor = f < 3 ? halves[f] : Long.reverse(halves[f - 3]);
            long p0 = factor & GRID;
            long p1 = factor >>> 1 & GRID;
            long p2 = factor >>> 2 & GRID;
            long p3 = factor >>> 3 & GRID;
            long[] values = {p0, p1, p2, p3, p0 ^ p1, p2 ^ p3, p0 ^ p2, p1 ^ p3, p0 ^ p1 ^ p2 ^ p3};
            for (long value : values) {
                to[at] = value;
                at += step;
            }
        }
        Arrays.fill(halves, 0);
    }

    /// x = x·h by the definition (§6.3), with masks for its branches; both as lower and upper half.
    private static void multiplySlowly(long[] x, long[] h) {
        long z1 = 0;
        long z0 = 0;
        long v1 = h[1];
        long v0 = h[0];
        for (int i = 0; i < 128; i++) {
            long take = (i < 64 ? x[1] << i : x[0] << i - 64) >> 63;
            z1 ^= v1 & take;
            z0 ^= v0 & take;
            long carry = -(v0 & 1);
            v0 = v0 >>> 1 | v1 << 63;
            v1 = v1 >>> 1 ^ carry & 0xe1L << 56;
        }
        x[1] = z1;
        x[0] = z0;
    }

    /// Begins a hash of so many blocks in all.
    void begin(long blocks) {
        Arrays.fill(y, 0);
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
                hashGroups(GROUPS);
                filled = 0;
            }
        }
    }

    /// Takes the last block, two lengths in octets, and writes Y to the first 16 octets of `out`.
    void finish(long aadLength, long textLength, byte[] out) {
        Endian.putLongBe(buffer, filled, aadLength << 3);
        Endian.putLongBe(buffer, filled + 8, textLength << 3);
        int groupsBefore = filled / GROUP;
        if (groupsBefore > 0) {
            hashGroups(groupsBefore);
        }
        split(groupsBefore * GROUP, 1);
        for (int f = 0; f < FACTORS; f++) {
            multiplyLast(f);
        }
        reduce();
        Endian.putLongBe(out, 0, LongVector.fromArray(LONGS, y, LANES).reduceLanes(VectorOperators.XOR));
        Endian.putLongBe(out, 8, LongVector.fromArray(LONGS, y, 0).reduceLanes(VectorOperators.XOR));
    }

    /// Moves each lane's Y on by the first groups of the buffer.
    private void hashGroups(int groups) {
        split(0, groups);
        for (int f = 0; f < FACTORS; f++) {
            multiply(f, groups);
        }
        reduce();
    }

    /// Groups of the buffer into factors, Y added to the first of them. A kernel.
    private void split(int from, int groups) {
        var upper = ByteVector.fromArray(BYTES, UPPER_HALVES, 0);
        var lower = ByteVector.fromArray(BYTES, LOWER_HALVES, 0);
        var y0 = LongVector.fromArray(LONGS, y, 0);
        var y1 = LongVector.fromArray(LONGS, y, LANES);
        for (int group = 0; group < groups; group++) {
            var blocks = ByteVector.fromArray(BYTES, buffer, from + group * GROUP);
            var more = ByteVector.fromArray(BYTES, buffer, from + group * GROUP + 64);
            var x0 = lower.selectFrom(blocks, more).reinterpretAsLongs().lanewise(VectorOperators.XOR, y0);
            var x1 = upper.selectFrom(blocks, more).reinterpretAsLongs().lanewise(VectorOperators.XOR, y1);
            y0 = LongVector.zero(LONGS);
            y1 = LongVector.zero(LONGS);
            var r0 = x0.lanewise(VectorOperators.REVERSE);
            var r1 = x1.lanewise(VectorOperators.REVERSE);
            int at = group * LANES;
            x0.intoArray(factors, at);
            x1.intoArray(factors, at + GROUPS * LANES);
            x0.lanewise(VectorOperators.XOR, x1).intoArray(factors, at + 2 * GROUPS * LANES);
            r0.intoArray(factors, at + 3 * GROUPS * LANES);
            r1.intoArray(factors, at + 4 * GROUPS * LANES);
            r0.lanewise(VectorOperators.XOR, r1).intoArray(factors, at + 5 * GROUPS * LANES);
        }
    }

    /// The lower 64 bits of the sum of products of one factor of all groups under way with that of the powers.
    ///
    /// Takes two groups at a time, from the last on, so that adding two products needs one instruction. A kernel,
    /// flat.
    private void multiply(int factor, int groups) {
        var m0 = LongVector.zero(LONGS);
        var m1 = LongVector.zero(LONGS);
        var m2 = LongVector.zero(LONGS);
        var m3 = LongVector.zero(LONGS);
        var m4 = LongVector.zero(LONGS);
        var m5 = LongVector.zero(LONGS);
        var m6 = LongVector.zero(LONGS);
        var m7 = LongVector.zero(LONGS);
        var m8 = LongVector.zero(LONGS);
        int power = factor * SPREAD;
        int first = factor * GROUPS * LANES;
        int group = first + (groups - 1) * LANES;
        for (; group > first; group -= 2 * LANES, power += 2 * POWER) {
            var x = LongVector.fromArray(LONGS, factors, group);
            var z = LongVector.fromArray(LONGS, factors, group - LANES);
            var a0 = x.lanewise(VectorOperators.AND, GRID);
            var a1 = x.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
            var a2 = x.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
            var a3 = x.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
            var a4 = a0.lanewise(VectorOperators.XOR, a1);
            var a5 = a2.lanewise(VectorOperators.XOR, a3);
            var a6 = a0.lanewise(VectorOperators.XOR, a2);
            var a7 = a1.lanewise(VectorOperators.XOR, a3);
            var a8 = a4.lanewise(VectorOperators.XOR, a5);
            var b0 = z.lanewise(VectorOperators.AND, GRID);
            var b1 = z.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
            var b2 = z.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
            var b3 = z.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
            var b4 = b0.lanewise(VectorOperators.XOR, b1);
            var b5 = b2.lanewise(VectorOperators.XOR, b3);
            var b6 = b0.lanewise(VectorOperators.XOR, b2);
            var b7 = b1.lanewise(VectorOperators.XOR, b3);
            var b8 = b4.lanewise(VectorOperators.XOR, b5);
            m0 = m0.lanewise(VectorOperators.XOR, a0.mul(LongVector.broadcast(LONGS, powers[power + 0])))
                    .lanewise(VectorOperators.XOR, b0.mul(LongVector.broadcast(LONGS, powers[power + POWER + 0])));
            m1 = m1.lanewise(VectorOperators.XOR, a1.mul(LongVector.broadcast(LONGS, powers[power + 1])))
                    .lanewise(VectorOperators.XOR, b1.mul(LongVector.broadcast(LONGS, powers[power + POWER + 1])));
            m2 = m2.lanewise(VectorOperators.XOR, a2.mul(LongVector.broadcast(LONGS, powers[power + 2])))
                    .lanewise(VectorOperators.XOR, b2.mul(LongVector.broadcast(LONGS, powers[power + POWER + 2])));
            m3 = m3.lanewise(VectorOperators.XOR, a3.mul(LongVector.broadcast(LONGS, powers[power + 3])))
                    .lanewise(VectorOperators.XOR, b3.mul(LongVector.broadcast(LONGS, powers[power + POWER + 3])));
            m4 = m4.lanewise(VectorOperators.XOR, a4.mul(LongVector.broadcast(LONGS, powers[power + 4])))
                    .lanewise(VectorOperators.XOR, b4.mul(LongVector.broadcast(LONGS, powers[power + POWER + 4])));
            m5 = m5.lanewise(VectorOperators.XOR, a5.mul(LongVector.broadcast(LONGS, powers[power + 5])))
                    .lanewise(VectorOperators.XOR, b5.mul(LongVector.broadcast(LONGS, powers[power + POWER + 5])));
            m6 = m6.lanewise(VectorOperators.XOR, a6.mul(LongVector.broadcast(LONGS, powers[power + 6])))
                    .lanewise(VectorOperators.XOR, b6.mul(LongVector.broadcast(LONGS, powers[power + POWER + 6])));
            m7 = m7.lanewise(VectorOperators.XOR, a7.mul(LongVector.broadcast(LONGS, powers[power + 7])))
                    .lanewise(VectorOperators.XOR, b7.mul(LongVector.broadcast(LONGS, powers[power + POWER + 7])));
            m8 = m8.lanewise(VectorOperators.XOR, a8.mul(LongVector.broadcast(LONGS, powers[power + 8])))
                    .lanewise(VectorOperators.XOR, b8.mul(LongVector.broadcast(LONGS, powers[power + POWER + 8])));
        }
        if (group == first) {
            var x = LongVector.fromArray(LONGS, factors, group);
            var a0 = x.lanewise(VectorOperators.AND, GRID);
            var a1 = x.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
            var a2 = x.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
            var a3 = x.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
            var a4 = a0.lanewise(VectorOperators.XOR, a1);
            var a5 = a2.lanewise(VectorOperators.XOR, a3);
            var a6 = a0.lanewise(VectorOperators.XOR, a2);
            var a7 = a1.lanewise(VectorOperators.XOR, a3);
            var a8 = a4.lanewise(VectorOperators.XOR, a5);
            m0 = m0.lanewise(VectorOperators.XOR, a0.mul(LongVector.broadcast(LONGS, powers[power + 0])));
            m1 = m1.lanewise(VectorOperators.XOR, a1.mul(LongVector.broadcast(LONGS, powers[power + 1])));
            m2 = m2.lanewise(VectorOperators.XOR, a2.mul(LongVector.broadcast(LONGS, powers[power + 2])));
            m3 = m3.lanewise(VectorOperators.XOR, a3.mul(LongVector.broadcast(LONGS, powers[power + 3])));
            m4 = m4.lanewise(VectorOperators.XOR, a4.mul(LongVector.broadcast(LONGS, powers[power + 4])));
            m5 = m5.lanewise(VectorOperators.XOR, a5.mul(LongVector.broadcast(LONGS, powers[power + 5])));
            m6 = m6.lanewise(VectorOperators.XOR, a6.mul(LongVector.broadcast(LONGS, powers[power + 6])));
            m7 = m7.lanewise(VectorOperators.XOR, a7.mul(LongVector.broadcast(LONGS, powers[power + 7])));
            m8 = m8.lanewise(VectorOperators.XOR, a8.mul(LongVector.broadcast(LONGS, powers[power + 8])));
        }
        // As in the reference: two Karatsuba steps, and the places of the grid.
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
        at0.lanewise(VectorOperators.XOR, at1)
                .lanewise(VectorOperators.XOR, at2)
                .lanewise(VectorOperators.XOR, at3)
                .intoArray(sums, factor * LANES);
    }

    /// The same of the last group, each lane with a power of its own. A kernel, flat.
    private void multiplyLast(int factor) {
        int power = factor * SPREAD * LANES;
        var x = LongVector.fromArray(LONGS, factors, factor * GROUPS * LANES);
        var a0 = x.lanewise(VectorOperators.AND, GRID);
        var a1 = x.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
        var a2 = x.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
        var a3 = x.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
        var a4 = a0.lanewise(VectorOperators.XOR, a1);
        var a5 = a2.lanewise(VectorOperators.XOR, a3);
        var a6 = a0.lanewise(VectorOperators.XOR, a2);
        var a7 = a1.lanewise(VectorOperators.XOR, a3);
        var a8 = a4.lanewise(VectorOperators.XOR, a5);
        var m0 = a0.mul(LongVector.fromArray(LONGS, lastPowers, power + 0 * LANES));
        var m1 = a1.mul(LongVector.fromArray(LONGS, lastPowers, power + 1 * LANES));
        var m2 = a2.mul(LongVector.fromArray(LONGS, lastPowers, power + 2 * LANES));
        var m3 = a3.mul(LongVector.fromArray(LONGS, lastPowers, power + 3 * LANES));
        var m4 = a4.mul(LongVector.fromArray(LONGS, lastPowers, power + 4 * LANES));
        var m5 = a5.mul(LongVector.fromArray(LONGS, lastPowers, power + 5 * LANES));
        var m6 = a6.mul(LongVector.fromArray(LONGS, lastPowers, power + 6 * LANES));
        var m7 = a7.mul(LongVector.fromArray(LONGS, lastPowers, power + 7 * LANES));
        var m8 = a8.mul(LongVector.fromArray(LONGS, lastPowers, power + 8 * LANES));
        // As above.
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
        at0.lanewise(VectorOperators.XOR, at1)
                .lanewise(VectorOperators.XOR, at2)
                .lanewise(VectorOperators.XOR, at3)
                .intoArray(sums, factor * LANES);
    }

    /// Each lane's Y = its product, put together from its factors' and moved up by one bit, modulo the polynomial:
    /// the end of the reference's `multiply`, and its `reduce`. A kernel, flat.
    private void reduce() {
        var lowLo = LongVector.fromArray(LONGS, sums, 0);
        var highLo = LongVector.fromArray(LONGS, sums, LANES);
        var middleLo = LongVector.fromArray(LONGS, sums, 2 * LANES)
                .lanewise(VectorOperators.XOR, lowLo)
                .lanewise(VectorOperators.XOR, highLo);
        var lowHi = LongVector.fromArray(LONGS, sums, 3 * LANES)
                .lanewise(VectorOperators.REVERSE)
                .lanewise(VectorOperators.LSHR, 1);
        var highHi = LongVector.fromArray(LONGS, sums, 4 * LANES)
                .lanewise(VectorOperators.REVERSE)
                .lanewise(VectorOperators.LSHR, 1);
        var middleHi = LongVector.fromArray(LONGS, sums, 5 * LANES)
                .lanewise(VectorOperators.REVERSE)
                .lanewise(VectorOperators.LSHR, 1)
                .lanewise(VectorOperators.XOR, lowHi)
                .lanewise(VectorOperators.XOR, highHi);
        var v2 = highLo.lanewise(VectorOperators.XOR, middleHi);
        var v1 = lowHi.lanewise(VectorOperators.XOR, middleLo);
        var w3 = highHi.lanewise(VectorOperators.LSHL, 1)
                .lanewise(VectorOperators.XOR, v2.lanewise(VectorOperators.LSHR, 63));
        var w2 = v2.lanewise(VectorOperators.LSHL, 1)
                .lanewise(VectorOperators.XOR, v1.lanewise(VectorOperators.LSHR, 63));
        var w1 = v1.lanewise(VectorOperators.LSHL, 1)
                .lanewise(VectorOperators.XOR, lowLo.lanewise(VectorOperators.LSHR, 63));
        var w0 = lowLo.lanewise(VectorOperators.LSHL, 1);
        w2 = w2.lanewise(VectorOperators.XOR, w0)
                .lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHR, 1))
                .lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHR, 2))
                .lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHR, 7));
        w1 = w1.lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHL, 63))
                .lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHL, 62))
                .lanewise(VectorOperators.XOR, w0.lanewise(VectorOperators.LSHL, 57));
        w3.lanewise(VectorOperators.XOR, w1)
                .lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHR, 1))
                .lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHR, 2))
                .lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHR, 7))
                .intoArray(y, LANES);
        w2.lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHL, 63))
                .lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHL, 62))
                .lanewise(VectorOperators.XOR, w1.lanewise(VectorOperators.LSHL, 57))
                .intoArray(y, 0);
    }

    /// Overwrites H and everything computed with it.
    void wipe() {
        Arrays.fill(powers, 0);
        Arrays.fill(lastPowers, 0);
        Arrays.fill(factors, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(y, 0);
        Arrays.fill(buffer, (byte) 0);
    }
}
