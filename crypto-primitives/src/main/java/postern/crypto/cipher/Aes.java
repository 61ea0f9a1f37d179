package postern.crypto.cipher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.AesCbcKernel;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.KernelSwitch;
import postern.crypto.kernel.Kernels;

/// AES (FIPS 197): blocks of 16 octets, keys of 16, 24 or 32, in 10, 12 or 14 rounds.
///
/// A block stands as a square of four rows and four columns, filled column by column. A round (§5.1) is
///
///     SubBytes     each octet through the S-box:                              confusion
///     ShiftRows    row r turned left by r columns                             diffusion between the columns
///     MixColumns   each column times a matrix over GF(2⁸); not in the last    diffusion inside a column
///     AddRoundKey  the round's 16 octets of expanded key added
///
/// after one AddRoundKey at the start.
///
/// **No table.** The usual fast code looks up octets of the state in tables, and the cache tells others which
/// lines were touched; keys have been read that way from other processes (Bernstein 2005; Osvik, Shamir, Tromer
/// 2006). Here four blocks are computed at once, cut into bits, by Boolean operations alone: [AesSlices] holds
/// them and explains why ShiftRows does not appear below; [AesSbox] is the S-box as a circuit. Fewer than four
/// blocks take as long as four.
///
/// Time depends on the key's length and the number of blocks alone. Confined to one thread.
public final class Aes implements BlockCipher {
    private static final int BLOCK = 16;
    private static final int GROUP = 4 * BLOCK;

    private static final KernelSwitch CBC = new KernelSwitch(
            "AES-CBC",
            () -> new CbcWorkout(new Aes(Secret.zeros(BLOCK))),
            source -> new CbcWorkout(new Aes(Secret.zeros(BLOCK)).chainedBy(source)));

    private final int rounds;
    /// Eight longs a round: the round key as if it were four equal blocks, with as many ShiftRows undone as the
    /// state has left out by then.
    private final long[] roundKeys;

    private @Nullable AesCbcKernel chaining;
    private boolean chainingDecided;

    private final long[] q = new long[8];
    private final byte[] group = new byte[GROUP];

    /// Time depends on the key's length alone. AES under `key`, which stays the caller's and may be closed at
    /// once.
    ///
    /// @throws IllegalArgumentException if the key has not 16, 24 or 32 octets
    public Aes(Secret key) {
        int words = key.length() / 4;
        if (key.length() != 16 && key.length() != 24 && key.length() != 32) {
            throw new IllegalArgumentException("an AES key has 16, 24 or 32 octets, not " + key.length());
        }
        this.rounds = words + 6;
        this.roundKeys = new long[8 * (rounds + 1)];
        var expanded = expand(key.expose(), words);
        for (int round = 0; round <= rounds; round++) {
            sliceRoundKey(expanded, round);
        }
        Arrays.fill(expanded, 0);
        Arrays.fill(group, (byte) 0);
    }

    /// KeyExpansion (§5.2): four words a round, in the order in which they lie in memory, least significant octet
    /// first; so RotWord is a rotation to the right.
    private int[] expand(byte[] key, int words) {
        var w = new int[4 * (rounds + 1)];
        for (int i = 0; i < words; i++) {
            w[i] = Endian.getIntLe(key, 4 * i);
        }
        int rcon = 1;
        for (int i = words; i < w.length; i++) {
            int word = w[i - 1];
            if (i % words == 0) {
                word = substitute(Integer.rotateRight(word, 8)) ^ rcon;
                // {02}·rcon in GF(2⁸).
                rcon = rcon << 1 ^ (rcon >> 7) * 0x11b;
            } else if (words == 8 && i % words == 4) {
                word = substitute(word);
            }
            w[i] = w[i - words] ^ word;
        }
        return w;
    }

    /// SubWord (§5.2): the S-box on the four octets of a word.
    private int substitute(int word) {
        Arrays.fill(q, 0);
        q[0] = word & 0xffffffffL;
        AesSlices.transpose(q);
        AesSbox.substitute(q);
        AesSlices.transpose(q);
        int substituted = (int) q[0];
        Arrays.fill(q, 0);
        return substituted;
    }

    /// Puts round key number `round` in four times. Octet (r, c) of it goes where ShiftRows, `round` times, will
    /// take it from: to column c + round·r.
    private void sliceRoundKey(int[] expanded, int round) {
        for (int column = 0; column < 4; column++) {
            for (int row = 0; row < 4; row++) {
                int at = row + 4 * (column + round * row & 3);
                group[at] = (byte) (expanded[4 * round + column] >>> 8 * row);
            }
        }
        for (int block = 1; block < 4; block++) {
            System.arraycopy(group, 0, group, BLOCK * block, BLOCK);
        }
        AesSlices.pack(group, 0, q);
        System.arraycopy(q, 0, roundKeys, 8 * round, 8);
    }

