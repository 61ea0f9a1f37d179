package postern.crypto.simd;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.kernel.ChaChaKernel;

/// ChaCha20's block function (RFC 8439 §2.3) for as many blocks at once as a vector has `int` lanes: 16, 8 or 4.
///
/// Word i of all the blocks is one vector, so that a quarter round works on vectors as the reference,
/// `postern.crypto.cipher.ChaCha20`, works on words, and no word ever leaves its lane. Only the counters differ
/// between the lanes.
///
/// At the end vector i holds word i of all blocks, and what is wanted is all words of block i: a transposition.
/// It exchanges, for each power of two k below the number of lanes, lane l of vector i with lane l ⊕ k of
/// vector i ⊕ k where bit k of i and of l differ. The vectors pass through an array between the two, so that
/// each half is compiled by itself.
final class ChaChaLanes implements ChaChaKernel {
    private static final VectorSpecies<Integer> LANES = VectorWidth.INTS;
    private static final VectorSpecies<Byte> OCTETS = VectorWidth.OCTETS;
    private static final int BLOCKS = LANES.length();
    private static final int COUNTER = 12;
    private static final IntVector LANE_NUMBERS = IntVector.zero(LANES).addIndex(1);

    /// Which lanes of a pair of vectors, k apart, the lower one takes, and which the upper, for k = 1, 2, 4, 8.
    private static final int[][] LOWER = new int[4][BLOCKS];
    private static final int[][] UPPER = new int[4][BLOCKS];

    static {
        for (int step = 0; 1 << step < BLOCKS; step++) {
            for (int lane = 0; lane < BLOCKS; lane++) {
                int k = 1 << step;
                boolean stays = (lane & k) == 0;
                LOWER[step][lane] = stays ? lane : BLOCKS + (lane ^ k);
                UPPER[step][lane] = stays ? lane ^ k : BLOCKS + lane;
            }
        }
    }

    /// Word i of block b at i·BLOCKS + b; transposed in place.
    private final int[] words = new int[16 * BLOCKS];

    @Override
    public int groupLength() {
        return 64 * BLOCKS;
    }

    @Override
    public void crypt(int[] input, byte[] in, int inAt, byte[] out, int outAt, int groups) {
        for (int group = 0; group < groups; group++) {
            int at = group * 64 * BLOCKS;
            blocks(input, input[COUNTER] + group * BLOCKS, words);
            for (int first = 0; first < 16; first += BLOCKS) {
                transpose(words, first * BLOCKS);
            }
            add(words, in, inAt + at, out, outAt + at);
        }
    }

