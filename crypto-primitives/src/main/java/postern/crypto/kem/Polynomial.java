package postern.crypto.kem;

/// Polynomials of degree below 256 over the integers modulo q = 3329, modulo X²⁵⁶ + 1 (FIPS 203 §2.4): what
/// ML-KEM calculates with.
///
/// A polynomial is an `int[256]`, its coefficients residues in any representation, negative ones too. An `int`
/// has room for 2³¹ ÷ q² ≈ 193 products of reduced coefficients, so that most sums need no reduction on the way;
/// the bound stands beside each.
///
/// **The number-theoretic transform** (§4.3). Modulo q there is a 256th root of unity, ζ = 17, so that X²⁵⁶ + 1
/// splits into 128 factors X² − γ with γ an odd power of ζ. The transform writes a polynomial as its 128
/// remainders, of degree one, and then a product of polynomials costs 128 small products.
///
/// **Montgomery's form.** A product by a constant c is computed as `montgomery(a · c·2¹⁶)`: multiplications, a
/// shift and a subtraction, where a remainder would need a division, whose time depends on the dividend. Time is
/// constant throughout.
final class Polynomial {
    /// Coefficients of a polynomial.
    static final int N = 256;
    /// The prime.
    static final int Q = 3329;

    /// q⁻¹ modulo 2¹⁶, as a signed number.
    private static final int Q_INVERSE = -3327;
    /// ⌊2²⁶ / q⌉.
    private static final int BARRETT = ((1 << 26) + Q / 2) / Q;

    private static final int ZETA = 17;

    /// ζ^BitRev₇(i) in Montgomery's form (FIPS 203 appendix A).
    private static final int[] ZETAS = new int[128];
    /// γᵢ = ζ^(2·BitRev₇(i) + 1) in Montgomery's form.
    private static final int[] GAMMAS = new int[128];

    /// 2³² modulo q: brings a number into Montgomery's form.
    private static final int R_SQUARED = toResidue(1L << 32);
    /// 128⁻¹ · 2³²: ends the inverse transform, and undoes the 2⁻¹⁶ that a product left.
    private static final int INVERSE_SCALE = toResidue(3303L * R_SQUARED);

    static {
        for (int i = 0; i < 128; i++) {
            int reversed = Integer.reverse(i) >>> 25;
            ZETAS[i] = toResidue((long) power(reversed) << 16);
            GAMMAS[i] = toResidue((long) power(2 * reversed + 1) << 16);
        }
    }

    private Polynomial() {}

    private static int power(int exponent) {
        int product = 1;
        for (int i = 0; i < exponent; i++) {
            product = product * ZETA % Q;
        }
        return product;
    }

    /// The residue nearest to zero. For public constants only: it divides.
    private static int toResidue(long number) {
        int residue = (int) (number % Q);
        return residue > Q / 2 ? residue - Q : residue;
    }

    /// a · 2⁻¹⁶ modulo q, between ±(|a|/2¹⁶ + q/2): a minus that multiple of q which ends in the same 16 bits.
    private static int montgomery(int a) {
        return (a - (short) (a * Q_INVERSE) * Q) >> 16;
    }

    /// The residue of `a` between −q/2 and q/2, if |a| < 104000, so that the product stays below 2³¹ − 2²⁵.
    private static int barrett(int a) {
        return a - ((BARRETT * a + (1 << 25)) >> 26) * Q;
    }

    /// The residue of `a` from 0 to q − 1, for |a| < 104000.
    static int canonical(int a) {
        int centred = barrett(a);
        return centred + (Q & centred >> 31);
    }

    /// NTT (algorithm 9), in place, from |f| ≤ q. Each layer adds at most 0.71·q (a product of a sum below 7q
    /// and a root below q/2, reduced), seven add 5·q; then each is reduced below q/2.
    static void transform(int[] f) {
        int i = 1;
        for (int length = 128; length >= 2; length /= 2) {
            for (int start = 0; start < N; start += 2 * length) {
                int zeta = ZETAS[i++];
                for (int j = start; j < start + length; j++) {
                    int t = montgomery(zeta * f[j + length]);
                    f[j + length] = f[j] - t;
                    f[j] += t;
                }
            }
        }
        reduce(f);
    }

    /// NTT⁻¹ (algorithm 10) of a sum of products left by [#innerProduct], in place, from |f| ≤ q. Sums double
    /// with each layer, to 128·q; a difference times a root stays below 256·q · q/2 < 2³¹.
    static void inverseTransform(int[] f) {
        int i = 127;
        for (int length = 2; length <= 128; length *= 2) {
            for (int start = 0; start < N; start += 2 * length) {
                int zeta = ZETAS[i--];
                for (int j = start; j < start + length; j++) {
                    int t = f[j];
                    f[j] = t + f[j + length];
                    f[j + length] = montgomery(zeta * (f[j + length] - t));
                }
            }
        }
        for (int j = 0; j < N; j++) {
            f[j] = montgomery(f[j] * INVERSE_SCALE);
        }
    }

    /// Σ aᵢ·bᵢ of transformed polynomials, times 2⁻¹⁶, into `sum` (algorithms 11 and 12). At most four
    /// terms, with
    /// |a| < q and |b| ≤ q: eight products below 2²⁴ each.
    static void innerProduct(int[][] a, int[][] b, int[] sum) {
        for (int i = 0; i < N / 2; i++) {
            int even = 0;
            int odd = 0;
            int square = 0;
            for (int term = 0; term < a.length; term++) {
                int a0 = a[term][2 * i];
                int a1 = a[term][2 * i + 1];
                int b0 = b[term][2 * i];
                int b1 = b[term][2 * i + 1];
                even += a0 * b0;
                odd += a0 * b1 + a1 * b0;
                square += a1 * b1;
            }
            sum[2 * i] = montgomery(even + montgomery(square) * GAMMAS[i]);
            sum[2 * i + 1] = montgomery(odd);
        }
    }

    /// Undoes the 2⁻¹⁶ of [#innerProduct] where the transform stays.
    static void toMontgomery(int[] f) {
        for (int j = 0; j < N; j++) {
            f[j] = montgomery(f[j] * R_SQUARED);
        }
    }

    /// f + g, in place.
    static void add(int[] f, int[] g) {
        for (int j = 0; j < N; j++) {
            f[j] += g[j];
        }
    }

    /// g − f into f.
    static void subtractFrom(int[] f, int[] g) {
        for (int j = 0; j < N; j++) {
            f[j] = g[j] - f[j];
        }
    }

    private static void reduce(int[] f) {
        for (int j = 0; j < N; j++) {
            f[j] = barrett(f[j]);
        }
    }
}
