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
/// stands. MixColumns adds to each octet those below it in its column; in the stored state, the one below octet (r,
/// c) is found at (r + 1, c + i). After four rounds everything is back in place. (A. Adomnicai and T. Peyrin,
/// "Fixslicing AES-like ciphers", TCHES 2021.) The round keys are stored shifted to match; see [Aes].
///
/// Everything here is a fixed sequence of Boolean operations and rotations: time is constant.
final class AesSlices {
    private AesSlices() {}

    /// Reads four blocks. Each long of the matrix that is then transposed holds the octets of two columns, c and c
    /// + 2, of one block, alternating: octet 2·row + (c div 2) of long 4·(c mod 2) + block.
    static void pack(byte[] in, int offset, long[] q) {
        for (int block = 0; block < 4; block++) {
            int at = offset + 16 * block;
            q[block] = spread(Endian.getIntLe(in, at)) | spread(Endian.getIntLe(in, at + 8)) << 8;
            q[4 + block] = spread(Endian.getIntLe(in, at + 4)) | spread(Endian.getIntLe(in, at + 12)) << 8;
        }
        transpose(q);
    }

    /// Writes four blocks: the inverse of [#pack(byte\[\], int, long\[\])], which leaves `q` useless.
    static void unpack(long[] q, byte[] out, int offset) {
        transpose(q);
        for (int block = 0; block < 4; block++) {
            int at = offset + 16 * block;
            Endian.putIntLe(out, at, gather(q[block]));
            Endian.putIntLe(out, at + 4, gather(q[4 + block]));
            Endian.putIntLe(out, at + 8, gather(q[block] >>> 8));
            Endian.putIntLe(out, at + 12, gather(q[4 + block] >>> 8));
        }
    }

    /// The four octets of a word at the even octets of a long.
    private static long spread(int word) {
        long x = word & 0xffffffffL;
        x = (x | x << 16) & 0x0000ffff0000ffffL;
        return (x | x << 8) & 0x00ff00ff00ff00ffL;
    }

    /// The even octets of a long as a word.
    private static int gather(long x) {
        x &= 0x00ff00ff00ff00ffL;
        x = (x | x >>> 8) & 0x0000ffff0000ffffL;
        return (int) (x | x >>> 16);
    }

    /// Transposes eight 8×8 matrices of bits: bit i of octet p of long j goes to bit j of octet p of long i. Its
    /// own inverse. Three steps exchange single bits, pairs and halves of octets.
    static void transpose(long[] q) {
        for (int i = 0; i < 8; i += 2) {
            exchange(q, i, i + 1, 1);
        }
        for (int i = 0; i < 8; i += 4) {
            exchange(q, i, i + 2, 2);
            exchange(q, i + 1, i + 3, 2);
        }
        for (int i = 0; i < 4; i++) {
            exchange(q, i, i + 4, 4);
        }
    }

    /// Exchanges the upper `width` bits, 1, 2 or 4, of each group of 2·width bits in `q[low]` with the lower ones
    /// in `q[high]`.
    private static void exchange(long[] q, int low, int high, int width) {
        long mask = switch (width) {
            case 1 -> 0x5555555555555555L;
            case 2 -> 0x3333333333333333L;
            default -> 0x0f0f0f0f0f0f0f0fL;
        };
        long difference = (q[low] >>> width ^ q[high]) & mask;
        q[high] ^= difference;
        q[low] ^= difference << width;
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
        // Four calls with a constant each: the compiler makes of each the rotations and masks that it takes.
        switch (shifts) {
            case 0 -> mixShifted(q, 0);
            case 1 -> mixShifted(q, 1);
            case 2 -> mixShifted(q, 2);
            default -> mixShifted(q, 3);
        }
    }

    private static void mixShifted(long[] q, int shifts) {
        // What bit i − 1 of a + b contributes to bit i; first the top bit's.
        long a7 = q[7];
        long top = a7 ^ below(a7, shifts);
        long carried = top;
        for (int i = 0; i < 8; i++) {
            long a = q[i];
            long b = below(a, shifts);
            long sum = a ^ b;
            long mixed = carried ^ b ^ twoBelow(sum, shifts);
            q[i] = i == 1 || i == 3 || i == 4 ? mixed ^ top : mixed;
            carried = sum;
        }
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
