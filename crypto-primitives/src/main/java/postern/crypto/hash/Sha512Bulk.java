package postern.crypto.hash;

import static postern.crypto.hash.Sha512.bigSigma0;
import static postern.crypto.hash.Sha512.bigSigma1;
import static postern.crypto.hash.Sha512.choose;
import static postern.crypto.hash.Sha512.majority;
import static postern.crypto.hash.Sha512.smallSigma0;
import static postern.crypto.hash.Sha512.smallSigma1;

import java.util.Arrays;
import postern.crypto.bytes.Endian;

/// SHA-512's compression of many blocks at once: what [Sha256Bulk] is to [Sha256], and explained there.
///
/// The time depends on nothing: sixteen blocks, additions, rotations and Boolean functions.
final class Sha512Bulk {
    /// Blocks compressed by one call.
    static final int BLOCKS = 16;

    private static final int BLOCK = 128;
    private static final int WORDS = Sha512.ROUNDS * BLOCKS;
    /// Each Kₜ sixteen times.
    private static final long[] K = repeated(Sha512.K);

    private final long[] schedule = new long[WORDS];

    private static long[] repeated(long[] constants) {
        var repeated = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            repeated[i] = constants[i / BLOCKS];
        }
        return repeated;
    }

    /// Folds [#BLOCKS] consecutive blocks of `in` from `offset` into the state.
    void compress(long[] state, byte[] in, int offset) {
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
                schedule[BLOCKS * t + block] = Endian.getLongBe(in, offset + BLOCK * block + 8 * t);
            }
        }
    }

    /// §6.4.2 step 1, of all blocks.
    private static void stretch(long[] w) {
        for (int i = 16 * BLOCKS; i < WORDS; i++) {
            w[i] = smallSigma1(w[i - 2 * BLOCKS])
                    + w[i - 7 * BLOCKS]
                    + smallSigma0(w[i - 15 * BLOCKS])
                    + w[i - 16 * BLOCKS];
        }
    }

    private static void addConstants(long[] w) {
        for (int i = 0; i < WORDS; i++) {
            w[i] += K[i];
        }
    }

    /// §6.4.2 steps 2 to 4, of one block. A kernel, written out flat.
    private static void rounds(long[] w, int block, long[] state) {
        long a = state[0];
        long b = state[1];
        long c = state[2];
        long d = state[3];
        long e = state[4];
        long f = state[5];
        long g = state[6];
        long h = state[7];
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