    /// The block function on all lanes. A kernel, written out flat.
    private static void blocks(int[] input, int counter, int[] words) {
        var counters = LANE_NUMBERS.add(counter);
        var x0 = IntVector.broadcast(LANES, input[0]);
        var x1 = IntVector.broadcast(LANES, input[1]);
        var x2 = IntVector.broadcast(LANES, input[2]);
        var x3 = IntVector.broadcast(LANES, input[3]);
        var x4 = IntVector.broadcast(LANES, input[4]);
        var x5 = IntVector.broadcast(LANES, input[5]);
        var x6 = IntVector.broadcast(LANES, input[6]);
        var x7 = IntVector.broadcast(LANES, input[7]);
        var x8 = IntVector.broadcast(LANES, input[8]);
        var x9 = IntVector.broadcast(LANES, input[9]);
        var x10 = IntVector.broadcast(LANES, input[10]);
        var x11 = IntVector.broadcast(LANES, input[11]);
        var x12 = counters;
        var x13 = IntVector.broadcast(LANES, input[13]);
        var x14 = IntVector.broadcast(LANES, input[14]);
        var x15 = IntVector.broadcast(LANES, input[15]);
        for (int round = 0; round < 20; round += 2) {
            // Columns.
            x0 = x0.add(x4);
            x12 = x12.lanewise(XOR, x0).lanewise(ROL, 16);
            x1 = x1.add(x5);
            x13 = x13.lanewise(XOR, x1).lanewise(ROL, 16);
            x2 = x2.add(x6);
            x14 = x14.lanewise(XOR, x2).lanewise(ROL, 16);
            x3 = x3.add(x7);
            x15 = x15.lanewise(XOR, x3).lanewise(ROL, 16);
            x8 = x8.add(x12);
            x4 = x4.lanewise(XOR, x8).lanewise(ROL, 12);
            x9 = x9.add(x13);
            x5 = x5.lanewise(XOR, x9).lanewise(ROL, 12);
            x10 = x10.add(x14);
            x6 = x6.lanewise(XOR, x10).lanewise(ROL, 12);
            x11 = x11.add(x15);
            x7 = x7.lanewise(XOR, x11).lanewise(ROL, 12);
            x0 = x0.add(x4);
            x12 = x12.lanewise(XOR, x0).lanewise(ROL, 8);
            x1 = x1.add(x5);
            x13 = x13.lanewise(XOR, x1).lanewise(ROL, 8);
            x2 = x2.add(x6);
            x14 = x14.lanewise(XOR, x2).lanewise(ROL, 8);
            x3 = x3.add(x7);
            x15 = x15.lanewise(XOR, x3).lanewise(ROL, 8);
            x8 = x8.add(x12);
            x4 = x4.lanewise(XOR, x8).lanewise(ROL, 7);
            x9 = x9.add(x13);
            x5 = x5.lanewise(XOR, x9).lanewise(ROL, 7);
            x10 = x10.add(x14);
            x6 = x6.lanewise(XOR, x10).lanewise(ROL, 7);
            x11 = x11.add(x15);
            x7 = x7.lanewise(XOR, x11).lanewise(ROL, 7);
            // Diagonals.
            x0 = x0.add(x5);
            x15 = x15.lanewise(XOR, x0).lanewise(ROL, 16);
            x1 = x1.add(x6);
            x12 = x12.lanewise(XOR, x1).lanewise(ROL, 16);
            x2 = x2.add(x7);
            x13 = x13.lanewise(XOR, x2).lanewise(ROL, 16);
            x3 = x3.add(x4);
            x14 = x14.lanewise(XOR, x3).lanewise(ROL, 16);
            x10 = x10.add(x15);
            x5 = x5.lanewise(XOR, x10).lanewise(ROL, 12);
            x11 = x11.add(x12);
            x6 = x6.lanewise(XOR, x11).lanewise(ROL, 12);
            x8 = x8.add(x13);
            x7 = x7.lanewise(XOR, x8).lanewise(ROL, 12);
            x9 = x9.add(x14);
            x4 = x4.lanewise(XOR, x9).lanewise(ROL, 12);
            x0 = x0.add(x5);
            x15 = x15.lanewise(XOR, x0).lanewise(ROL, 8);
            x1 = x1.add(x6);
            x12 = x12.lanewise(XOR, x1).lanewise(ROL, 8);
            x2 = x2.add(x7);
            x13 = x13.lanewise(XOR, x2).lanewise(ROL, 8);
            x3 = x3.add(x4);
            x14 = x14.lanewise(XOR, x3).lanewise(ROL, 8);
            x10 = x10.add(x15);
            x5 = x5.lanewise(XOR, x10).lanewise(ROL, 7);
            x11 = x11.add(x12);
            x6 = x6.lanewise(XOR, x11).lanewise(ROL, 7);
            x8 = x8.add(x13);
            x7 = x7.lanewise(XOR, x8).lanewise(ROL, 7);
            x9 = x9.add(x14);
            x4 = x4.lanewise(XOR, x9).lanewise(ROL, 7);
        }
        x0.add(input[0]).intoArray(words, 0);
        x1.add(input[1]).intoArray(words, 1 * BLOCKS);
        x2.add(input[2]).intoArray(words, 2 * BLOCKS);
        x3.add(input[3]).intoArray(words, 3 * BLOCKS);
        x4.add(input[4]).intoArray(words, 4 * BLOCKS);
        x5.add(input[5]).intoArray(words, 5 * BLOCKS);
        x6.add(input[6]).intoArray(words, 6 * BLOCKS);
        x7.add(input[7]).intoArray(words, 7 * BLOCKS);
        x8.add(input[8]).intoArray(words, 8 * BLOCKS);
        x9.add(input[9]).intoArray(words, 9 * BLOCKS);
        x10.add(input[10]).intoArray(words, 10 * BLOCKS);
        x11.add(input[11]).intoArray(words, 11 * BLOCKS);
        x12.add(counters).intoArray(words, 12 * BLOCKS);
        x13.add(input[13]).intoArray(words, 13 * BLOCKS);
        x14.add(input[14]).intoArray(words, 14 * BLOCKS);
        x15.add(input[15]).intoArray(words, 15 * BLOCKS);
    }

