package postern.crypto.mldsa;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;

/// The tries of one signature (FIPS 204 algorithm 7), with the key's vectors transformed.
final class MlDsaSigning {
    private final MlDsa dsa;
    private final int[][][] matrix;
    private final int[][] s1;
    private final int[][] s2;
    private final int[][] t0;

    /// @param secrets s₁, s₂ and t₀
    MlDsaSigning(MlDsa dsa, int[][][] matrix, int[][][] secrets) {
        this.dsa = dsa;
        this.matrix = matrix;
        this.s1 = Ring.transformed(secrets[0]);
        this.s2 = Ring.transformed(secrets[1]);
        this.t0 = Ring.transformed(secrets[2]);
    }

    /// One try; empty if it must be thrown away.
    Optional<Bytes> attempt(byte[] mu, byte[] seed, int counter) {
        var y = RingSampler.mask(dsa, seed, counter);
        var w = commitment(y);
        var challenge = dsa.challenge(mu, highHalves(w));
        var c = RingSampler.challenge(dsa, challenge);
        Ring.transform(c);
        var signature = answer(c, y, w).flatMap(z -> hints(c, w).map(h -> SignatureCodec.encode(dsa, challenge, z, h)));
        Ring.wipe(y);
        Ring.wipe(w);
        return signature;
    }

    /// A·y.
    private int[][] commitment(int[][] y) {
        var transformed = Ring.transformed(y);
        var w = new int[dsa.k][Ring.N];
        for (int i = 0; i < dsa.k; i++) {
            Ring.innerProduct(matrix[i], transformed, w[i]);
            Ring.inverseTransform(w[i]);
        }
        Ring.wipe(transformed);
        return w;
    }

    private int[][] highHalves(int[][] w) {
        var high = new int[dsa.k][Ring.N];
        for (int i = 0; i < dsa.k; i++) {
            for (int j = 0; j < Ring.N; j++) {
                high[i][j] = dsa.rounding().high(Ring.canonical(w[i][j]));
            }
        }
        return high;
    }

    /// z = y + c·s₁, if neither it nor the low half of w − c·s₂ is too large (steps 18 to 23). Leaves w − c·s₂
    /// in `w`.
    private Optional<int[][]> answer(int[] c, int[][] y, int[][] w) {
        int exceeds = 0;
        var z = new int[dsa.l][];
        for (int i = 0; i < dsa.l; i++) {
            z[i] = Ring.product(c, s1[i]);
            Ring.add(z[i], y[i]);
            exceeds |= Ring.exceedsMask(z[i], dsa.gamma1 - dsa.beta());
            for (int j = 0; j < Ring.N; j++) {
                z[i][j] = Ring.centred(z[i][j]);
            }
        }
        var low = new int[Ring.N];
        for (int i = 0; i < dsa.k; i++) {
            Ring.subtract(w[i], Ring.product(c, s2[i]));
            for (int j = 0; j < Ring.N; j++) {
                w[i][j] = Ring.canonical(w[i][j]);
                low[j] = dsa.rounding().low(w[i][j]);
            }
            exceeds |= Ring.exceedsMask(low, dsa.rounding().gamma2() - dsa.beta());
        }
        Ring.wipe(low);
        return ConstantTime.declassify(exceeds) ? Optional.empty() : Optional.of(z);
    }

    /// MakeHint (algorithm 39) for each coefficient: whether adding c·t₀ changes the high half of w − c·s₂
    /// (steps 25 to 28). Empty if c·t₀ is too large or there are too many. The hints are public: they are in the
    /// signature.
    private Optional<int[][]> hints(int[] c, int[][] w) {
        var hints = new int[dsa.k][Ring.N];
        int exceeds = 0;
        int count = 0;
        for (int i = 0; i < dsa.k; i++) {
            var moved = Ring.product(c, t0[i]);
            exceeds |= Ring.exceedsMask(moved, dsa.rounding().gamma2());
            Ring.add(moved, w[i]);
            for (int j = 0; j < Ring.N; j++) {
                int before = dsa.rounding().high(w[i][j]);
                int after = dsa.rounding().high(Ring.canonical(moved[j]));
                hints[i][j] = ~ConstantTime.equalMask(before, after) & 1;
                count += hints[i][j];
            }
        }
        int refused = exceeds | ConstantTime.lessMask(dsa.omega, count);
        return ConstantTime.declassify(refused) ? Optional.empty() : Optional.of(hints);
    }

    /// Overwrites the transformed secrets.
    void wipe() {
        Ring.wipe(s1);
        Ring.wipe(s2);
        Ring.wipe(t0);
    }
}
