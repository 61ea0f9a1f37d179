package postern.crypto.cipher;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.ChaChaKernel;

/// ChaCha20 (RFC 8439 §2.3, §2.4): a stream cipher of additions, rotations and exclusive ors.
///
/// A block of keystream comes from sixteen 32-bit words, four of constants, eight of key, one counter and three
/// of nonce, standing as a square:
///
///     c c c c
///     k k k k
///     k k k k
///     # n n n
///
/// Ten times, the *quarter round* (§2.1) is applied to its four columns, then to its four diagonals:
///
///     a += b,  d = (d ⊕ a) <<< 16
///     c += d,  b = (b ⊕ c) <<< 12
///     a += b,  d = (d ⊕ a) <<< 8
///     c += d,  b = (b ⊕ c) <<< 7
///
/// That is a permutation, which anybody could undo; so the first square is added to the last, and the sum is the
/// block.
///
/// Nothing in it could depend on a secret: the time depends on the number of octets alone. Confined to one
/// thread.
public final class ChaCha20 implements AutoCloseable {
    /// Octets of the key.
    public static final int KEY_LENGTH = 32;
    /// Octets of the nonce.
    public static final int NONCE_LENGTH = 12;

    private static final int BLOCK = 64;
    /// "expand 32-byte k", four octets a word (§2.3).
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

    private static final int COUNTER = 12;

    /// Shorter rests are done block by block: a group takes as long as some blocks, however little of it is used.
    private static final int SHORTEST_REST = 128;

    private final int[] input = new int[16];
    private final int[] block = new int[16];
    private @Nullable ChaChaKernel kernel;
    /// A group's worth for the rest of a text that is shorter.
    private byte[] rest = {};

    /// Time is constant. ChaCha20 under `key`, which stays the caller's and may be closed at once.
    ///
    /// @throws IllegalArgumentException if the key has not 32 octets
    public ChaCha20(Secret key) {
        if (key.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("a ChaCha20 key has 32 octets, not " + key.length());
        }
        System.arraycopy(CONSTANTS, 0, input, 0, 4);
        for (int i = 0; i < 8; i++) {
            input[4 + i] = Endian.getIntLe(key.expose(), 4 * i);
        }
    }

    /// Computes long texts by a fast form from now on, which is taken over. Only this module has such forms.
    @SuppressWarnings("exports")
    public void use(ChaChaKernel kernel) {
        this.kernel = kernel;
        this.rest = new byte[kernel.groupLength()];
    }