    /// Transposes as many vectors as they have lanes, from `at` on.
    private static void transpose(int[] words, int at) {
        if (BLOCKS == 16) {
            transpose16(words, at);
        } else if (BLOCKS == 8) {
            transpose8(words, at);
        } else {
            transpose4(words, at);
        }
    }

    private static void transpose16(int[] words, int at) {
        var x0 = IntVector.fromArray(LANES, words, at);
        var x1 = IntVector.fromArray(LANES, words, at + BLOCKS);
        var x2 = IntVector.fromArray(LANES, words, at + 2 * BLOCKS);
        var x3 = IntVector.fromArray(LANES, words, at + 3 * BLOCKS);
        var x4 = IntVector.fromArray(LANES, words, at + 4 * BLOCKS);
        var x5 = IntVector.fromArray(LANES, words, at + 5 * BLOCKS);
        var x6 = IntVector.fromArray(LANES, words, at + 6 * BLOCKS);
        var x7 = IntVector.fromArray(LANES, words, at + 7 * BLOCKS);
        var x8 = IntVector.fromArray(LANES, words, at + 8 * BLOCKS);
        var x9 = IntVector.fromArray(LANES, words, at + 9 * BLOCKS);
        var x10 = IntVector.fromArray(LANES, words, at + 10 * BLOCKS);
        var x11 = IntVector.fromArray(LANES, words, at + 11 * BLOCKS);
        var x12 = IntVector.fromArray(LANES, words, at + 12 * BLOCKS);
        var x13 = IntVector.fromArray(LANES, words, at + 13 * BLOCKS);
        var x14 = IntVector.fromArray(LANES, words, at + 14 * BLOCKS);
        var x15 = IntVector.fromArray(LANES, words, at + 15 * BLOCKS);
        var lower3 = IntVector.fromArray(LANES, LOWER[3], 0);
        var upper3 = IntVector.fromArray(LANES, UPPER[3], 0);
        var d0 = lower3.selectFrom(x0, x8);
        var d8 = upper3.selectFrom(x0, x8);
        var d1 = lower3.selectFrom(x1, x9);
        var d9 = upper3.selectFrom(x1, x9);
        var d2 = lower3.selectFrom(x2, x10);
        var d10 = upper3.selectFrom(x2, x10);
        var d3 = lower3.selectFrom(x3, x11);
        var d11 = upper3.selectFrom(x3, x11);
        var d4 = lower3.selectFrom(x4, x12);
        var d12 = upper3.selectFrom(x4, x12);
        var d5 = lower3.selectFrom(x5, x13);
        var d13 = upper3.selectFrom(x5, x13);
        var d6 = lower3.selectFrom(x6, x14);
        var d14 = upper3.selectFrom(x6, x14);
        var d7 = lower3.selectFrom(x7, x15);
        var d15 = upper3.selectFrom(x7, x15);
        var lower2 = IntVector.fromArray(LANES, LOWER[2], 0);
        var upper2 = IntVector.fromArray(LANES, UPPER[2], 0);
        var c0 = lower2.selectFrom(d0, d4);
        var c4 = upper2.selectFrom(d0, d4);
        var c1 = lower2.selectFrom(d1, d5);
        var c5 = upper2.selectFrom(d1, d5);
        var c2 = lower2.selectFrom(d2, d6);
        var c6 = upper2.selectFrom(d2, d6);
        var c3 = lower2.selectFrom(d3, d7);
        var c7 = upper2.selectFrom(d3, d7);
        var c8 = lower2.selectFrom(d8, d12);
        var c12 = upper2.selectFrom(d8, d12);
        var c9 = lower2.selectFrom(d9, d13);
        var c13 = upper2.selectFrom(d9, d13);
        var c10 = lower2.selectFrom(d10, d14);
        var c14 = upper2.selectFrom(d10, d14);
        var c11 = lower2.selectFrom(d11, d15);
        var c15 = upper2.selectFrom(d11, d15);
        var lower1 = IntVector.fromArray(LANES, LOWER[1], 0);
        var upper1 = IntVector.fromArray(LANES, UPPER[1], 0);
        var b0 = lower1.selectFrom(c0, c2);
        var b2 = upper1.selectFrom(c0, c2);
        var b1 = lower1.selectFrom(c1, c3);
        var b3 = upper1.selectFrom(c1, c3);
        var b4 = lower1.selectFrom(c4, c6);
        var b6 = upper1.selectFrom(c4, c6);
        var b5 = lower1.selectFrom(c5, c7);
        var b7 = upper1.selectFrom(c5, c7);
        var b8 = lower1.selectFrom(c8, c10);
        var b10 = upper1.selectFrom(c8, c10);
        var b9 = lower1.selectFrom(c9, c11);
        var b11 = upper1.selectFrom(c9, c11);
        var b12 = lower1.selectFrom(c12, c14);
        var b14 = upper1.selectFrom(c12, c14);
        var b13 = lower1.selectFrom(c13, c15);
        var b15 = upper1.selectFrom(c13, c15);
        var lower0 = IntVector.fromArray(LANES, LOWER[0], 0);
        var upper0 = IntVector.fromArray(LANES, UPPER[0], 0);
        var a0 = lower0.selectFrom(b0, b1);
        var a1 = upper0.selectFrom(b0, b1);
        var a2 = lower0.selectFrom(b2, b3);
        var a3 = upper0.selectFrom(b2, b3);
        var a4 = lower0.selectFrom(b4, b5);
        var a5 = upper0.selectFrom(b4, b5);
        var a6 = lower0.selectFrom(b6, b7);
        var a7 = upper0.selectFrom(b6, b7);
        var a8 = lower0.selectFrom(b8, b9);
        var a9 = upper0.selectFrom(b8, b9);
        var a10 = lower0.selectFrom(b10, b11);
        var a11 = upper0.selectFrom(b10, b11);
        var a12 = lower0.selectFrom(b12, b13);
        var a13 = upper0.selectFrom(b12, b13);
        var a14 = lower0.selectFrom(b14, b15);
        var a15 = upper0.selectFrom(b14, b15);
        a0.intoArray(words, at);
        a1.intoArray(words, at + BLOCKS);
        a2.intoArray(words, at + 2 * BLOCKS);
        a3.intoArray(words, at + 3 * BLOCKS);
        a4.intoArray(words, at + 4 * BLOCKS);
        a5.intoArray(words, at + 5 * BLOCKS);
        a6.intoArray(words, at + 6 * BLOCKS);
        a7.intoArray(words, at + 7 * BLOCKS);
        a8.intoArray(words, at + 8 * BLOCKS);
        a9.intoArray(words, at + 9 * BLOCKS);
        a10.intoArray(words, at + 10 * BLOCKS);
        a11.intoArray(words, at + 11 * BLOCKS);
        a12.intoArray(words, at + 12 * BLOCKS);
        a13.intoArray(words, at + 13 * BLOCKS);
        a14.intoArray(words, at + 14 * BLOCKS);
        a15.intoArray(words, at + 15 * BLOCKS);
    }