    /// The expanded key (§5.2), 16 octets a round, for a form of AES that computes in another way; the caller
    /// closes it. Time depends on the key's length alone.
    public Secret expandedKey() {
        var expanded = new byte[BLOCK * (rounds + 1)];
        for (int round = 0; round <= rounds; round++) {
            System.arraycopy(roundKeys, 8 * round, q, 0, 8);
            AesSlices.unpack(q, group, 0);
            for (int column = 0; column < 4; column++) {
                for (int row = 0; row < 4; row++) {
                    int at = row + 4 * (column + round * row & 3);
                    expanded[BLOCK * round + 4 * column + row] = group[at];
                }
            }
        }
        Arrays.fill(group, (byte) 0);
        Arrays.fill(q, 0);
        return Secret.adopt(expanded);
    }

    /// This, with the source's fast form of CBC mode, if it has one, from the start.
    Aes chainedBy(KernelSource source) {
        chainingDecided = true;
        try (var expanded = expandedKey()) {
            chaining = source.aesCbc(expanded);
        }
        return this;
    }

    @Override
    @SuppressWarnings("exports") // for CbcMode alone
    public @Nullable AesCbcKernel chaining(int octets) {
        if (!chainingDecided && CBC.takesFast(octets)) {
            chainedBy(Kernels.source());
        }
        return chaining;
    }

    @Override
    public int blockLength() {
        return BLOCK;
    }

    @Override
    public void encrypt(Span in, Span out) {
        int octets = BLOCK * BlockCipher.blocks(this, in, out);
        int at = 0;
        for (; at + GROUP <= octets; at += GROUP) {
            encryptGroup(in.array(), in.offset() + at, out.array(), out.offset() + at);
        }
        if (at < octets) {
            System.arraycopy(in.array(), in.offset() + at, group, 0, octets - at);
            encryptGroup(group, 0, group, 0);
            System.arraycopy(group, 0, out.array(), out.offset() + at, octets - at);
        }
    }

    /// Cipher (§5.1) on four blocks.
    private void encryptGroup(byte[] in, int inOffset, byte[] out, int outOffset) {
        AesSlices.pack(in, inOffset, q);
        AesSlices.addRoundKey(q, roundKeys, 0);
        for (int round = 1; round < rounds; round++) {
            AesSbox.substitute(q);
            AesSlices.mixColumns(q, round & 3);
            AesSlices.addRoundKey(q, roundKeys, 8 * round);
        }
        AesSbox.substitute(q);
        AesSlices.addRoundKey(q, roundKeys, 8 * rounds);
        if (rounds % 4 != 0) {
            AesSlices.shiftRowsTwice(q);
        }
        AesSlices.unpack(q, out, outOffset);
    }

    @Override
    public void decrypt(Span in, Span out) {
        int octets = BLOCK * BlockCipher.blocks(this, in, out);
        int at = 0;
        for (; at + GROUP <= octets; at += GROUP) {
            decryptGroup(in.array(), in.offset() + at, out.array(), out.offset() + at);
        }
        if (at < octets) {
            System.arraycopy(in.array(), in.offset() + at, group, 0, octets - at);
            decryptGroup(group, 0, group, 0);
            System.arraycopy(group, 0, out.array(), out.offset() + at, octets - at);
        }
    }

    /// InvCipher (§5.3) on four blocks: the same steps undone in reverse.
    private void decryptGroup(byte[] in, int inOffset, byte[] out, int outOffset) {
        AesSlices.pack(in, inOffset, q);
        if (rounds % 4 != 0) {
            AesSlices.shiftRowsTwice(q);
        }
        AesSlices.addRoundKey(q, roundKeys, 8 * rounds);
        AesSbox.substituteInverse(q);
        for (int round = rounds - 1; round > 0; round--) {
            AesSlices.addRoundKey(q, roundKeys, 8 * round);
            AesSlices.mixColumnsInverse(q, round & 3);
            AesSbox.substituteInverse(q);
        }
        AesSlices.addRoundKey(q, roundKeys, 0);
        AesSlices.unpack(q, out, outOffset);
    }

    @Override
    public void close() {
        if (chaining != null) {
            chaining.close();
        }
        Arrays.fill(roundKeys, 0);
        Arrays.fill(q, 0);
        Arrays.fill(group, (byte) 0);
    }
}