    /// Time is constant. Begins the keystream of a nonce at a block.
    ///
    /// @param nonce 12 octets that must not come twice under one key
    /// @param counter the number of the first block
    /// @throws IllegalArgumentException if the nonce has not 12 octets
    public void begin(byte[] nonce, int counter) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a ChaCha20 nonce has 12 octets, not " + nonce.length);
        }
        input[COUNTER] = counter;
        for (int i = 0; i < 3; i++) {
            input[COUNTER + 1 + i] = Endian.getIntLe(nonce, 4 * i);
        }
    }

    /// Time depends on the number of octets alone. Adds keystream to `in` and writes the sum to `out` (§2.4).
    /// Each call takes whole blocks of keystream, and throws away what is left of its last. Both windows may be
    /// the same; else they must not overlap.
    ///
    /// @throws IllegalArgumentException if the windows differ in length
    public void crypt(Span in, Span out) {
        int length = in.length();
        if (out.length() != length) {
            throw new IllegalArgumentException("in has " + length + " octets, out " + out.length());
        }
        for (int at = cryptGroups(in, out); at < length; at += BLOCK) {
            nextBlock();
            int inAt = in.offset() + at;
            int outAt = out.offset() + at;
            if (length - at >= BLOCK) {
                addBlock(in.array(), inAt, out.array(), outAt);
            } else {
                for (int i = 0; i < length - at; i++) {
                    int octet = in.array()[inAt + i] ^ block[i / 4] >>> 8 * (i % 4);
                    out.array()[outAt + i] = (byte) octet;
                }
            }
        }
    }

    /// Does what the fast form can do, if there is one; the number of octets done.
    private int cryptGroups(Span in, Span out) {
        if (kernel == null) {
            return 0;
        }
        int groupLength = kernel.groupLength();
        int groups = in.length() / groupLength;
        kernel.crypt(input, in.array(), in.offset(), out.array(), out.offset(), groups);
        int done = groups * groupLength;
        input[COUNTER] += done / BLOCK;
        int left = in.length() - done;
        if (left < SHORTEST_REST) {
            return done;
        }
        System.arraycopy(in.array(), in.offset() + done, rest, 0, left);
        kernel.crypt(input, rest, 0, rest, 0, 1);
        System.arraycopy(rest, 0, out.array(), out.offset() + done, left);
        Arrays.fill(rest, (byte) 0);
        input[COUNTER] += (left + BLOCK - 1) / BLOCK;
        return in.length();
    }

    private void addBlock(byte[] in, int inAt, byte[] out, int outAt) {
        for (int i = 0; i < 16; i++) {
            Endian.putIntLe(out, outAt + 4 * i, Endian.getIntLe(in, inAt + 4 * i) ^ block[i]);
        }
    }

    /// The block function (§2.3). A kernel: written out flat, so that the sixteen words stay in registers.
    private void nextBlock() {
        int x0 = input[0];
        int x1 = input[1];
        int x2 = input[2];
        int x3 = input[3];
        int x4 = input[4];
        int x5 = input[5];
        int x6 = input[6];
        int x7 = input[7];
        int x8 = input[8];
        int x9 = input[9];
        int x10 = input[10];
        int x11 = input[11];
        int x12 = input[12];
        int x13 = input[13];
        int x14 = input[14];
        int x15 = input[15];
        for (int round = 0; round < 20; round += 2) {
            // Columns.
            x0 += x4;
            x12 = Integer.rotateLeft(x12 ^ x0, 16);
            x8 += x12;
            x4 = Integer.rotateLeft(x4 ^ x8, 12);
            x0 += x4;
            x12 = Integer.rotateLeft(x12 ^ x0, 8);
            x8 += x12;
            x4 = Integer.rotateLeft(x4 ^ x8, 7);
            x1 += x5;
            x13 = Integer.rotateLeft(x13 ^ x1, 16);
            x9 += x13;
            x5 = Integer.rotateLeft(x5 ^ x9, 12);
            x1 += x5;
            x13 = Integer.rotateLeft(x13 ^ x1, 8);
            x9 += x13;
            x5 = Integer.rotateLeft(x5 ^ x9, 7);
            x2 += x6;
            x14 = Integer.rotateLeft(x14 ^ x2, 16);
            x10 += x14;
            x6 = Integer.rotateLeft(x6 ^ x10, 12);
            x2 += x6;
            x14 = Integer.rotateLeft(x14 ^ x2, 8);
            x10 += x14;
            x6 = Integer.rotateLeft(x6 ^ x10, 7);
            x3 += x7;
            x15 = Integer.rotateLeft(x15 ^ x3, 16);
            x11 += x15;
            x7 = Integer.rotateLeft(x7 ^ x11, 12);
            x3 += x7;
            x15 = Integer.rotateLeft(x15 ^ x3, 8);
            x11 += x15;
            x7 = Integer.rotateLeft(x7 ^ x11, 7);
            // Diagonals.
            x0 += x5;
            x15 = Integer.rotateLeft(x15 ^ x0, 16);
            x10 += x15;
            x5 = Integer.rotateLeft(x5 ^ x10, 12);
            x0 += x5;
            x15 = Integer.rotateLeft(x15 ^ x0, 8);
            x10 += x15;
            x5 = Integer.rotateLeft(x5 ^ x10, 7);
            x1 += x6;
            x12 = Integer.rotateLeft(x12 ^ x1, 16);
            x11 += x12;
            x6 = Integer.rotateLeft(x6 ^ x11, 12);
            x1 += x6;
            x12 = Integer.rotateLeft(x12 ^ x1, 8);
            x11 += x12;
            x6 = Integer.rotateLeft(x6 ^ x11, 7);
            x2 += x7;
            x13 = Integer.rotateLeft(x13 ^ x2, 16);
            x8 += x13;
            x7 = Integer.rotateLeft(x7 ^ x8, 12);
            x2 += x7;
            x13 = Integer.rotateLeft(x13 ^ x2, 8);
            x8 += x13;
            x7 = Integer.rotateLeft(x7 ^ x8, 7);
            x3 += x4;
            x14 = Integer.rotateLeft(x14 ^ x3, 16);
            x9 += x14;
            x4 = Integer.rotateLeft(x4 ^ x9, 12);
            x3 += x4;
            x14 = Integer.rotateLeft(x14 ^ x3, 8);
            x9 += x14;
            x4 = Integer.rotateLeft(x4 ^ x9, 7);
        }
        block[0] = x0 + input[0];
        block[1] = x1 + input[1];
        block[2] = x2 + input[2];
        block[3] = x3 + input[3];
        block[4] = x4 + input[4];
        block[5] = x5 + input[5];
        block[6] = x6 + input[6];
        block[7] = x7 + input[7];
        block[8] = x8 + input[8];
        block[9] = x9 + input[9];
        block[10] = x10 + input[10];
        block[11] = x11 + input[11];
        block[12] = x12 + input[12];
        block[13] = x13 + input[13];
        block[14] = x14 + input[14];
        block[15] = x15 + input[15];
        input[COUNTER]++;
    }

    /// Overwrites the key and the last keystream. The object must not be used afterwards.
    @Override
    public void close() {
        Arrays.fill(input, 0);
        Arrays.fill(block, 0);
        if (kernel != null) {
            kernel.wipe();
        }
    }
}
