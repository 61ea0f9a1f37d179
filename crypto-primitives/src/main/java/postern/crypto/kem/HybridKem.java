package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.RandomSource;

/// Two mechanisms side by side, so that a secret is safe while one of them is: a curve against whoever breaks the
/// lattice by thinking, a lattice against whoever builds a quantum computer (draft-ietf-tls-ecdhe-mlkem §4).
///
/// Keys, ciphertexts and secrets are those of the first, then those of the second, without anything between: all
/// lengths are fixed. TLS hashes the secret into its key schedule, which makes any further combining unnecessary.
///
/// Which comes first differs: X25519MLKEM768 has ML-KEM first, in spite of its name; the two with NIST's curves
/// have the curve first.
public final class HybridKem implements Kem {
    /// ML-KEM-768, then X25519: shares of 1216 and 1120 octets, a secret of 64. Group 0x11EC.
    public static final HybridKem X25519_MLKEM768 = new HybridKem("X25519MLKEM768", MlKem.ML_KEM_768, CurveKem.X25519);

    /// P-256, then ML-KEM-768: shares of 1249 and 1153 octets, a secret of 64. Group 0x11EB.
    public static final HybridKem SECP256R1_MLKEM768 =
            new HybridKem("SecP256r1MLKEM768", CurveKem.P256, MlKem.ML_KEM_768);

    /// P-384, then ML-KEM-1024: shares of 1665 octets each, a secret of 80. Group 0x11ED.
    public static final HybridKem SECP384R1_MLKEM1024 =
            new HybridKem("SecP384r1MLKEM1024", CurveKem.P384, MlKem.ML_KEM_1024);

    private final String displayName;
    private final Kem first;
    private final Kem second;

    private HybridKem(String displayName, Kem first, Kem second) {
        this.displayName = displayName;
        this.first = first;
        this.second = second;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public int encapsulationKeyLength() {
        return first.encapsulationKeyLength() + second.encapsulationKeyLength();
    }

    @Override
    public int ciphertextLength() {
        return first.ciphertextLength() + second.ciphertextLength();
    }

    @Override
    public int sharedSecretLength() {
        return first.sharedSecretLength() + second.sharedSecretLength();
    }

    @Override
    public KemKeyPair generate(RandomSource random) {
        return new Pair(this, first.generate(random), second.generate(random));
    }

    /// The server "MUST perform the encapsulation key check" of FIPS 203 §7.2 on the client's share
    /// (draft-ietf-tls-ecdhe-mlkem §4.1); [MlKem#encapsulate] does.
    @Override
    public Encapsulation encapsulate(Bytes encapsulationKey, RandomSource random) {
        InvalidShareException.requireLength(
                encapsulationKey, encapsulationKeyLength(), "an encapsulation key of " + displayName);
        int border = first.encapsulationKeyLength();
        try (var one = first.encapsulate(encapsulationKey.slice(0, border), random);
                var two = second.encapsulate(encapsulationKey.from(border), random)) {
            return new Encapsulation(
                    one.ciphertext().concat(two.ciphertext()), joined(one.sharedSecret(), two.sharedSecret()));
        }
    }

    private static Secret joined(Secret one, Secret two) {
        var octets = Arrays.copyOf(one.expose(), one.length() + two.length());
        System.arraycopy(two.expose(), 0, octets, one.length(), two.length());
        return Secret.adopt(octets);
    }

    /// The pairs of both.
    private record Pair(HybridKem kem, KemKeyPair one, KemKeyPair two) implements KemKeyPair {
        @Override
        public Bytes encapsulationKey() {
            return one.encapsulationKey().concat(two.encapsulationKey());
        }

        @Override
        public Secret decapsulate(Bytes ciphertext) {
            InvalidShareException.requireLength(
                    ciphertext, kem.ciphertextLength(), "a ciphertext of " + kem.displayName);
            int border = kem.first.ciphertextLength();
            try (var first = one.decapsulate(ciphertext.slice(0, border));
                    var second = two.decapsulate(ciphertext.from(border))) {
                return joined(first, second);
            }
        }

        @Override
        public void close() {
            one.close();
            two.close();
        }
    }
}
