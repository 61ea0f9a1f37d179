package postern.crypto.cipher;

import java.util.Arrays;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;

/// Camellia (RFC 3713) with keys of 16 or 32 octets: a cipher with blocks of 16 octets, as strong as AES as far as
/// is known, at home in Japan and in GnuTLS.
///
/// A block is two halves D1, D2 of 64 bits. Each round changes one half by a function of the other (§2.3.1):
///
///     D2 = D2 ⊕ F(D1, k₁);  D1 = D1 ⊕ F(D2, k₂);  …
///
/// 18 rounds for keys of 128 bits, 24 for 256. F adds the key, sends the eight octets through S-boxes and mixes
/// them by exclusive ors (§2.4.1). After every six rounds the halves pass FL and its inverse (§2.4.2), which
/// are linear but turn bits across octets. At both ends keys are added.
///
/// Eight blocks are enciphered at once, so that one pass of [CamelliaSbox], which works on 64 octets cut into
/// bits, serves the F of all eight. Fewer blocks take as long as eight. Time depends on the key's length and
/// the number of blocks alone. Confined to one thread.
public final class Camellia implements BlockCipher {
    private static final int BLOCK = 16;
    private static final int GROUP = 8;

    /// Σ₁ to Σ₆ (§2.2).
    private static final long[] SIGMA = {
        0xa09e667f3bcc908bL, 0xb67ae8584caa73b2L, 0xc6ef372fe94f82beL,
        0x54ff53a5f1d36f1cL, 0x10e527fade682d1dL, 0xb05688c2b3e6c1fdL
    };

    /// §2.2, in the order of use: the subkeys come in pairs, each the two halves of one of KL, KR, KA, KB turned
    /// left by so many bits. In `A45/L60` the upper half is of one, the lower of the other.
    private static final String[] SCHEDULE_128 = {
        "L0", "A0", "L15", "A15", "A30", "L45", "A45/L60", "A60", "L77", "L94", "A94", "L111", "A111"
    };

    private static final String[] SCHEDULE_256 = {
        "L0", "B0", "R15", "A15", "R30", "B30", "L45", "A45", "L60", "R60", "B60", "L77", "A77", "R94", "A94", "L111",
        "B111"
    };

    /// All subkeys in the order of use: kw₁ kw₂, six k, two ke, six k, …, kw₃ kw₄; and as deciphering uses
    /// them.
    private final long[] encryptionKeys;

    private final long[] decryptionKeys;

    private final long[] d1 = new long[GROUP];
    private final long[] d2 = new long[GROUP];
    private final long[] q = new long[GROUP];

    /// Time depends on its length alone. Camellia under `key`, which stays the caller's and may be closed at
    /// once.
    ///
    /// @throws IllegalArgumentException if the key has not 16 or 32 octets
    public Camellia(Secret key) {
        if (key.length() != 16 && key.length() != 32) {
            throw new IllegalArgumentException("a Camellia key has 16 or 32 octets here, not " + key.length());
        }
        encryptionKeys = schedule(key.expose());
        decryptionKeys = reversed(encryptionKeys);
    }

    /// §2.2: KA and KB from KL and KR by four and two rounds; the subkeys from all four.
    private long[] schedule(byte[] key) {
        var parts = new long[8];
        boolean isLong = key.length == 32;
        for (int i = 0; i < key.length / 8; i++) {
            parts[i] = Endian.getLongBe(key, 8 * i);
        }
        d1[0] = parts[0] ^ parts[2];
        d2[0] = parts[1] ^ parts[3];
        addRound(d1, d2, SIGMA[0]);
        addRound(d2, d1, SIGMA[1]);
        d1[0] ^= parts[0];
        d2[0] ^= parts[1];
        addRound(d1, d2, SIGMA[2]);
        addRound(d2, d1, SIGMA[3]);
        parts[4] = d1[0];
        parts[5] = d2[0];
        d1[0] ^= parts[2];
        d2[0] ^= parts[3];
        addRound(d1, d2, SIGMA[4]);
        addRound(d2, d1, SIGMA[5]);
        parts[6] = d1[0];
        parts[7] = d2[0];
        var names = isLong ? SCHEDULE_256 : SCHEDULE_128;
        var keys = new long[2 * names.length];
        for (int i = 0; i < names.length; i++) {
            var halves = names[i].split("/", -1);
            keys[2 * i] = turned(parts, halves[0], 0);
            keys[2 * i + 1] = turned(parts, halves[halves.length - 1], 1);
        }
        Arrays.fill(parts, 0);
        wipeWork();
        return keys;
    }

