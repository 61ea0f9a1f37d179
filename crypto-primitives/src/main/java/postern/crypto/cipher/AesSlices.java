package postern.crypto.cipher;

import postern.crypto.bytes.Endian;

/// Four AES states side by side, cut into bits: `q[i]` holds bit i of all 64 octets.
///
/// Bit 16·row + 4·column + block of each `q[i]` belongs to the octet in that row and column (FIPS 197 §3.4: octet
/// row + 4·column of the block) of that block. So a rotation by 16 bits moves all octets up one row, and one
/// Boolean operation serves 64 octets.
///
/// **ShiftRows is never done.** It moves row r by r columns to the left. After i rounds without it the state that
/// is stored, S, and the one that FIPS 197 means differ by i ShiftRows. SubBytes does not care where an octet
/// stands. MixColumns adds to each octet those below it in its column; in the stored state, the one below octet
/// (r, c) is found at (r + 1, c + i). After four rounds everything is back in place. (A. Adomnicai and T. Peyrin,
/// "Fixslicing AES-like ciphers", TCHES 2021.) The round keys are stored shifted to match; see [Aes].
///
/// Everything here is a fixed sequence of Boolean operations and rotations: time is constant.
final class AesSlices {
    private static final long LOW = 0xffffffffL;

    private AesSlices() {}

    /// Reads four blocks. Each long of the matrix that is then transposed holds the octets of two columns, c and
    /// c + 2, of one block, alternating: octet 2·row + (c div 2) of long 4·(c mod 2) + block.
    static void pack(byte[] in, int offset, long[] q) {
        for (int block = 0; block < 4; block++) {
            long columns01 = Endian.getLongLe(in, offset + 16 * block);
            long columns23 = Endian.getLongLe(in, offset + 16 * block + 8);
            q[block] = alternate(columns01 & LOW | columns23 << 32);
            q[4 + block] = alternate(columns01 >>> 32 | columns23 & ~LOW);
        }
        transpose(q);
    }

    /// Writes four blocks: the inverse of [#pack(byte\[\], int, long\[\])], which leaves `q` useless.
    static void unpack(long[] q, byte[] out, int offset) {
        transpose(q);
        for (int block = 0; block < 4; block++) {
            long columns02 = separate(q[block]);
            long columns13 = separate(q[4 + block]);
            Endian.putLongLe(out, offset + 16 * block, columns02 & LOW | columns13 << 32);
            Endian.putLongLe(out, offset + 16 * block + 8, columns02 >>> 32 | columns13 & ~LOW);
        }
    }

    /// From octets abcdefgh to aebfcgdh: first pairs, then single octets change places.
    private static long alternate(long x) {
        return exchangeInner(exchangeInner(x, 0xffff0000L, 16), 0x0000ff000000ff00L, 8);
    }

    /// The inverse of [#alternate(long)].
    private static long separate(long x) {
        return exchangeInner(exchangeInner(x, 0x0000ff000000ff00L, 8), 0xffff0000L, 16);
    }

    /// Exchanges the bits under the mask with those `distance` places above.
    private static long exchangeInner(long x, long mask, int distance) {
        long difference = (x ^ x >>> distance) & mask;
        return x ^ difference ^ difference << distance;
    }

