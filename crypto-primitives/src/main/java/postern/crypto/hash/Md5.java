package postern.crypto.hash;

import java.util.Arrays;
import postern.crypto.bytes.Endian;

/// MD5 (RFC 1321): blocks of 64 octets, a state of four 32-bit words, 64 steps a block, everything little-endian.
///
/// **Broken:** two messages with the same digest are found in seconds (Wang, Yu 2005). It is here because TLS 1.0
/// and 1.1 derive their keys with it (together with SHA-1, RFC 2246 §5) and CRAM-MD5 authenticates with HMAC-MD5,
/// neither of which rests on collisions. It must not be used for signatures or for anything new.
///
/// A step (§3.4) takes one word X of the block, in an order that changes with each of the four rounds:
///
///     a = b + ((a + f(b, c, d) + X[k] + T[i]) <<< s)
///
/// and the four words change places. Time depends on the number of blocks alone.
final class Md5 extends MerkleDamgard {
    /// T: the first 32 bits of the fractional parts of |sin 1|, |sin 2|, …, in radians (§3.4).
    private static final int[] T = {
        0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
        0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
        0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
        0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
        0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
        0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
        0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
        0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391
    };

    /// The rotations s: in each round four, again and again (§3.4).
    private static final int[] ROTATIONS = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

    /// §3.3.
    private static final int[] INITIAL = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

    private final int[] state = INITIAL.clone();
    private final int[] x = new int[16];

    /// A hash of nothing yet.
    Md5() {
        super(HashAlgorithm.MD5);
    }

    @Override
    void compress(byte[] in, int offset, int blocks) {
        for (int block = 0; block < blocks; block++) {
            for (int i = 0; i < 16; i++) {
                x[i] = Endian.getIntLe(in, offset + block * 64 + 4 * i);
            }
            steps();
        }
    }

    private void steps() {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int i = 0; i < 64; i++) {
            int round = i / 16;
            int f = switch (round) {
                case 0 -> d ^ (b & (c ^ d));
                case 1 -> c ^ (d & (b ^ c));
                case 2 -> b ^ c ^ d;
                default -> c ^ (b | ~d);
            };
            int k = switch (round) {
                case 0 -> i;
                case 1 -> 5 * i + 1;
                case 2 -> 3 * i + 5;
                default -> 7 * i;
            };
            int sum = a + f + x[k % 16] + T[i];
            a = d;
            d = c;
            c = b;
            b += Integer.rotateLeft(sum, ROTATIONS[4 * round + i % 4]);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    @Override
    void writeState(byte[] out, int offset) {
        for (int i = 0; i < 4; i++) {
            Endian.putIntLe(out, offset + 4 * i, state[i]);
        }
    }

    @Override
    void writeLength(byte[] block, long octets) {
        Endian.putLongLe(block, 56, octets << 3);
    }

    @Override
    void initialise() {
        System.arraycopy(INITIAL, 0, state, 0, state.length);
    }

    @Override
    void copyState(MerkleDamgard source) {
        System.arraycopy(((Md5) source).state, 0, state, 0, state.length);
    }

    @Override
    void wipeState() {
        Arrays.fill(x, 0);
        initialise();
    }
}
