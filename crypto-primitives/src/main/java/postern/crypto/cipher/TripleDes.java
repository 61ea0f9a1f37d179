package postern.crypto.cipher;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// Triple DES with three keys (SP 800-67; DES itself: FIPS 46-3): E(K₃, D(K₂, E(K₁, block))) on blocks of 8
/// octets.
///
/// **For old peers only.** The block is so short that after some 2³² blocks under one key two ciphertext blocks
/// agree by chance, which tells about the plaintext (Sweet32, 2016); and it is slow.
///
/// A block is two halves of 32 bits. Each of 16 rounds (FIPS 46-3, "Enciphering") leaves one half and changes the
/// other:
///
///     L, R  ←  R, L ⊕ P(S(E(R) ⊕ K))
///
/// E repeats bits, so that 32 become 8 groups of 6; each of the eight S-boxes makes 4 bits of 6; P scatters the
/// 32.
///
/// **No table in memory is indexed by a secret.** One output bit of an S-box is a function of 6 bits, and so its
/// truth table is 64 bits: a `long`. Shifting that register by the six bits brings the answer to the lowest place.
/// The tables are 32 such longs, each of them used in every round. Shifts take the same time for every distance on
/// the processors that run Java today.
///
/// Time depends on the number of blocks alone. Confined to one thread.
public final class TripleDes implements BlockCipher {
    /// Octets of the three keys; the lowest bit of each octet, once a parity, is ignored.
    public static final int KEY_LENGTH = 24;

    private static final int BLOCK = 8;
    private static final int ROUNDS = 16;

    /// FIPS 46-3, initial permutation IP. All tables of permutations name for each bit of the result, from the
    /// highest on, the bit it comes from, the highest being 1.
    private static final int[] INITIAL_PERMUTATION = {
        58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4,
        62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24, 16, 8,
        57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3,
        61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39, 31, 23, 15, 7
    };

    /// FIPS 46-3, the inverse of IP.
    private static final int[] FINAL_PERMUTATION = {
        40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31,
        38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21, 61, 29,
        36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27,
        34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9, 49, 17, 57, 25
    };

    /// FIPS 46-3, permutation P.
    private static final int[] P = {
        16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
        2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25
    };

    /// FIPS 46-3, permuted choice 1: 56 of the 64 bits of a key.
    private static final int[] PERMUTED_CHOICE_1 = {
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
    };

    /// FIPS 46-3, permuted choice 2: 48 of the 56 bits.
    private static final int[] PERMUTED_CHOICE_2 = {
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
    };

    /// FIPS 46-3: how far the halves of the key turn before each round.
    private static final int[] KEY_SHIFTS = {1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1};

    /// FIPS 46-3, S₁ to S₈: four rows of sixteen hexadecimal digits each, one after the other. Of six bits the
    /// outer two choose the row, the inner four the column.
    private static final String[] S_BOXES = {
        "e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d",
        "f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9",
        "a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c",
        "7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e",
        "2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453",
        "c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d",
        "4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c",
        "d2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b"
    };

    /// For each bit of P(S(…)), from the highest on, its truth table.
    private static final long[] TRUTH_TABLES = truthTables();

    private final long[] roundKeys = new long[3 * ROUNDS];
    private final int[] groups = new int[8];