    /// Transposes eight 8×8 matrices of bits: bit i of octet p of long j goes to bit j of octet p of long i. Its
    /// own inverse. Three steps: single bits between neighbours, pairs of bits two longs apart, halves of octets
    /// four longs apart; each exchanges the upper part in one long with the lower in the other. Written out flat,
    /// so that the longs stay in registers.
    static void transpose(long[] q) {
        long a0 = q[0];
        long a1 = q[1];
        long a2 = q[2];
        long a3 = q[3];
        long a4 = q[4];
        long a5 = q[5];
        long a6 = q[6];
        long a7 = q[7];
        long t0 = (a0 >>> 1 ^ a1) & 0x5555555555555555L;
        a1 ^= t0;
        a0 ^= t0 << 1;
        long t1 = (a2 >>> 1 ^ a3) & 0x5555555555555555L;
        a3 ^= t1;
        a2 ^= t1 << 1;
        long t2 = (a4 >>> 1 ^ a5) & 0x5555555555555555L;
        a5 ^= t2;
        a4 ^= t2 << 1;
        long t3 = (a6 >>> 1 ^ a7) & 0x5555555555555555L;
        a7 ^= t3;
        a6 ^= t3 << 1;
        long t4 = (a0 >>> 2 ^ a2) & 0x3333333333333333L;
        a2 ^= t4;
        a0 ^= t4 << 2;
        long t5 = (a1 >>> 2 ^ a3) & 0x3333333333333333L;
        a3 ^= t5;
        a1 ^= t5 << 2;
        long t6 = (a4 >>> 2 ^ a6) & 0x3333333333333333L;
        a6 ^= t6;
        a4 ^= t6 << 2;
        long t7 = (a5 >>> 2 ^ a7) & 0x3333333333333333L;
        a7 ^= t7;
        a5 ^= t7 << 2;
        long t8 = (a0 >>> 4 ^ a4) & 0x0f0f0f0f0f0f0f0fL;
        a4 ^= t8;
        a0 ^= t8 << 4;
        long t9 = (a1 >>> 4 ^ a5) & 0x0f0f0f0f0f0f0f0fL;
        a5 ^= t9;
        a1 ^= t9 << 4;
        long t10 = (a2 >>> 4 ^ a6) & 0x0f0f0f0f0f0f0f0fL;
        a6 ^= t10;
        a2 ^= t10 << 4;
        long t11 = (a3 >>> 4 ^ a7) & 0x0f0f0f0f0f0f0f0fL;
        a7 ^= t11;
        a3 ^= t11 << 4;
        q[0] = a0;
        q[1] = a1;
        q[2] = a2;
        q[3] = a3;
        q[4] = a4;
        q[5] = a5;
        q[6] = a6;
        q[7] = a7;
    }

    /// Adds eight longs of round key.
    static void addRoundKey(long[] q, long[] keys, int at) {
        for (int i = 0; i < 8; i++) {
            q[i] ^= keys[at + i];
        }
    }

    /// MixColumns (FIPS 197 §5.1.3) where ShiftRows was left out `shifts` times, modulo 4. With a = (r, c), and b,
    /// d, e below it:
    ///
    ///     a' = {02}·a + {03}·b + d + e = {02}·(a + b) + b + (d + e)
    ///
    /// d + e is a + b moved by two rows. {02}·x moves the bits up by one; the top bit comes back as x⁴ + x³ + x
    /// + 1.
    static void mixColumns(long[] q, int shifts) {
        switch (shifts) {
            case 0 -> mixUnshifted(q);
            case 1 -> mixShiftedOnce(q);
            case 2 -> mixShiftedTwice(q);
            default -> mixShiftedThrice(q);
        }
    }

    /// Bit i of {02}·(a + b) is bit i − 1 of a + b, and in bits 0, 1, 3 and 4 also the top bit. The same four
    /// times, with a constant each: of a method for all the compiler would make one with variable rotations.
    private static void mixUnshifted(long[] q) {
        long a7 = q[7];
        long b7 = below(a7, 0);
        long s7 = a7 ^ b7;
        long a0 = q[0];
        long b0 = below(a0, 0);
        long s0 = a0 ^ b0;
        q[0] = s7 ^ b0 ^ twoBelow(s0, 0);
        long a1 = q[1];
        long b1 = below(a1, 0);
        long s1 = a1 ^ b1;
        q[1] = s7 ^ s0 ^ b1 ^ twoBelow(s1, 0);
        long a2 = q[2];
        long b2 = below(a2, 0);
        long s2 = a2 ^ b2;
        q[2] = s1 ^ b2 ^ twoBelow(s2, 0);
        long a3 = q[3];
        long b3 = below(a3, 0);
        long s3 = a3 ^ b3;
        q[3] = s7 ^ s2 ^ b3 ^ twoBelow(s3, 0);
        long a4 = q[4];
        long b4 = below(a4, 0);
        long s4 = a4 ^ b4;
        q[4] = s7 ^ s3 ^ b4 ^ twoBelow(s4, 0);
        long a5 = q[5];
        long b5 = below(a5, 0);
        long s5 = a5 ^ b5;
        q[5] = s4 ^ b5 ^ twoBelow(s5, 0);
        long a6 = q[6];
        long b6 = below(a6, 0);
        long s6 = a6 ^ b6;
        q[6] = s5 ^ b6 ^ twoBelow(s6, 0);
        q[7] = s6 ^ b7 ^ twoBelow(s7, 0);
    }

