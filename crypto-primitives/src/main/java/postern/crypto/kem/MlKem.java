package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Shake;
import postern.crypto.random.RandomSource;

/// ML-KEM (FIPS 203): a key-encapsulation mechanism from module lattices, which a quantum computer does not
/// break as far as anybody knows.
///
/// Beneath is a public-key encryption, [LatticeKey]. It is safe only against who may not ask for decryptions of
/// ciphertexts of his own making. The mechanism around it (the Fujisaki–Okamoto transform) takes that power
/// away: the randomness of the encryption is a hash of the message, so that whoever decrypts can encrypt again
/// and compare. A ciphertext that does not come out the same is answered with a secret that looks like any other.
///
/// Secrets choose neither a branch nor an index, and nothing is divided. The matrix is public, and the time to
/// sample it depends on its seed.
public final class MlKem implements Kem {
    /// Security of AES-128 (category 1).
    public static final MlKem ML_KEM_512 = new MlKem("ML-KEM-512", 2, 3, 10, 4);
    /// Security of AES-192 (category 3).
    public static final MlKem ML_KEM_768 = new MlKem("ML-KEM-768", 3, 2, 10, 4);
    /// Security of AES-256 (category 5).
    public static final MlKem ML_KEM_1024 = new MlKem("ML-KEM-1024", 4, 2, 11, 5);

    /// Octets of a message, of a seed's halves, of a hash and of the shared secret.
    static final int LENGTH = 32;
    /// Octets of the seed that a pair is made from: d, then z.
    public static final int SEED_LENGTH = 2 * LENGTH;

    private final String displayName;
    /// The rank: polynomials in a vector.
    final int k;
    /// Of secrets, and of the noise under the message's key.
    final int eta1;
    /// Of the other noise.
    final int eta2 = 2;
    /// Bits that are left of a coefficient of u.
    final int du;
    /// Bits that are left of a coefficient of v.
    final int dv;