    private static void transpose8(int[] words, int at) {
        var x0 = IntVector.fromArray(LANES, words, at);
        var x1 = IntVector.fromArray(LANES, words, at + BLOCKS);
        var x2 = IntVector.fromArray(LANES, words, at + 2 * BLOCKS);
        var x3 = IntVector.fromArray(LANES, words, at + 3 * BLOCKS);
        var x4 = IntVector.fromArray(LANES, words, at + 4 * BLOCKS);
        var x5 = IntVector.fromArray(LANES, words, at + 5 * BLOCKS);
        var x6 = IntVector.fromArray(LANES, words, at + 6 * BLOCKS);
        var x7 = IntVector.fromArray(LANES, words, at + 7 * BLOCKS);
        var lower2 = IntVector.fromArray(LANES, LOWER[2], 0);
        var upper2 = IntVector.fromArray(LANES, UPPER[2], 0);
        var c0 = lower2.selectFrom(x0, x4);
        var c4 = upper2.selectFrom(x0, x4);
        var c1 = lower2.selectFrom(x1, x5);
        var c5 = upper2.selectFrom(x1, x5);
        var c2 = lower2.selectFrom(x2, x6);
        var c6 = upper2.selectFrom(x2, x6);
        var c3 = lower2.selectFrom(x3, x7);
        var c7 = upper2.selectFrom(x3, x7);
        var lower1 = IntVector.fromArray(LANES, LOWER[1], 0);
        var upper1 = IntVector.fromArray(LANES, UPPER[1], 0);
        var b0 = lower1.selectFrom(c0, c2);
        var b2 = upper1.selectFrom(c0, c2);
        var b1 = lower1.selectFrom(c1, c3);
        var b3 = upper1.selectFrom(c1, c3);
        var b4 = lower1.selectFrom(c4, c6);
        var b6 = upper1.selectFrom(c4, c6);
        var b5 = lower1.selectFrom(c5, c7);
        var b7 = upper1.selectFrom(c5, c7);
        var lower0 = IntVector.fromArray(LANES, LOWER[0], 0);
        var upper0 = IntVector.fromArray(LANES, UPPER[0], 0);
        var a0 = lower0.selectFrom(b0, b1);
        var a1 = upper0.selectFrom(b0, b1);
        var a2 = lower0.selectFrom(b2, b3);
        var a3 = upper0.selectFrom(b2, b3);
        var a4 = lower0.selectFrom(b4, b5);
        var a5 = upper0.selectFrom(b4, b5);
        var a6 = lower0.selectFrom(b6, b7);
        var a7 = upper0.selectFrom(b6, b7);
        a0.intoArray(words, at);
        a1.intoArray(words, at + BLOCKS);
        a2.intoArray(words, at + 2 * BLOCKS);
        a3.intoArray(words, at + 3 * BLOCKS);
        a4.intoArray(words, at + 4 * BLOCKS);
        a5.intoArray(words, at + 5 * BLOCKS);
        a6.intoArray(words, at + 6 * BLOCKS);
        a7.intoArray(words, at + 7 * BLOCKS);
    }

