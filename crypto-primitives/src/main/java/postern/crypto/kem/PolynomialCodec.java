package postern.crypto.kem;

/// Polynomials as octets: ByteEncode and ByteDecode (FIPS 203 §4.2.1), with Compress and Decompress, which drop
/// the low bits of coefficients. Time depends on the number of bits alone.
final class PolynomialCodec {
    /// Bits of a coefficient that is not compressed.
    static final int FULL = 12;

    /// ⌈2³⁵ / q⌉. For n < 2²³, ⌊n / q⌋ = n · this >> 35: the excess of the factor is below 1, so that of the
    /// product is below 2²³⁻³⁵ < 1/q and cannot lift a quotient to the next integer. Instead of a division,
    /// whose time would depend on the secret dividend ("KyberSlash", 2023).
    private static final long RECIPROCAL = ((1L << 35) + Polynomial.Q - 1) / Polynomial.Q;

    private PolynomialCodec() {}

    /// Octets of a polynomial at `bits` bits a coefficient.
    static int octets(int bits) {
        return Polynomial.N / 8 * bits;
    }

    /// Compress_d(x) = ⌈2ᵈ/q · x⌋ modulo 2ᵈ (equation 4.7). As q is odd, the nearest integer to n/q is
    /// ⌊(n + (q − 1)/2) / q⌋.
    static int compress(int x, int bits) {
        long n = ((long) x << bits) + (Polynomial.Q - 1) / 2;
        return (int) (n * RECIPROCAL >>> 35) & (1 << bits) - 1;
    }

    /// Decompress_d(y) = ⌈q/2ᵈ · y⌋ (equation 4.8).
    static int decompress(int y, int bits) {
        return (y * Polynomial.Q + (1 << bits - 1)) >> bits;
    }

    /// ByteEncode₁₂ of the canonical residues; |f| < 104000.
    static void encode(int[] f, byte[] out, int offset) {
        for (int i = 0, at = offset; i < Polynomial.N; i += 2, at += 3) {
            int pair = Polynomial.canonical(f[i]) | Polynomial.canonical(f[i + 1]) << 12;
            out[at] = (byte) pair;
            out[at + 1] = (byte) (pair >> 8);
            out[at + 2] = (byte) (pair >> 16);
        }
    }

    /// ByteDecode₁₂, without reduction: coefficients from 0 to 4095.
    static void decode(byte[] in, int offset, int[] f) {
        for (int i = 0, at = offset; i < Polynomial.N; i += 2, at += 3) {
            int pair = in[at] & 0xff | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16;
            f[i] = pair & 0xfff;
            f[i + 1] = pair >> 12;
        }
    }

    /// ByteEncode_d(Compress_d(f)): coefficients one after the other, lowest bits first.
    static void encodeCompressed(int[] f, int bits, byte[] out, int offset) {
        long pending = 0;
        int held = 0;
        int at = offset;
        for (int coefficient : f) {
            pending |= (long) compress(Polynomial.canonical(coefficient), bits) << held;
            held += bits;
            while (held >= 8) {
                out[at++] = (byte) pending;
                pending >>>= 8;
                held -= 8;
            }
        }
    }

    /// Decompress_d(ByteDecode_d(in)).
    static void decodeCompressed(byte[] in, int offset, int bits, int[] f) {
        long pending = 0;
        int held = 0;
        int at = offset;
        for (int i = 0; i < Polynomial.N; i++) {
            while (held < bits) {
                pending |= (in[at++] & 0xffL) << held;
                held += 8;
            }
            f[i] = decompress((int) pending & (1 << bits) - 1, bits);
            pending >>>= bits;
            held -= bits;
        }
    }
}
