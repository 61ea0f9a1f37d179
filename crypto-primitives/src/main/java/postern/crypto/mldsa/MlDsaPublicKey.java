package postern.crypto.mldsa;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;

/// A public key of ML-DSA (FIPS 204 §5.3, §6.3): a matrix A, known by its seed, and t₁, the high half of t =
/// A·s₁ + s₂.
///
/// A signature is a challenge c and an answer z = y + c·s₁ to it, y being a mask. Its equation is
///
///     A·z − c·t₁·2ᵈ  =  A·y − c·s₂ + c·t₀
///
/// and as s₂ and t₀ are small, both sides have the high half of A·y, where a hint helps over the borders. The
/// challenge is the hash of that half and the message: who knows no s₁ would have to answer a challenge that his
/// answer decides.
public final class MlDsaPublicKey {
    private final MlDsa dsa;
    private final Bytes encoded;
    private final int[][][] matrix;
    /// t₁·2ᵈ, transformed.
    private final int[][] t1;

    /// H(pk), which every message is hashed with.
    private final byte[] tr;

    private MlDsaPublicKey(MlDsa dsa, Bytes encoded) {
        this.dsa = dsa;
        this.encoded = encoded;
        var octets = encoded.toArray();
        this.matrix = RingSampler.matrix(dsa, Arrays.copyOf(octets, 32));
        this.t1 = new int[dsa.k][];
        for (int i = 0; i < dsa.k; i++) {
            t1[i] = BitPacking.unpackSimply(octets, 32 + i * BitPacking.octets(10), 10);
            for (int j = 0; j < Ring.N; j++) {
                t1[i][j] <<= Rounding.D;
            }
            Ring.transform(t1[i]);
        }
        this.tr = MlDsa.hash(64, octets);
    }

    static MlDsaPublicKey decode(MlDsa dsa, Bytes encoded) {
        if (encoded.length() != dsa.publicKeyLength()) {
            throw new IllegalArgumentException("a public key of " + dsa.displayName() + " has " + dsa.publicKeyLength()
                    + " octets, this one has " + encoded.length());
        }
        return new MlDsaPublicKey(dsa, encoded);
    }

    /// The parameter set.
    public MlDsa algorithm() {
        return dsa;
    }

    /// The key in octets (algorithm 22).
    public Bytes encoded() {
        return encoded;
    }

    /// Time depends on the arguments, which are public. Whether a signature was made over the message in the
    /// context with the private half (algorithm 3). False, too, if it is malformed or the context longer than
    /// 255 octets.
    public boolean verify(Bytes message, Bytes context, Bytes signature) {
        return context.length() <= MlDsa.MAX_CONTEXT_LENGTH
                && verifyMu(Bytes.adopt(MlDsa.digest(tr, message, context)), signature);
    }

    /// Time depends on the arguments, which are public. As [#verify], with the digest μ made by the caller
    /// (algorithm 8 from step 7).
    public boolean verifyMu(Bytes mu, Bytes signature) {
        if (signature.length() != dsa.signatureLength()) {
            return false;
        }
        var octets = signature.toArray();
        var hints = SignatureCodec.hints(dsa, octets);
        var z = SignatureCodec.z(dsa, octets);
        if (hints.isEmpty() || exceeds(z, dsa.gamma1 - dsa.beta())) {
            return false;
        }
        var challenge = SignatureCodec.challenge(dsa, octets);
        return Arrays.equals(challenge, dsa.challenge(mu.toArray(), highHalf(challenge, z, hints.get())));
    }

    private static boolean exceeds(int[][] z, int bound) {
        return Arrays.stream(z).anyMatch(polynomial -> Ring.exceedsMask(polynomial, bound) != 0);
    }

    /// The high half of A·z − c·t₁·2ᵈ, corrected by the hints.
    private int[][] highHalf(byte[] challenge, int[][] z, int[][] hints) {
        var c = RingSampler.challenge(dsa, challenge);
        Ring.transform(c);
        var transformed = Ring.transformed(z);
        var high = new int[dsa.k][Ring.N];
        for (int i = 0; i < dsa.k; i++) {
            Ring.innerProduct(matrix[i], transformed, high[i]);
            Ring.inverseTransform(high[i]);
            Ring.subtract(high[i], Ring.product(c, t1[i]));
            for (int j = 0; j < Ring.N; j++) {
                high[i][j] = dsa.rounding().corrected(hints[i][j], Ring.canonical(high[i][j]));
            }
        }
        return high;
    }

    int[][][] matrix() {
        return matrix;
    }

    byte[] tr() {
        return tr;
    }

    /// Keys are equal if their octets and parameters are.
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof MlDsaPublicKey other && dsa == other.dsa && encoded.equals(other.encoded);
    }

    @Override
    public int hashCode() {
        return Objects.hash(dsa, encoded);
    }
}