    /// As `mixUnshifted`.
    private static void mixShiftedOnce(long[] q) {
        long a7 = q[7];
        long b7 = below(a7, 1);
        long s7 = a7 ^ b7;
        long a0 = q[0];
        long b0 = below(a0, 1);
        long s0 = a0 ^ b0;
        q[0] = s7 ^ b0 ^ twoBelow(s0, 1);
        long a1 = q[1];
        long b1 = below(a1, 1);
        long s1 = a1 ^ b1;
        q[1] = s7 ^ s0 ^ b1 ^ twoBelow(s1, 1);
        long a2 = q[2];
        long b2 = below(a2, 1);
        long s2 = a2 ^ b2;
        q[2] = s1 ^ b2 ^ twoBelow(s2, 1);
        long a3 = q[3];
        long b3 = below(a3, 1);
        long s3 = a3 ^ b3;
        q[3] = s7 ^ s2 ^ b3 ^ twoBelow(s3, 1);
        long a4 = q[4];
        long b4 = below(a4, 1);
        long s4 = a4 ^ b4;
        q[4] = s7 ^ s3 ^ b4 ^ twoBelow(s4, 1);
        long a5 = q[5];
        long b5 = below(a5, 1);
        long s5 = a5 ^ b5;
        q[5] = s4 ^ b5 ^ twoBelow(s5, 1);
        long a6 = q[6];
        long b6 = below(a6, 1);
        long s6 = a6 ^ b6;
        q[6] = s5 ^ b6 ^ twoBelow(s6, 1);
        q[7] = s6 ^ b7 ^ twoBelow(s7, 1);
    }

    /// As `mixUnshifted`.
    private static void mixShiftedTwice(long[] q) {
        long a7 = q[7];
        long b7 = below(a7, 2);
        long s7 = a7 ^ b7;
        long a0 = q[0];
        long b0 = below(a0, 2);
        long s0 = a0 ^ b0;
        q[0] = s7 ^ b0 ^ twoBelow(s0, 2);
        long a1 = q[1];
        long b1 = below(a1, 2);
        long s1 = a1 ^ b1;
        q[1] = s7 ^ s0 ^ b1 ^ twoBelow(s1, 2);
        long a2 = q[2];
        long b2 = below(a2, 2);
        long s2 = a2 ^ b2;
        q[2] = s1 ^ b2 ^ twoBelow(s2, 2);
        long a3 = q[3];
        long b3 = below(a3, 2);
        long s3 = a3 ^ b3;
        q[3] = s7 ^ s2 ^ b3 ^ twoBelow(s3, 2);
        long a4 = q[4];
        long b4 = below(a4, 2);
        long s4 = a4 ^ b4;
        q[4] = s7 ^ s3 ^ b4 ^ twoBelow(s4, 2);
        long a5 = q[5];
        long b5 = below(a5, 2);
        long s5 = a5 ^ b5;
        q[5] = s4 ^ b5 ^ twoBelow(s5, 2);
        long a6 = q[6];
        long b6 = below(a6, 2);
        long s6 = a6 ^ b6;
        q[6] = s5 ^ b6 ^ twoBelow(s6, 2);
        q[7] = s6 ^ b7 ^ twoBelow(s7, 2);
    }