    /// Time is constant. Triple DES under `key`, which stays the caller's and may be closed at once.
    ///
    /// @throws IllegalArgumentException if the key has not 24 octets
    public TripleDes(Secret key) {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("a key of triple DES has 24 octets, not " + key.length());
        }
        for (int i = 0; i < 3; i++) {
            expand(Endian.getLongBe(key.expose(), 8 * i), ROUNDS * i);
        }
    }

    private static long[] truthTables() {
        var tables = new long[32];
        for (int bit = 0; bit < 32; bit++) {
            int source = P[bit] - 1;
            var sBox = S_BOXES[source / 4];
            for (int input = 0; input < 64; input++) {
                int row = input >> 4 & 2 | input & 1;
                int column = input >> 1 & 15;
                int output = Character.digit(sBox.charAt(16 * row + column), 16);
                tables[bit] |= (output >> 3 - source % 4 & 1L) << input;
            }
        }
        return tables;
    }

    /// The key schedule KS: each round's 48 bits as eight groups of six, the first in the highest octet.
    private void expand(long key, int at) {
        long chosen = permute(PERMUTED_CHOICE_1, key, 64);
        int c = (int) (chosen >>> 28);
        int d = (int) chosen & 0x0fffffff;
        for (int round = 0; round < ROUNDS; round++) {
            c = turn(c, KEY_SHIFTS[round]);
            d = turn(d, KEY_SHIFTS[round]);
            long bits = permute(PERMUTED_CHOICE_2, (long) c << 28 | d, 56);
            for (int group = 0; group < 8; group++) {
                roundKeys[at + round] = roundKeys[at + round] << 8 | bits >>> 6 * (7 - group) & 0x3f;
            }
        }
    }

    /// Rotates 28 bits to the left.
    private static int turn(int half, int distance) {
        return (half << distance | half >>> 28 - distance) & 0x0fffffff;
    }

    private static long permute(int[] table, long from, int width) {
        long to = 0;
        for (int bit : table) {
            to = to << 1 | from >>> width - bit & 1;
        }
        return to;
    }

    @Override
    public int blockLength() {
        return BLOCK;
    }

    @Override
    public void encrypt(Span in, Span out) {
        int octets = BLOCK * BlockCipher.blocks(this, in, out);
        for (int at = 0; at < octets; at += BLOCK) {
            long block = permute(INITIAL_PERMUTATION, Endian.getLongBe(in.array(), in.offset() + at), 64);
            block = rounds(block, 0, 1);
            block = rounds(block, 2 * ROUNDS - 1, -1);
            block = rounds(block, 2 * ROUNDS, 1);
            Endian.putLongBe(out.array(), out.offset() + at, permute(FINAL_PERMUTATION, block, 64));
        }
    }

    @Override
    public void decrypt(Span in, Span out) {
        int octets = BLOCK * BlockCipher.blocks(this, in, out);
        for (int at = 0; at < octets; at += BLOCK) {
            long block = permute(INITIAL_PERMUTATION, Endian.getLongBe(in.array(), in.offset() + at), 64);
            block = rounds(block, 3 * ROUNDS - 1, -1);
            block = rounds(block, ROUNDS, 1);
            block = rounds(block, ROUNDS - 1, -1);
            Endian.putLongBe(out.array(), out.offset() + at, permute(FINAL_PERMUTATION, block, 64));
        }
    }

    /// The sixteen rounds of one DES, whose keys stand from `first` on in steps of `step`: backwards they
    /// decipher. Between two DES the permutations IP and its inverse cancel, and are left out; the exchange of
    /// the halves after the last round is not.
    private long rounds(long block, int first, int step) {
        int left = (int) (block >>> 32);
        int right = (int) block;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ scramble(right, roundKeys[first + step * round]);
            left = right;
            right = next;
        }
        return (long) right << 32 | left & 0xffffffffL;
    }

    /// P(S(E(half) ⊕ key)). Group number g of E(half) is bits 4g to 4g + 5, counted from the one before the first
    /// and around the end.
    private int scramble(int half, long key) {
        for (int g = 0; g < 8; g++) {
            groups[g] = (Integer.rotateLeft(half, 4 * g + 5) ^ (int) (key >>> 8 * (7 - g))) & 0x3f;
        }
        int result = 0;
        for (int bit = 0; bit < 32; bit++) {
            // The index of the group is public; the group, a secret, is the distance of a shift.
            int group = groups[P[bit] - 1 >> 2];
            result = result << 1 | (int) (TRUTH_TABLES[bit] >>> group) & 1;
        }
        return result;
    }

    @Override
    public void close() {
        Arrays.fill(roundKeys, 0);
        Arrays.fill(groups, 0);
    }
}
