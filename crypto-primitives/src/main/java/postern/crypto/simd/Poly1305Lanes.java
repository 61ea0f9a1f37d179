package postern.crypto.simd;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.kernel.Poly1305Kernel;

/// Poly1305's polynomial (RFC 8439 §2.5) for as many blocks at once as a vector has `long` lanes, N: 8, 4 or 2.
///
/// The reference, `postern.crypto.aead.Poly1305`, multiplies by r after each block. Here lane l takes blocks l,
/// l + N, l + 2N, … and is multiplied by rᴺ after each but its last; after that by its own power:
///
///     lane l:   ((b_l·rᴺ + b_{l+N})·rᴺ + … + b_last)·rᴺ⁻ˡ
///
/// and the sum of the lanes is what the reference computes. h from before is added to b₀.
///
/// A number is held in five limbs of 26 bits: products of two have 52, and 32×32 → 64 bits is the
/// multiplication that vectors have. What passes 2¹³⁰ comes back times 5. Limbs are masked to 32 bits before
/// they are multiplied, which changes nothing but tells C2 that the short multiplication is enough.
final class Poly1305Lanes implements Poly1305Kernel {
    private static final VectorSpecies<Long> LANES = VectorWidth.LONGS;
    private static final VectorSpecies<Byte> OCTETS = VectorWidth.OCTETS;
    private static final int N = LANES.length();
    private static final int BLOCK = 16;
    private static final long MASK_26 = (1L << 26) - 1;
    private static final long MASK_44 = (1L << 44) - 1;
    private static final long MASK_42 = (1L << 42) - 1;
    private static final long MASK_32 = 0xffffffffL;
    /// 2¹²⁸, in the fifth limb.
    private static final long ABOVE_BLOCK = 1L << 128 - 104;

    /// Of two vectors with N blocks: the lanes with the lower halves, and those with the upper.
    private static final long[] EVEN = new long[N];
    private static final long[] ODD = new long[N];

    static {
        for (int lane = 0; lane < N; lane++) {
            EVEN[lane] = 2L * lane;
            ODD[lane] = 2L * lane + 1;
        }
    }

    /// Limb i of rᴺ in each lane at i·N; then, from 5·N on, limb i of rᴺ⁻ˡ in lane l.
    private final long[] powers = new long[10 * N];
    /// The sums of the lanes of five limbs, and working memory of the scalar products.
    private final long[] limbs = new long[5];
    private final long[] power = new long[3];

    @Override
    public int groupBlocks() {
        return N;
    }

    @Override
    public void begin(long r0, long r1, long r2) {
        power[0] = r0;
        power[1] = r1;
        power[2] = r2;
        for (int exponent = 1; ; exponent++) {
            split(power);
            for (int i = 0; i < 5; i++) {
                powers[(5 + i) * N + N - exponent] = limbs[i];
            }
            if (exponent == N) {
                break;
            }
            multiply(power, r0, r1, r2);
        }
        for (int i = 0; i < 5; i++) {
            Arrays.fill(powers, i * N, (i + 1) * N, limbs[i]);
        }
    }

    /// From limbs of 44 bits to limbs of 26. The lower ones must be carried; the last may have some bits more.
    private void split(long[] a) {
        limbs[0] = a[0] & MASK_26;
        limbs[1] = (a[0] >>> 26 | a[1] << 18) & MASK_26;
        limbs[2] = a[1] >>> 8 & MASK_26;
        limbs[3] = (a[1] >>> 34 | a[2] << 10) & MASK_26;
        limbs[4] = a[2] >>> 16;
    }