    /// As `mixUnshifted`.
    private static void mixShiftedThrice(long[] q) {
        long a7 = q[7];
        long b7 = below(a7, 3);
        long s7 = a7 ^ b7;
        long a0 = q[0];
        long b0 = below(a0, 3);
        long s0 = a0 ^ b0;
        q[0] = s7 ^ b0 ^ twoBelow(s0, 3);
        long a1 = q[1];
        long b1 = below(a1, 3);
        long s1 = a1 ^ b1;
        q[1] = s7 ^ s0 ^ b1 ^ twoBelow(s1, 3);
        long a2 = q[2];
        long b2 = below(a2, 3);
        long s2 = a2 ^ b2;
        q[2] = s1 ^ b2 ^ twoBelow(s2, 3);
        long a3 = q[3];
        long b3 = below(a3, 3);
        long s3 = a3 ^ b3;
        q[3] = s7 ^ s2 ^ b3 ^ twoBelow(s3, 3);
        long a4 = q[4];
        long b4 = below(a4, 3);
        long s4 = a4 ^ b4;
        q[4] = s7 ^ s3 ^ b4 ^ twoBelow(s4, 3);
        long a5 = q[5];
        long b5 = below(a5, 3);
        long s5 = a5 ^ b5;
        q[5] = s4 ^ b5 ^ twoBelow(s5, 3);
        long a6 = q[6];
        long b6 = below(a6, 3);
        long s6 = a6 ^ b6;
        q[6] = s5 ^ b6 ^ twoBelow(s6, 3);
        q[7] = s6 ^ b7 ^ twoBelow(s7, 3);
    }

    /// Each bit's neighbour at (row + 1, column + shifts): 16 + 4·shifts places up, or where that column is beyond
    /// the right edge 16 fewer.
    private static long below(long x, int shifts) {
        long inside = 0x0001000100010001L * ((1 << 16 - 4 * shifts) - 1);
        return select(inside, Long.rotateRight(x, 16 + 4 * shifts), Long.rotateRight(x, 4 * shifts));
    }

    /// Each bit's neighbour at (row + 2, column + 2·shifts): the same twice.
    private static long twoBelow(long x, int shifts) {
        int columns = 2 * (shifts & 1);
        long inside = 0x0001000100010001L * ((1 << 16 - 4 * columns) - 1);
        return select(inside, Long.rotateRight(x, 32 + 4 * columns), Long.rotateRight(x, 16 + 4 * columns));
    }

    /// `a` where the mask, which is a constant, is ones, `b` elsewhere.
    private static long select(long mask, long a, long b) {
        return mask == -1 ? a : b ^ (mask & (a ^ b));
    }

    /// InvMixColumns (FIPS 197 §5.3.3). As polynomials over a column, its matrix is that of MixColumns times
    /// {04}·y² + {05}: so {04}·(a + d), d two rows below a, is added to each octet a, and MixColumns follows.
    static void mixColumnsInverse(long[] q, int shifts) {
        // {04}·x moves bit i to i + 2; bits 6 and 7 come back as x⁸ = x⁴ + x³ + x + 1 and x⁹ = x⁵ + x⁴ + x² + x.
        long sum6 = q[6] ^ twoBelow(q[6], shifts);
        long sum7 = q[7] ^ twoBelow(q[7], shifts);
        long beforeLast = sum6;
        long last = sum6 ^ sum7;
        for (int i = 0; i < 8; i++) {
            long sum = q[i] ^ twoBelow(q[i], shifts);
            long reduction6 = i == 3 || i == 4 ? sum6 : 0;
            long reduction7 = i == 2 || i == 4 || i == 5 ? sum7 : 0;
            q[i] ^= beforeLast ^ reduction6 ^ reduction7;
            beforeLast = last;
            last = sum;
        }
        mixColumns(q, shifts);
    }

    /// ShiftRows twice, which is its own inverse: the odd rows turn by two columns.
    static void shiftRowsTwice(long[] q) {
        for (int i = 0; i < 8; i++) {
            long difference = (q[i] ^ q[i] >>> 8) & 0x00ff000000ff0000L;
            q[i] ^= difference ^ difference << 8;
        }
    }
}
