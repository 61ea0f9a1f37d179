package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;

/// The public key of K-PKE (FIPS 203 §5): a square matrix A of uniform polynomials, known by its seed ρ, and
/// t = A·s + e with s and e small. To find s from both is the problem of "learning with errors" that all rests
/// on.
///
/// **Encrypting** m takes fresh small y, e₁, e₂ and gives
///
///     u = Aᵀ·y + e₁,      v = tᵀ·y + e₂ + ⌈q/2⌋·m
///
/// and the holder of s computes v − sᵀ·u = ⌈q/2⌋·m + (eᵀ·y + e₂ − sᵀ·e₁): each bit of m with some noise upon it,
/// too small to push it over. A and t are kept transformed, so are s and y where they are multiplied.
final class LatticeKey {
    private final MlKem kem;
    /// Aᵀ: column, then row.
    private final int[][][] transposed;

    private final int[][] t;
    private final Bytes encoded;

    LatticeKey(MlKem kem, int[][][] matrix, int[][] t, Bytes encoded) {
        this.kem = kem;
        this.t = t;
        this.encoded = encoded;
        this.transposed = new int[kem.k][kem.k][];
        for (int row = 0; row < kem.k; row++) {
            for (int column = 0; column < kem.k; column++) {
                transposed[column][row] = matrix[row][column];
            }
        }
    }

    /// The key in octets, after the checks of FIPS 203 §7.2. Time depends on the key.
    ///
    /// @throws InvalidShareException if one fails
    static LatticeKey decode(MlKem kem, Bytes encoded) {
        InvalidShareException.requireLength(
                encoded, kem.encapsulationKeyLength(), "an encapsulation key of " + kem.displayName());
        var octets = encoded.toArray();
        var t = new int[kem.k][Polynomial.N];
        for (int i = 0; i < kem.k; i++) {
            PolynomialCodec.decode(octets, i * PolynomialCodec.octets(PolynomialCodec.FULL), t[i]);
            for (int coefficient : t[i]) {
                if (coefficient >= Polynomial.Q) {
                    throw new InvalidShareException("the " + kem.displayName() + " encapsulation key has a coefficient "
                            + coefficient + ", and none may be 3329 or more");
                }
            }
        }
        var rho = Arrays.copyOfRange(octets, kem.vectorLength(), octets.length);
        return new LatticeKey(kem, expand(kem, rho), t, encoded);
    }

    /// Â from ρ (algorithm 13, steps 3 to 7). Time depends on ρ, which is public.
    static int[][][] expand(MlKem kem, byte[] rho) {
        var matrix = new int[kem.k][kem.k][Polynomial.N];
        for (int row = 0; row < kem.k; row++) {
            for (int column = 0; column < kem.k; column++) {
                PolynomialSampler.uniform(rho, column, row, matrix[row][column]);
            }
        }
        return matrix;
    }

    MlKem kem() {
        return kem;
    }

    Bytes encoded() {
        return encoded;
    }

    /// K-PKE.Encrypt (algorithm 14). Time depends on the parameters alone.
    ///
    /// @param message 32 secret octets
    /// @param randomness 32 secret octets, from which y, e₁ and e₂ come
    byte[] encrypt(byte[] message, byte[] randomness) {
        int k = kem.k;
        var y = new int[k][Polynomial.N];
        for (int i = 0; i < k; i++) {
            PolynomialSampler.small(randomness, i, kem.eta1, y[i]);
            Polynomial.transform(y[i]);
        }
        var ciphertext = new byte[kem.ciphertextLength()];
        var sum = new int[Polynomial.N];
        var noise = new int[Polynomial.N];
        for (int i = 0; i < k; i++) {
            Polynomial.innerProduct(transposed[i], y, sum);
            Polynomial.inverseTransform(sum);
            PolynomialSampler.small(randomness, k + i, kem.eta2, noise);
            Polynomial.add(sum, noise);
            PolynomialCodec.encodeCompressed(sum, kem.du, ciphertext, i * PolynomialCodec.octets(kem.du));
        }
        Polynomial.innerProduct(t, y, sum);
        Polynomial.inverseTransform(sum);
        PolynomialSampler.small(randomness, 2 * k, kem.eta2, noise);
        Polynomial.add(sum, noise);
        PolynomialCodec.decodeCompressed(message, 0, 1, noise);
        Polynomial.add(sum, noise);
        PolynomialCodec.encodeCompressed(sum, kem.dv, ciphertext, k * PolynomialCodec.octets(kem.du));
        wipe(y);
        wipe(sum, noise);
        return ciphertext;
    }

    /// A·s + e into the rows of `t`, with s and e transformed.
    static void product(int[][][] matrix, int[][] s, int[][] e, int[][] t) {
        for (int row = 0; row < t.length; row++) {
            Polynomial.innerProduct(matrix[row], s, t[row]);
            Polynomial.toMontgomery(t[row]);
            Polynomial.add(t[row], e[row]);
        }
    }

    static void wipe(int[]... polynomials) {
        for (var polynomial : polynomials) {
            Arrays.fill(polynomial, 0);
        }
    }
}
