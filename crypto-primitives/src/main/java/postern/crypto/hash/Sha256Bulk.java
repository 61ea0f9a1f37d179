package postern.crypto.hash;

import static postern.crypto.hash.Sha256.bigSigma0;
import static postern.crypto.hash.Sha256.bigSigma1;
import static postern.crypto.hash.Sha256.choose;
import static postern.crypto.hash.Sha256.majority;
import static postern.crypto.hash.Sha256.smallSigma0;
import static postern.crypto.hash.Sha256.smallSigma1;

import java.util.Arrays;
import postern.crypto.bytes.Endian;

/// SHA-256's compression of many blocks at once: [Sha256] made fast for bulk, and equal to it by test.
///
/// The message schedule of a block does not depend on the state, so those of sixteen blocks can be computed side by
/// side. They stand interleaved, word t of block b at 16·t + b: then the recurrence
///
///     Wₜ = σ₁(Wₜ₋₂) + Wₜ₋₇ + σ₀(Wₜ₋₁₅) + Wₜ₋₁₆
///
/// is one loop over an array, each element computed from those 32, 112, 240 and 256 before it. Sixteen neighbours
/// never depend on each other, and C2 makes vector instructions of the loop, with or without the Vector API. The
/// constants Kₜ are added the same way.
///
/// The rounds cannot be shared out, as each waits for the one before. Eight of them are written out with the names of
/// the words turned instead of their values, and in each sum what is late comes last: the words of the schedule are
/// known long before, e only since the round before.
///
/// The time depends on nothing: sixteen blocks, additions, rotations and Boolean functions.
final class Sha256Bulk {
    /// Blocks compressed by one call.
    static final int BLOCKS = 16;

    private static final int BLOCK = 64;
    private static final int WORDS = Sha256.ROUNDS * BLOCKS;
    /// Each Kₜ sixteen times.
    private static final int[] K = repeated(Sha256.K);

    private final int[] schedule = new int[WORDS];

    private static int[] repeated(int[] constants) {
        var repeated = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            repeated[i] = constants[i / BLOCKS];
        }
        return repeated;
    }

    /// Folds [#BLOCKS] consecutive blocks of `in` from `offset` into the state.
    void compress(int[] state, byte[] in, int offset) {
        interleave(in, offset);
        stretch(schedule);
        addConstants(schedule);
        for (int block = 0; block < BLOCKS; block++) {
            rounds(schedule, block, state);
        }
    }

    private void interleave(byte[] in, int offset) {
        for (int block = 0; block < BLOCKS; block++) {
            for (int t = 0; t < 16; t++) {
                schedule[BLOCKS * t + block] = Endian.getIntBe(in, offset + BLOCK * block + 4 * t);
            }
        }
    }

    /// §6.2.2 step 1, of all blocks.
    private static void stretch(int[] w) {
        for (int i = 16 * BLOCKS; i < WORDS; i++) {
            w[i] = smallSigma1(w[i - 2 * BLOCKS])
                    + w[i - 7 * BLOCKS]
                    + smallSigma0(w[i - 15 * BLOCKS])
                    + w[i - 16 * BLOCKS];
        }
    }

    private static void addConstants(int[] w) {
        for (int i = 0; i < WORDS; i++) {
            w[i] += K[i];
        }
    }

    /// §6.2.2 steps 2 to 4, of one block. A kernel, written out flat.
    private static void rounds(int[] w, int block, int[] state) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        // Counted from 0: C2 then knows that the loop is short, and needs no safepoint in it, for which it would
        // keep every word at hand.
        for (int from = 0; from < WORDS; from += 8 * BLOCKS) {
            int row = block + from;
            h += w[row];
            h += choose(e, f, g);
            h += bigSigma1(e);
            d += h;
            h += majority(a, b, c);
            h += bigSigma0(a);
            g += w[row + BLOCKS];
            g += choose(d, e, f);
            g += bigSigma1(d);
            c += g;
            g += majority(h, a, b);
            g += bigSigma0(h);
            f += w[row + 2 * BLOCKS];
            f += choose(c, d, e);
            f += bigSigma1(c);
            b += f;
            f += majority(g, h, a);
            f += bigSigma0(g);
            e += w[row + 3 * BLOCKS];
            e += choose(b, c, d);
            e += bigSigma1(b);
            a += e;
            e += majority(f, g, h);
            e += bigSigma0(f);
            d += w[row + 4 * BLOCKS];
            d += choose(a, b, c);
            d += bigSigma1(a);
            h += d;
            d += majority(e, f, g);
            d += bigSigma0(e);
            c += w[row + 5 * BLOCKS];
            c += choose(h, a, b);
            c += bigSigma1(h);
            g += c;
            c += majority(d, e, f);
            c += bigSigma0(d);
            b += w[row + 6 * BLOCKS];
            b += choose(g, h, a);
            b += bigSigma1(g);
            f += b;
            b += majority(c, d, e);
            b += bigSigma0(c);
            a += w[row + 7 * BLOCKS];
            a += choose(f, g, h);
            a += bigSigma1(f);
            e += a;
            a += majority(b, c, d);
            a += bigSigma0(b);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    /// Overwrites what was derived from the input.
    void wipe() {
        Arrays.fill(schedule, 0);
    }
}
