package postern.crypto.mldsa;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.Shake;
import postern.crypto.random.RandomSource;

/// The parameter sets of ML-DSA (FIPS 204 §4, table 1).
public enum MlDsa {
    /// Category 2: collisions of SHA-256.
    ML_DSA_44("ML-DSA-44", new int[] {4, 4}, new int[] {2, 39, 80, 128}, 1 << 17, (Ring.Q - 1) / 88),
    /// Category 3: AES-192.
    ML_DSA_65("ML-DSA-65", new int[] {6, 5}, new int[] {4, 49, 55, 192}, 1 << 19, (Ring.Q - 1) / 32),
    /// Category 5: AES-256.
    ML_DSA_87("ML-DSA-87", new int[] {8, 7}, new int[] {2, 60, 75, 256}, 1 << 19, (Ring.Q - 1) / 32);

    /// Octets of the seed a key is made from.
    public static final int SEED_LENGTH = 32;
    /// Octets of μ, the digest that is signed.
    public static final int MU_LENGTH = 64;
    /// The length of a context is one octet of what is signed.
    public static final int MAX_CONTEXT_LENGTH = 255;

    private final String displayName;
    /// Rows of the matrix.
    final int k;
    /// Columns of the matrix.
    final int l;
    /// The largest coefficient of a secret.
    final int eta;
    /// Coefficients of a challenge that are not zero.
    final int tau;
    /// Hints in a signature, at most.
    final int omega;
    /// Bits of collision strength; a challenge's digest has twice as many.
    final int lambda;
    /// The largest coefficient of a mask.
    final int gamma1;

    private final int gamma2;

    MlDsa(String displayName, int[] dimensions, int[] small, int gamma1, int gamma2) {
        this.displayName = displayName;
        this.k = dimensions[0];
        this.l = dimensions[1];
        this.eta = small[0];
        this.tau = small[1];
        this.omega = small[2];
        this.lambda = small[3];
        this.gamma1 = gamma1;
        this.gamma2 = gamma2;
    }

    /// NIST's name, such as "ML-DSA-44".
    public String displayName() {
        return displayName;
    }

    /// Octets of a public key.
    public int publicKeyLength() {
        return 32 + k * BitPacking.octets(10);
    }

    /// Octets of an expanded private key.
    public int privateKeyLength() {
        return 128 + (k + l) * BitPacking.octets(etaBits()) + k * BitPacking.octets(Rounding.D);
    }

    /// Octets of a signature.
    public int signatureLength() {
        return challengeLength() + l * BitPacking.octets(maskBits()) + omega + k;
    }

    /// Time depends on draws that are thrown away. A new key; the caller owns it.
    public MlDsaPrivateKey generate(RandomSource random) {
        try (var seed = random.secret(SEED_LENGTH)) {
            return fromSeed(seed);
        }
    }

    /// Time depends on draws that are thrown away. The key of a seed ξ (algorithm 6): the form in which it is
    /// best kept. The seed stays the caller's.
    ///
    /// @throws IllegalArgumentException if it has not 32 octets
    public MlDsaPrivateKey fromSeed(Secret seed) {
        return MlDsaPrivateKey.fromSeed(this, seed);
    }

    /// Time depends on the public parts. The key in expanded form (algorithm 25), after the checks that it is
    /// one: its length, the range of its secrets, and the digest of the public key in it. Stays the caller's.
    ///
    /// @throws IllegalArgumentException if a check fails
    public MlDsaPrivateKey fromExpanded(Secret privateKey) {
        return MlDsaPrivateKey.decode(this, privateKey);
    }

    /// Time depends on the octets, which are public. A public key (algorithm 23).
    ///
    /// @throws IllegalArgumentException if it has a wrong length
    public MlDsaPublicKey publicKey(Bytes encoded) {
        return MlDsaPublicKey.decode(this, encoded);
    }

    /// High and low halves.
    Rounding rounding() {
        return new Rounding(gamma2);
    }

    int challengeLength() {
        return lambda / 4;
    }

    int beta() {
        return tau * eta;
    }

    /// Bits of a coefficient of the mask and of z.
    int maskBits() {
        return Integer.bitCount(gamma1 - 1) + 1;
    }

    /// Bits of a coefficient of s₁ and s₂.
    int etaBits() {
        return eta == 2 ? 3 : 4;
    }

    /// Bits of a high half.
    int highBits() {
        return rounding().count() == 16 ? 4 : 6;
    }

    /// H (§3.7): SHAKE256 of all parts, `length` octets.
    static byte[] hash(int length, byte[]... parts) {
        var out = new byte[length];
        try (var shake = Shake.shake256()) {
            for (var part : parts) {
                shake.absorb(part, 0, part.length);
            }
            shake.squeeze(out, 0, length);
        }
        return out;
    }

    /// H(μ ‖ w1Encode(w₁)), the challenge in octets.
    byte[] challenge(byte[] mu, int[][] w1) {
        var encoded = new byte[k * BitPacking.octets(highBits())];
        for (int i = 0; i < k; i++) {
            BitPacking.packSimply(w1[i], highBits(), encoded, i * BitPacking.octets(highBits()));
        }
        return hash(challengeLength(), mu, encoded);
    }

    /// μ = H(tr ‖ 0 ‖ |context| ‖ context ‖ message) (algorithms 2 and 7).
    ///
    /// @throws IllegalArgumentException if the context is longer than 255 octets
    static byte[] digest(byte[] tr, Bytes message, Bytes context) {
        if (context.length() > MAX_CONTEXT_LENGTH) {
            throw new IllegalArgumentException(
                    "a context of ML-DSA has at most 255 octets, this one has " + context.length());
        }
        return hash(MU_LENGTH, tr, new byte[] {0, (byte) context.length()}, context.toArray(), message.toArray());
    }
}
