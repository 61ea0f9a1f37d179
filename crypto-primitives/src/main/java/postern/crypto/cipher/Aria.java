package postern.crypto.cipher;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// ARIA (RFC 5794) with keys of 16, 24 or 32 octets: a cipher with blocks of 16 octets, the Korean standard, built
/// like AES but so that deciphering is enciphering with other keys.
///
/// A round (§2.4.1) adds the round key, sends all octets through S-boxes (of type 1 in odd rounds, of type 2, the
/// inverses, in even ones) and mixes them by a matrix A of zeros and ones that is its own inverse. The last round
/// adds another key instead of mixing. 12, 14 or 16 rounds (§2.3).
///
/// Four blocks are enciphered at once, cut into bits: see [AriaSbox]. Fewer take as long. Time depends on the
/// key's length and the number of blocks alone. Confined to one thread.
public final class Aria implements BlockCipher {
    private static final int BLOCK = 16;
    /// Blocks at once, each two longs.
    private static final int GROUP = 4;

    /// C1, C2, C3 (§2.2), 128 bits each.
    private static final long[] CONSTANTS = {
        0x517cc1b727220a94L, 0xfe13abe8fa9a6ee0L, 0x6db14acc9e21c820L,
        0xff28b1d5ef5de2b0L, 0xdb92371d2126e970L, 0x0324977504e8c90eL
    };

    /// How far one of two values is turned right in each group of four round keys (§2.2).
    private static final int[] ROTATIONS = {19, 31, 128 - 61, 128 - 31, 128 - 19};

    private final int rounds;
    /// Two longs a round key; first ek₁.
    private final long[] encryptionKeys;

    private final long[] decryptionKeys;

    private final AriaSbox sBox = new AriaSbox();
    private final long[] q = new long[2 * GROUP];

    /// Time depends on its length alone. ARIA under `key`, which stays the caller's and may be closed at once.
    ///
    /// @throws IllegalArgumentException if the key has not 16, 24 or 32 octets
    public Aria(Secret key) {
        if (key.length() != 16 && key.length() != 24 && key.length() != 32) {
            throw new IllegalArgumentException("an ARIA key has 16, 24 or 32 octets, not " + key.length());
        }
        this.rounds = key.length() / 4 + 8;
        this.encryptionKeys = new long[2 * (rounds + 1)];
        this.decryptionKeys = new long[2 * (rounds + 1)];
        expand(key.expose());
        turnAround();
    }

    /// §2.2: four values W₀ to W₃ from the key by three rounds, then each round key from two of them.
    private void expand(byte[] key) {
        var padded = Arrays.copyOf(key, 32);
        var w = new long[8];
        for (int i = 0; i < 4; i++) {
            w[i < 2 ? i : i + 4] = Endian.getLongBe(padded, 8 * i);
        }
        Arrays.fill(padded, (byte) 0);
        // Which constant comes first depends on the key's length: C1, C2 or C3.
        int first = key.length / 8 - 2;
        long kr0 = w[6];
        long kr1 = w[7];
        for (int i = 0; i < 3; i++) {
            int constant = 2 * ((first + i) % 3);
            q[0] = w[2 * i] ^ CONSTANTS[constant];
            q[1] = w[2 * i + 1] ^ CONSTANTS[constant + 1];
            round(i);
            w[2 * i + 2] = q[0] ^ (i == 0 ? kr0 : w[2 * i - 2]);
            w[2 * i + 3] = q[1] ^ (i == 0 ? kr1 : w[2 * i - 1]);
        }
        for (int i = 0; i <= rounds; i++) {
            int kept = 2 * (i % 4);
            int turned = 2 * ((i + 1) % 4);
            int right = ROTATIONS[i / 4];
            long high = w[turned + right / 64 % 2];
            long low = w[turned + (right / 64 + 1) % 2];
            int bits = right % 64;
            encryptionKeys[2 * i] = w[kept] ^ (high >>> bits | low << 64 - bits);
            encryptionKeys[2 * i + 1] = w[kept + 1] ^ (low >>> bits | high << 64 - bits);
        }
        Arrays.fill(w, 0);
        Arrays.fill(q, 0);
    }

