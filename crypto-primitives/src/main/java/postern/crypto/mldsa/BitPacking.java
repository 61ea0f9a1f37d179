package postern.crypto.mldsa;

/// Polynomials as strings of bits, lowest first (FIPS 204 §7.1). Time depends on the number of bits alone.
final class BitPacking {
    private BitPacking() {}

    /// Octets of a polynomial at `bits` bits a coefficient.
    static int octets(int bits) {
        return Ring.N / 8 * bits;
    }

    /// BitPack (algorithm 17): `top` minus each coefficient, in `bits` bits. With `top` zero and negated
    /// coefficients it is SimpleBitPack (algorithm 16).
    static void pack(int[] f, int top, int bits, byte[] out, int offset) {
        long pending = 0;
        int held = 0;
        int at = offset;
        for (int coefficient : f) {
            pending |= (long) (top - coefficient) << held;
            held += bits;
            while (held >= 8) {
                out[at++] = (byte) pending;
                pending >>>= 8;
                held -= 8;
            }
        }
    }

    /// SimpleBitPack (algorithm 16) of coefficients that are not negative.
    static void packSimply(int[] f, int bits, byte[] out, int offset) {
        var negated = new int[Ring.N];
        for (int i = 0; i < Ring.N; i++) {
            negated[i] = -f[i];
        }
        pack(negated, 0, bits, out, offset);
    }

    /// SimpleBitUnpack (algorithm 18).
    static int[] unpackSimply(byte[] in, int offset, int bits) {
        var f = new int[Ring.N];
        long pending = 0;
        int held = 0;
        int at = offset;
        for (int i = 0; i < Ring.N; i++) {
            while (held < bits) {
                pending |= (in[at++] & 0xffL) << held;
                held += 8;
            }
            f[i] = (int) pending & (1 << bits) - 1;
            pending >>>= bits;
            held -= bits;
        }
        return f;
    }

    /// BitUnpack (algorithm 19): `top` minus what stands there.
    static int[] unpack(byte[] in, int offset, int top, int bits) {
        var f = unpackSimply(in, offset, bits);
        for (int i = 0; i < Ring.N; i++) {
            f[i] = top - f[i];
        }
        return f;
    }
}