    private MlKem(String displayName, int k, int eta1, int du, int dv) {
        this.displayName = displayName;
        this.k = k;
        this.eta1 = eta1;
        this.du = du;
        this.dv = dv;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public int encapsulationKeyLength() {
        return vectorLength() + LENGTH;
    }

    @Override
    public int ciphertextLength() {
        return k * PolynomialCodec.octets(du) + PolynomialCodec.octets(dv);
    }

    @Override
    public int sharedSecretLength() {
        return LENGTH;
    }

    /// Octets of an expanded decapsulation key: the secret vector, the encapsulation key, its hash, z.
    public int decapsulationKeyLength() {
        return vectorLength() + encapsulationKeyLength() + 2 * LENGTH;
    }

    /// Octets of k polynomials.
    int vectorLength() {
        return k * PolynomialCodec.octets(PolynomialCodec.FULL);
    }

    /// Time depends on the seed of the matrix, which is public. A new pair (algorithm 19).
    @Override
    public MlKemKeyPair generate(RandomSource random) {
        try (var seed = random.secret(SEED_LENGTH)) {
            return fromSeed(seed);
        }
    }

    /// Time depends on the seed of the matrix, which is public. The pair of a seed d ‖ z (algorithm 16): the
    /// form in which a decapsulation key is best kept. The seed stays the caller's.
    ///
    /// @throws IllegalArgumentException if it has not 64 octets
    public MlKemKeyPair fromSeed(Secret seed) {
        if (seed.length() != SEED_LENGTH) {
            throw new IllegalArgumentException(
                    "a seed of " + displayName + " has 64 octets, this one has " + seed.length());
        }
        var d = Arrays.copyOf(seed.expose(), LENGTH);
        var z = seed.slice(LENGTH, LENGTH);
        var pair = LatticeKeyPair.generate(this, d);
        Arrays.fill(d, (byte) 0);
        return new MlKemKeyPair(
                this, pair, HashAlgorithm.SHA3_256.hash(pair.publicKey().encoded()), z);
    }

    /// Time depends on the public parts. The pair of an expanded decapsulation key, after the checks of FIPS 203
    /// §7.3: its length, and the hash of the encapsulation key within; and after that of §7.2, which an honest
    /// one passes. The key stays the caller's.
    ///
    /// @throws IllegalArgumentException if a check fails
    public MlKemKeyPair fromExpanded(Secret decapsulationKey) {
        if (decapsulationKey.length() != decapsulationKeyLength()) {
            throw new IllegalArgumentException("a decapsulation key of " + displayName + " has "
                    + decapsulationKeyLength() + " octets, this one has " + decapsulationKey.length());
        }
        var octets = decapsulationKey.expose();
        int afterVector = vectorLength();
        int afterKey = afterVector + encapsulationKeyLength();
        var encapsulationKey = Bytes.copyOf(octets, afterVector, encapsulationKeyLength());
        var hash = HashAlgorithm.SHA3_256.hash(encapsulationKey);
        if (!hash.equals(Bytes.copyOf(octets, afterKey, LENGTH))) {
            throw new IllegalArgumentException("the " + displayName + " decapsulation key is damaged: the hash in it is"
                    + " not that of the encapsulation key in it");
        }
        var pair = LatticeKeyPair.decode(LatticeKey.decode(this, encapsulationKey), octets);
        return new MlKemKeyPair(this, pair, hash, decapsulationKey.slice(afterKey + LENGTH, LENGTH));
    }

    /// Time depends on the peer's key, which is public (algorithm 20).
    ///
    /// @throws InvalidShareException if the key fails a check of FIPS 203 §7.2: its length, or a coefficient of
    ///     q or more
    @Override
    public Encapsulation encapsulate(Bytes encapsulationKey, RandomSource random) {
        var key = LatticeKey.decode(this, encapsulationKey);
        var message = new byte[LENGTH];
        random.fill(message);
        var derived = secretAndRandomness(message, HashAlgorithm.SHA3_256.hash(encapsulationKey));
        var randomness = Arrays.copyOfRange(derived, LENGTH, 2 * LENGTH);
        var ciphertext = key.encrypt(message, randomness);
        var shared = Secret.copyOf(derived, 0, LENGTH);
        wipe(message, derived, randomness);
        return new Encapsulation(Bytes.adopt(ciphertext), shared);
    }

    /// G(m ‖ H(ek)) = K ‖ r (algorithm 17).
    static byte[] secretAndRandomness(byte[] message, Bytes keyHash) {
        var derived = new byte[2 * LENGTH];
        var g = HashAlgorithm.SHA3_512.newHash();
        g.update(message, 0, LENGTH);
        g.update(keyHash);
        g.digestInto(derived, 0);
        g.wipe();
        return derived;
    }

    /// Algorithm 18, ML-KEM.Decaps_internal. Time depends on nothing but the parameters.
    Secret decapsulate(MlKemKeyPair pair, byte[] ciphertext) {
        var message = pair.lattice().decrypt(ciphertext);
        var derived = secretAndRandomness(message, pair.keyHash());
        var randomness = Arrays.copyOfRange(derived, LENGTH, 2 * LENGTH);
        var again = pair.lattice().publicKey().encrypt(message, randomness);
        var shared = new byte[LENGTH];
        try (var j = Shake.shake256()) {
            var z = pair.z().expose();
            j.absorb(z, 0, z.length).absorb(ciphertext, 0, ciphertext.length).squeeze(shared, 0, LENGTH);
        }
        // Implicit rejection: the secret of the message if it encrypts to this ciphertext, else one that z alone
        // knows.
        ConstantTime.copyIf(ConstantTime.equalMask(ciphertext, again), derived, shared);
        wipe(message, derived, randomness, again);
        return Secret.adopt(shared);
    }

    private static void wipe(byte[]... arrays) {
        for (var array : arrays) {
            Arrays.fill(array, (byte) 0);
        }
    }
}