    /// One half, 0 the upper, of the 128 bits that the name's letter stands for, turned left by the name's number.
    private static long turned(long[] parts, String name, int half) {
        int source = 2 * "LRAB".indexOf(name.charAt(0));
        int distance = Integer.parseInt(name, 1, name.length(), 10) + 64 * half;
        long first = parts[source + distance / 64 % 2];
        long second = parts[source + (distance / 64 + 1) % 2];
        int bits = distance % 64;
        return bits == 0 ? first : first << bits | second >>> 64 - bits;
    }

    /// Deciphering is enciphering with the subkeys in reverse, save that each pair at the ends stays in order
    /// (§2.3.3).
    private static long[] reversed(long[] keys) {
        var reversed = new long[keys.length];
        int last = keys.length - 1;
        for (int i = 0; i <= last; i++) {
            reversed[i] = keys[last - i];
        }
        reversed[0] = keys[last - 1];
        reversed[1] = keys[last];
        reversed[last - 1] = keys[0];
        reversed[last] = keys[1];
        return reversed;
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
        int blocks = BlockCipher.blocks(this, in, out);
        for (int first = 0; first < blocks; first += GROUP) {
            int count = Math.min(GROUP, blocks - first);
            for (int j = 0; j < count; j++) {
                int at = in.offset() + BLOCK * (first + j);
                d1[j] = Endian.getLongBe(in.array(), at) ^ keys[0];
                d2[j] = Endian.getLongBe(in.array(), at + 8) ^ keys[1];
            }
            rounds(keys);
            int last = keys.length - 2;
            for (int j = 0; j < count; j++) {
                int at = out.offset() + BLOCK * (first + j);
                Endian.putLongBe(out.array(), at, d2[j] ^ keys[last]);
                Endian.putLongBe(out.array(), at + 8, d1[j] ^ keys[last + 1]);
            }
        }
        wipeWork();
    }

    /// §2.3.1: six rounds, FL and its inverse, six rounds, …, six rounds.
    private void rounds(long[] keys) {
        int end = keys.length - 2;
        for (int at = 2; at < end; at += 8) {
            for (int round = 0; round < 6; round += 2) {
                addRound(d1, d2, keys[at + round]);
                addRound(d2, d1, keys[at + round + 1]);
            }
            if (at + 6 < end) {
                for (int j = 0; j < GROUP; j++) {
                    d1[j] = fl(d1[j], keys[at + 6]);
                    d2[j] = flInverse(d2[j], keys[at + 7]);
                }
            }
        }
    }

    /// `to` ⊕= F(`from`, key) in each of the eight blocks.
    private void addRound(long[] from, long[] to, long key) {
        for (int j = 0; j < GROUP; j++) {
            q[j] = from[j] ^ key;
        }
        AesSlices.transpose(q);
        CamelliaSbox.substitute(q);
        AesSlices.transpose(q);
        for (int j = 0; j < GROUP; j++) {
            to[j] ^= mix(q[j]);
        }
    }

    /// P (§2.4.1), each octet a sum of five or six of the eight, as four steps on words that share their sums.
    private static long mix(long t) {
        int left = (int) (t >>> 32);
        int right = (int) t;
        left ^= Integer.rotateLeft(right, 8);
        right ^= Integer.rotateLeft(left, 16);
        left ^= Integer.rotateRight(right, 8);
        right ^= Integer.rotateRight(left, 8);
        return (long) right << 32 | left & 0xffffffffL;
    }

    /// FL (§2.4.2).
    private static long fl(long x, long key) {
        int left = (int) (x >>> 32);
        int right = (int) x;
        right ^= Integer.rotateLeft(left & (int) (key >>> 32), 1);
        left ^= right | (int) key;
        return (long) left << 32 | right & 0xffffffffL;
    }

    /// FL's inverse (§2.4.2).
    private static long flInverse(long y, long key) {
        int left = (int) (y >>> 32);
        int right = (int) y;
        left ^= right | (int) key;
        right ^= Integer.rotateLeft(left & (int) (key >>> 32), 1);
        return (long) left << 32 | right & 0xffffffffL;
    }

    private void wipeWork() {
        Arrays.fill(d1, 0);
        Arrays.fill(d2, 0);
        Arrays.fill(q, 0);
    }

    @Override
    public void close() {
        Arrays.fill(encryptionKeys, 0);
        Arrays.fill(decryptionKeys, 0);
        wipeWork();
    }
}
