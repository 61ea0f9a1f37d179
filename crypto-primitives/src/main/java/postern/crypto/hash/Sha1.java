package postern.crypto.hash;

import java.util.Arrays;
import postern.crypto.bytes.Endian;

/// SHA-1 (FIPS 180-4 §6.1): blocks of 64 octets, a state of five 32-bit words `a … e`, 80 rounds a block.
///
/// **Broken** for signatures: collisions have been made (Stevens et al. 2017), with a prefix of the attacker's
/// choice too (Leurent, Peyrin 2020). HMAC with SHA-1, in the record protection of the older cipher suites and in
/// their key derivation, does not rest on collisions and stands.
///
/// The sixteen words of the block are stretched to eighty (§6.1.2 step 1), and each is mixed in by a round (step
/// 3):
///
///     Wₜ = (Wₜ₋₃ ⊕ Wₜ₋₈ ⊕ Wₜ₋₁₄ ⊕ Wₜ₋₁₆) <<< 1
///     T  = (a <<< 5) + f(b, c, d) + e + K + Wₜ
///     e ← d ← c ← b <<< 30,   b ← a ← T
///
/// f and K change every twenty rounds. Time depends on the number of blocks alone.
final class Sha1 extends MerkleDamgard {
    private static final int ROUNDS = 80;

    /// K: √2, √3, √5 and √10 times 2³⁰ (§4.2.1).
    private static final int[] K = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};

    /// H⁽⁰⁾ (§5.3.1).
    private static final int[] INITIAL = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

    private final int[] state = INITIAL.clone();
    private final int[] schedule = new int[ROUNDS];

    /// A hash of nothing yet.
    Sha1() {
        super(HashAlgorithm.SHA1);
    }

    @Override
    void compress(byte[] in, int offset, int blocks) {
        for (int block = 0; block < blocks; block++) {
            stretch(in, offset + block * 64);
            rounds();
        }
    }

    private void stretch(byte[] in, int offset) {
        var w = schedule;
        for (int t = 0; t < 16; t++) {
            w[t] = Endian.getIntBe(in, offset + 4 * t);
        }
        for (int t = 16; t < ROUNDS; t++) {
            w[t] = Integer.rotateLeft(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
        }
    }

    private void rounds() {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int t = 0; t < ROUNDS; t++) {
            int f = switch (t / 20) {
                // Ch, Parity, Maj, Parity (§4.1.1).
                case 0 -> d ^ (b & (c ^ d));
                case 2 -> (b & c) | (d & (b | c));
                default -> b ^ c ^ d;
            };
            int sum = Integer.rotateLeft(a, 5) + f + e + K[t / 20] + schedule[t];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = sum;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    @Override
    void writeState(byte[] out, int offset) {
        for (int i = 0; i < 5; i++) {
            Endian.putIntBe(out, offset + 4 * i, state[i]);
        }
    }

    @Override
    void writeLength(byte[] block, long octets) {
        Endian.putLongBe(block, 56, octets << 3);
    }

    @Override
    void initialise() {
        System.arraycopy(INITIAL, 0, state, 0, state.length);
    }

    @Override
    void copyState(MerkleDamgard source) {
        System.arraycopy(((Sha1) source).state, 0, state, 0, state.length);
    }

    @Override
    void wipeState() {
        Arrays.fill(schedule, 0);
        initialise();
    }
}
