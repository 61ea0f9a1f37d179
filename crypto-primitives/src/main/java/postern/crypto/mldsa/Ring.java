package postern.crypto.mldsa;

import java.util.Arrays;

/// Polynomials of degree below 256 over the integers modulo q = 2²³ − 2¹³ + 1, modulo X²⁵⁶ + 1 (FIPS 204 §2.3).
///
/// A polynomial is an `int[256]` of residues in any representation, negative ones too. Modulo q there is a 512th
/// root of unity, ζ = 1753, so that X²⁵⁶ + 1 splits into 256 factors of degree one, and the transform of a
/// product is the product of the transforms, coefficient by coefficient (§7.5). Products by constants are in
/// Montgomery's form with R = 2³². Nothing is divided; time is constant.
final class Ring {
    /// Coefficients of a polynomial.
    static final int N = 256;
    /// The prime.
    static final int Q = 8380417;

    /// q⁻¹ modulo 2³².
    private static final int Q_INVERSE = 58728449;

    private static final int ZETA = 1753;

    /// ζ^BitRev₈(i) in Montgomery's form (appendix B).
    private static final int[] ZETAS = new int[N];
    /// 2⁶⁴ modulo q: brings a number into Montgomery's form.
    private static final int R_SQUARED = toResidue(square(toResidue(1L << 32)));
    /// 256⁻¹ · 2⁶⁴: ends the inverse transform, and undoes the 2⁻³² that a product left.
    private static final int INVERSE_SCALE = toResidue(8347681L * R_SQUARED);

    static {
        var powers = new int[N];
        powers[0] = toResidue(1L << 32);
        for (int i = 1; i < N; i++) {
            powers[i] = toResidue((long) powers[i - 1] * ZETA);
        }
        for (int i = 0; i < N; i++) {
            ZETAS[i] = powers[Integer.reverse(i) >>> 24];
        }
    }

    private Ring() {}

    private static long square(int a) {
        return (long) a * a;
    }

    /// The residue nearest to zero. For public constants only: it divides.
    private static int toResidue(long number) {
        int residue = (int) (number % Q);
        return residue > Q / 2 ? residue - Q : residue < -Q / 2 ? residue + Q : residue;
    }

    /// a · 2⁻³² modulo q, between ±(|a|/2³² + q/2).
    private static int montgomery(long a) {
        int factor = (int) a * Q_INVERSE;
        return (int) ((a - (long) factor * Q) >> 32);
    }

    /// A residue of |a| ≤ 2³¹ − 2²² between ±6283008, three quarters of q: as 2²³ is nearly q, the quotient is
    /// nearly the upper bits.
    private static int reduce(int a) {
        return a - ((a + (1 << 22)) >> 23) * Q;
    }

    /// The residue from 0 to q − 1.
    static int canonical(int a) {
        int reduced = reduce(a);
        return reduced + (Q & reduced >> 31);
    }

    /// The residue from −(q − 1)/2 to (q − 1)/2.
    static int centred(int a) {
        int residue = canonical(a);
        return residue - (Q & (Q / 2 - residue) >> 31);
    }

    /// NTT (algorithm 41), in place, from |f| ≤ q: eight layers add less than q each.
    static void transform(int[] f) {
        int i = 1;
        for (int length = 128; length >= 1; length /= 2) {
            for (int start = 0; start < N; start += 2 * length) {
                int zeta = ZETAS[i++];
                for (int j = start; j < start + length; j++) {
                    int t = montgomery((long) zeta * f[j + length]);
                    f[j + length] = f[j] - t;
                    f[j] += t;
                }
            }
        }
    }

    /// NTT⁻¹ (algorithm 42) of a sum that [#innerProduct] left, in place: sums double with each of eight layers,
    /// from ¾·q to 192·q < 2³¹. The result is between ±q.
    static void inverseTransform(int[] f) {
        int i = N - 1;
        for (int j = 0; j < N; j++) {
            f[j] = reduce(f[j]);
        }
        for (int length = 1; length < N; length *= 2) {
            for (int start = 0; start < N; start += 2 * length) {
                int zeta = ZETAS[i--];
                for (int j = start; j < start + length; j++) {
                    int t = f[j];
                    f[j] = t + f[j + length];
                    f[j + length] = montgomery((long) zeta * (f[j + length] - t));
                }
            }
        }
        for (int j = 0; j < N; j++) {
            f[j] = montgomery((long) f[j] * INVERSE_SCALE);
        }
    }

    /// Σ aᵢ·bᵢ of transformed polynomials, times 2⁻³², into `sum`: at most eight products of 2²³ and 9·2²³.
    static void innerProduct(int[][] a, int[][] b, int[] sum) {
        for (int j = 0; j < N; j++) {
            long total = 0;
            for (int i = 0; i < a.length; i++) {
                total += (long) a[i][j] * b[i][j];
            }
            sum[j] = montgomery(total);
        }
    }

    /// a·b of two transformed polynomials, no longer transformed.
    static int[] product(int[] a, int[] b) {
        var product = new int[N];
        innerProduct(new int[][] {a}, new int[][] {b}, product);
        inverseTransform(product);
        return product;
    }

    /// Transforms of copies.
    static int[][] transformed(int[][] vector) {
        var copies = new int[vector.length][];
        for (int i = 0; i < vector.length; i++) {
            copies[i] = vector[i].clone();
            transform(copies[i]);
        }
        return copies;
    }

    /// f + g, in place.
    static void add(int[] f, int[] g) {
        for (int j = 0; j < N; j++) {
            f[j] += g[j];
        }
    }

    /// f − g, in place.
    static void subtract(int[] f, int[] g) {
        for (int j = 0; j < N; j++) {
            f[j] -= g[j];
        }
    }

    /// All ones if a centred coefficient is `bound` or more from zero, else zero.
    static int exceedsMask(int[] f, int bound) {
        int mask = 0;
        for (int coefficient : f) {
            int centred = centred(coefficient);
            int sign = centred >> 31;
            mask |= (bound - 1 - ((centred ^ sign) - sign)) >> 31;
        }
        return mask;
    }

    static void wipe(int[]... polynomials) {
        for (var polynomial : polynomials) {
            Arrays.fill(polynomial, 0);
        }
    }
}