    /// a = a·r, as the reference does it; the result is carried.
    private static void multiply(long[] a, long r0, long r1, long r2) {
        long s1 = 20 * r1;
        long s2 = 20 * r2;
        long lo0 = lo(a[0], r0) + lo(a[1], s2) + lo(a[2], s1);
        long lo1 = lo(a[0], r1) + lo(a[1], r0) + lo(a[2], s2);
        long lo2 = lo(a[0], r2) + lo(a[1], r1) + lo(a[2], r0);
        long hi0 = hi(a[0], r0) + hi(a[1], s2) + hi(a[2], s1);
        long hi1 = hi(a[0], r1) + hi(a[1], r0) + hi(a[2], s2);
        long hi2 = hi(a[0], r2) + hi(a[1], r1) + hi(a[2], r0);
        lo0 += 20 * hi2;
        lo1 += hi0 + (lo0 >>> 44);
        lo2 += hi1 + (lo1 >>> 44);
        a[0] = (lo0 & MASK_44) + 20 * (lo2 >>> 44);
        a[1] = lo1 & MASK_44;
        a[2] = lo2 & MASK_44;
        carry(a);
    }

    private static long lo(long a, long b) {
        return a * b & MASK_44;
    }

    private static long hi(long a, long b) {
        return Math.multiplyHigh(a << 10, b << 10);
    }

    /// Brings limbs of 44 bits to at most 44, 44 and 43.
    private static void carry(long[] a) {
        for (int i = 0; i < 2; i++) {
            a[1] += a[0] >>> 44;
            a[0] &= MASK_44;
            a[2] += a[1] >>> 44;
            a[1] &= MASK_44;
            a[0] += 5 * (a[2] >>> 42);
            a[2] &= MASK_42;
        }
        a[1] += a[0] >>> 44;
        a[0] &= MASK_44;
    }

    @Override
    public void blocks(long[] h, byte[] in, int offset, int groups) {
        carry(h);
        split(h);
        sum(limbs, powers, in, offset, groups);
        join(limbs, h);
    }

    /// Carries the limbs of 26 bits, which may have up to 62, and makes limbs of 44 of them.
    private static void join(long[] a, long[] h) {
        for (int i = 0; i < 2; i++) {
            a[1] += a[0] >>> 26;
            a[0] &= MASK_26;
            a[2] += a[1] >>> 26;
            a[1] &= MASK_26;
            a[3] += a[2] >>> 26;
            a[2] &= MASK_26;
            a[4] += a[3] >>> 26;
            a[3] &= MASK_26;
            a[0] += 5 * (a[4] >>> 26);
            a[4] &= MASK_26;
        }
        // The first limb may have one bit above: sums, not unions.
        h[0] = a[0] + (a[1] << 26 & MASK_44);
        h[1] = (a[1] >>> 18) + (a[2] << 8) + (a[3] << 34 & MASK_44);
        h[2] = (a[3] >>> 10) + (a[4] << 16);
        carry(h);
    }