    private static void transpose4(int[] words, int at) {
        var x0 = IntVector.fromArray(LANES, words, at);
        var x1 = IntVector.fromArray(LANES, words, at + BLOCKS);
        var x2 = IntVector.fromArray(LANES, words, at + 2 * BLOCKS);
        var x3 = IntVector.fromArray(LANES, words, at + 3 * BLOCKS);
        var lower1 = IntVector.fromArray(LANES, LOWER[1], 0);
        var upper1 = IntVector.fromArray(LANES, UPPER[1], 0);
        var b0 = lower1.selectFrom(x0, x2);
        var b2 = upper1.selectFrom(x0, x2);
        var b1 = lower1.selectFrom(x1, x3);
        var b3 = upper1.selectFrom(x1, x3);
        var lower0 = IntVector.fromArray(LANES, LOWER[0], 0);
        var upper0 = IntVector.fromArray(LANES, UPPER[0], 0);
        var a0 = lower0.selectFrom(b0, b1);
        var a1 = upper0.selectFrom(b0, b1);
        var a2 = lower0.selectFrom(b2, b3);
        var a3 = upper0.selectFrom(b2, b3);
        a0.intoArray(words, at);
        a1.intoArray(words, at + BLOCKS);
        a2.intoArray(words, at + 2 * BLOCKS);
        a3.intoArray(words, at + 3 * BLOCKS);
    }

    /// Adds the transposed keystream: of block b, words w to w + BLOCKS − 1 are the vector at w·BLOCKS +
    /// b·BLOCKS.
    private static void add(int[] words, byte[] in, int inAt, byte[] out, int outAt) {
        for (int block = 0; block < BLOCKS; block++) {
            for (int word = 0; word < 16; word += BLOCKS) {
                int at = 64 * block + 4 * word;
                IntVector.fromArray(LANES, words, (word + block) * BLOCKS)
                        .lanewise(
                                XOR, ByteVector.fromArray(OCTETS, in, inAt + at).reinterpretAsInts())
                        .reinterpretAsBytes()
                        .intoArray(out, outAt + at);
            }
        }
    }

    @Override
    public void wipe() {
        Arrays.fill(words, 0);
    }
}
