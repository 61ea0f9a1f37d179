package postern.crypto.hash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Endian;

/// SHA-256 and SHA-224 (FIPS 180-4 §6.2, §6.3): blocks of 64 octets, a state of eight 32-bit words `a … h`, 64
/// rounds a block.
///
/// The block's sixteen words W₀ … W₁₅ are stretched to sixty-four (§6.2.2 step 1):
///
///     Wₜ = σ₁(Wₜ₋₂) + Wₜ₋₇ + σ₀(Wₜ₋₁₅) + Wₜ₋₁₆
///
/// Each round mixes one of them, and a constant, into the state (step 3):
///
///     T₁ = h + Σ₁(e) + Ch(e, f, g) + Kₜ + Wₜ
///     T₂ = Σ₀(a) + Maj(a, b, c)
///     h ← g ← f ← e ← d + T₁,   d ← c ← b ← a ← T₁ + T₂
///
/// At the end the state from before the block is added, so that a block cannot be undone. Sums are modulo 2³².
/// Additions, rotations and Boolean functions only: the time depends on the number of blocks, never on their
/// content.
final class Sha256 extends MerkleDamgard {
    /// Rounds of a block, and words of its message schedule.
    static final int ROUNDS = 64;

    /// K: the first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
    static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    /// H⁽⁰⁾ of SHA-256: the first 32 bits of the fractional parts of the square roots of the first 8 primes
    /// (§5.3.3).
    private static final int[] INITIAL_256 = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };

    /// H⁽⁰⁾ of SHA-224: the second 32 bits of the same of the 9th to the 16th prime (§5.3.2).
    private static final int[] INITIAL_224 = {
        0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4
    };

    private final int[] initial;
    private final int[] state;
    private final int[] schedule = new int[ROUNDS];
    /// Made for the first long input: a transcript never needs it.
    private @Nullable Sha256Bulk bulk;

    private Sha256(HashAlgorithm algorithm, int[] initial) {
        super(algorithm);
        this.initial = initial;
        this.state = initial.clone();
    }

    /// SHA-256 of nothing yet.
    static Sha256 sha256() {
        return new Sha256(HashAlgorithm.SHA256, INITIAL_256);
    }

    /// SHA-224 of nothing yet.
    static Sha256 sha224() {
        return new Sha256(HashAlgorithm.SHA224, INITIAL_224);
    }

    @Override
    void compress(byte[] in, int offset, int blocks) {
        int block = 0;
        for (; block + Sha256Bulk.BLOCKS <= blocks; block += Sha256Bulk.BLOCKS) {
            if (bulk == null) {
                bulk = new Sha256Bulk();
            }
            bulk.compress(state, in, offset + block * 64);
        }
        for (; block < blocks; block++) {
            stretch(in, offset + block * 64);
            rounds();
        }
    }

    /// §6.2.2 step 1: the message schedule.
    private void stretch(byte[] in, int offset) {
        var w = schedule;
        for (int t = 0; t < 16; t++) {
            w[t] = Endian.getIntBe(in, offset + 4 * t);
        }
        for (int t = 16; t < ROUNDS; t++) {
            w[t] = smallSigma1(w[t - 2]) + w[t - 7] + smallSigma0(w[t - 15]) + w[t - 16];
        }
    }

    /// §6.2.2 steps 2 to 4.
    private void rounds() {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int t = 0; t < ROUNDS; t++) {
            int t1 = h + bigSigma1(e) + choose(e, f, g) + K[t] + schedule[t];
            int t2 = bigSigma0(a) + majority(a, b, c);
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
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

    /// Ch(x, y, z): each bit of x chooses between y's and z's (4.2).
    static int choose(int x, int y, int z) {
        return z ^ (x & (y ^ z));
    }

    /// Maj(x, y, z): each bit is what at least two of the three have (4.3).
    static int majority(int x, int y, int z) {
        return (x & y) | (z & (x | y));
    }

    /// Σ₀ (4.4).
    static int bigSigma0(int x) {
        return Integer.rotateRight(x, 2) ^ Integer.rotateRight(x, 13) ^ Integer.rotateRight(x, 22);
    }

    /// Σ₁ (4.5).
    static int bigSigma1(int x) {
        return Integer.rotateRight(x, 6) ^ Integer.rotateRight(x, 11) ^ Integer.rotateRight(x, 25);
    }

    /// σ₀ (4.6).
    static int smallSigma0(int x) {
        return Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ (x >>> 3);
    }

    /// σ₁ (4.7).
    static int smallSigma1(int x) {
        return Integer.rotateRight(x, 17) ^ Integer.rotateRight(x, 19) ^ (x >>> 10);
    }

    @Override
    void writeState(byte[] out, int offset) {
        for (int i = 0; i < algorithm().length() / 4; i++) {
            Endian.putIntBe(out, offset + 4 * i, state[i]);
        }
    }

    @Override
    void writeLength(byte[] block, long octets) {
        Endian.putLongBe(block, 56, octets << 3);
    }

    @Override
    void initialise() {
        System.arraycopy(initial, 0, state, 0, state.length);
    }

    @Override
    void copyState(MerkleDamgard source) {
        System.arraycopy(((Sha256) source).state, 0, state, 0, state.length);
    }

    @Override
    void wipeState() {
        Arrays.fill(schedule, 0);
        if (bulk != null) {
            bulk.wipe();
        }
        initialise();
    }
}