    /// From h, in limbs of 26 bits, and N blocks a group, to the sums of the products' limbs, not yet carried:
    /// below 2⁶². A kernel, written out flat.
    private static void sum(long[] h, long[] powers, byte[] in, int offset, int groups) {
        var even = LongVector.fromArray(LANES, EVEN, 0);
        var odd = LongVector.fromArray(LANES, ODD, 0);
        var h0 = LongVector.zero(LANES).withLane(0, h[0]);
        var h1 = LongVector.zero(LANES).withLane(0, h[1]);
        var h2 = LongVector.zero(LANES).withLane(0, h[2]);
        var h3 = LongVector.zero(LANES).withLane(0, h[3]);
        var h4 = LongVector.zero(LANES).withLane(0, h[4]);
        int at = offset;
        int end = offset + (groups - 1) * N * BLOCK;
        // All groups but the last by rᴺ; then the last, by a power for each lane.
        for (int last = 0; last <= 1; last++) {
            var r0 = LongVector.fromArray(LANES, powers, 5 * last * N).and(MASK_32);
            var r1 = LongVector.fromArray(LANES, powers, (5 * last + 1) * N).and(MASK_32);
            var r2 = LongVector.fromArray(LANES, powers, (5 * last + 2) * N).and(MASK_32);
            var r3 = LongVector.fromArray(LANES, powers, (5 * last + 3) * N).and(MASK_32);
            var r4 = LongVector.fromArray(LANES, powers, (5 * last + 4) * N).and(MASK_32);
            var s1 = r1.lanewise(LSHL, 2).add(r1).and(MASK_32);
            var s2 = r2.lanewise(LSHL, 2).add(r2).and(MASK_32);
            var s3 = r3.lanewise(LSHL, 2).add(r3).and(MASK_32);
            var s4 = r4.lanewise(LSHL, 2).add(r4).and(MASK_32);
            for (; at < end; at += N * BLOCK) {
                var first = ByteVector.fromArray(OCTETS, in, at).reinterpretAsLongs();
                var second =
                        ByteVector.fromArray(OCTETS, in, at + N * BLOCK / 2).reinterpretAsLongs();
                var low = even.selectFrom(first, second);
                var high = odd.selectFrom(first, second);
                h0 = h0.add(low.and(MASK_26)).and(MASK_32);
                h1 = h1.add(low.lanewise(LSHR, 26).and(MASK_26)).and(MASK_32);
                h2 = h2.add(low.lanewise(LSHR, 52).or(high.lanewise(LSHL, 12)).and(MASK_26))
                        .and(MASK_32);
                h3 = h3.add(high.lanewise(LSHR, 14).and(MASK_26)).and(MASK_32);
                h4 = h4.add(high.lanewise(LSHR, 40).or(ABOVE_BLOCK)).and(MASK_32);

                var d0 = h0.mul(r0)
                        .add(h1.mul(s4))
                        .add(h2.mul(s3))
                        .add(h3.mul(s2))
                        .add(h4.mul(s1));
                var d1 = h0.mul(r1)
                        .add(h1.mul(r0))
                        .add(h2.mul(s4))
                        .add(h3.mul(s3))
                        .add(h4.mul(s2));
                var d2 = h0.mul(r2)
                        .add(h1.mul(r1))
                        .add(h2.mul(r0))
                        .add(h3.mul(s4))
                        .add(h4.mul(s3));
                var d3 = h0.mul(r3)
                        .add(h1.mul(r2))
                        .add(h2.mul(r1))
                        .add(h3.mul(r0))
                        .add(h4.mul(s4));
                var d4 = h0.mul(r4)
                        .add(h1.mul(r3))
                        .add(h2.mul(r2))
                        .add(h3.mul(r1))
                        .add(h4.mul(r0));
                if (last == 1) {
                    h[0] = d0.reduceLanes(ADD);
                    h[1] = d1.reduceLanes(ADD);
                    h[2] = d2.reduceLanes(ADD);
                    h[3] = d3.reduceLanes(ADD);
                    h[4] = d4.reduceLanes(ADD);
                    return;
                }

                // Two chains of carries at once, from the first limb and from the fourth.
                d1 = d1.add(d0.lanewise(LSHR, 26));
                d4 = d4.add(d3.lanewise(LSHR, 26));
                d0 = d0.and(MASK_26);
                d3 = d3.and(MASK_26);
                var c4 = d4.lanewise(LSHR, 26);
                d2 = d2.add(d1.lanewise(LSHR, 26));
                d4 = d4.and(MASK_26);
                h1 = d1.and(MASK_26);
                d0 = d0.add(c4).add(c4.lanewise(LSHL, 2));
                d3 = d3.add(d2.lanewise(LSHR, 26));
                h2 = d2.and(MASK_26);
                h1 = h1.add(d0.lanewise(LSHR, 26));
                h0 = d0.and(MASK_26);
                h4 = d4.add(d3.lanewise(LSHR, 26));
                h3 = d3.and(MASK_26);
            }
            end += N * BLOCK;
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(powers, 0);
        Arrays.fill(limbs, 0);
        Arrays.fill(power, 0);
    }
}