    /// §2.2: deciphering takes the round keys in reverse, all but the outer two through A.
    private void turnAround() {
        for (int i = 0; i <= rounds; i++) {
            q[0] = encryptionKeys[2 * (rounds - i)];
            q[1] = encryptionKeys[2 * (rounds - i) + 1];
            if (i != 0 && i != rounds) {
                diffuse(0);
            }
            decryptionKeys[2 * i] = q[0];
            decryptionKeys[2 * i + 1] = q[1];
        }
        Arrays.fill(q, 0);
    }

    @Override
    public int blockLength() {
        return BLOCK;
    }

    @Override
    public void encrypt(Span in, Span out) {
        crypt(encryptionKeys, in, out);
    }

    @Override
    public void decrypt(Span in, Span out) {
        crypt(decryptionKeys, in, out);
    }

    private void crypt(long[] keys, Span in, Span out) {
        int halves = 2 * BlockCipher.blocks(this, in, out);
        for (int first = 0; first < halves; first += 2 * GROUP) {
            int count = Math.min(2 * GROUP, halves - first);
            for (int j = 0; j < count; j++) {
                q[j] = Endian.getLongBe(in.array(), in.offset() + 8 * (first + j));
            }
            for (int i = 0; i < rounds - 1; i++) {
                addKey(keys, i);
                round(i);
            }
            addKey(keys, rounds - 1);
            substitute(rounds - 1);
            addKey(keys, rounds);
            for (int j = 0; j < count; j++) {
                Endian.putLongBe(out.array(), out.offset() + 8 * (first + j), q[j]);
            }
        }
        Arrays.fill(q, 0);
    }

    private void addKey(long[] keys, int number) {
        for (int j = 0; j < 2 * GROUP; j++) {
            q[j] ^= keys[2 * number + j % 2];
        }
    }

    /// S-boxes and diffusion, the same for all four blocks.
    private void round(int number) {
        substitute(number);
        for (int block = 0; block < GROUP; block++) {
            diffuse(2 * block);
        }
    }

    private void substitute(int number) {
        AesSlices.transpose(q);
        if (number % 2 == 0) {
            sBox.layer1(q);
        } else {
            sBox.layer2(q);
        }
        AesSlices.transpose(q);
    }

    /// A (§2.4.3), each octet a sum of seven of the sixteen, as steps on the four words of a block that share
    /// their sums: within each word, between words, each word's octets moved, between words again.
    private void diffuse(int at) {
        int t0 = sumOfOthers((int) (q[at] >>> 32));
        int t1 = sumOfOthers((int) q[at]);
        int t2 = sumOfOthers((int) (q[at + 1] >>> 32));
        int t3 = sumOfOthers((int) q[at + 1]);
        int u0 = t0 ^ t1 ^ t2;
        int u1 = t0 ^ t2 ^ t3;
        int u2 = t0 ^ t1 ^ t3;
        int u3 = t1 ^ t2 ^ t3;
        u1 = Integer.reverseBytes(Integer.rotateLeft(u1, 16));
        u2 = Integer.rotateLeft(u2, 16);
        u3 = Integer.reverseBytes(u3);
        q[at] = (long) (u0 ^ u1 ^ u2) << 32 | (u0 ^ u2 ^ u3) & 0xffffffffL;
        q[at + 1] = (long) (u0 ^ u1 ^ u3) << 32 | (u1 ^ u2 ^ u3) & 0xffffffffL;
    }

    /// Each octet becomes the sum of the other three of its word.
    private static int sumOfOthers(int word) {
        return Integer.rotateLeft(word, 8) ^ Integer.rotateLeft(word, 16) ^ Integer.rotateLeft(word, 24);
    }

    @Override
    public void close() {
        Arrays.fill(encryptionKeys, 0);
        Arrays.fill(decryptionKeys, 0);
        Arrays.fill(q, 0);
        sBox.wipe();
    }
}
