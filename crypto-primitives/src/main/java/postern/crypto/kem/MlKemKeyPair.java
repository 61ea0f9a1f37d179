package postern.crypto.kem;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// A pair of ML-KEM's keys. Made by [MlKem#generate], [MlKem#fromSeed] or [MlKem#fromExpanded].
///
/// The matrix stays in it, expanded: to decapsulate means to encrypt again, under the same matrix.
public final class MlKemKeyPair implements KemKeyPair {
    private final MlKem kem;
    private final LatticeKeyPair lattice;
    /// H(ek), which every message is hashed with.
    private final Bytes keyHash;
    /// What the secret of a ciphertext that is no honest one is made from.
    private final Secret z;

    MlKemKeyPair(MlKem kem, LatticeKeyPair lattice, Bytes keyHash, Secret z) {
        this.kem = kem;
        this.lattice = lattice;
        this.keyHash = keyHash;
        this.z = z;
    }

    @Override
    public Bytes encapsulationKey() {
        return lattice.publicKey().encoded();
    }

    /// Time depends on nothing but the parameters (algorithm 21).
    ///
    /// @throws InvalidShareException if the ciphertext has a wrong length: the only check that FIPS 203 §7.3
    ///     leaves
    @Override
    public Secret decapsulate(Bytes ciphertext) {
        InvalidShareException.requireLength(ciphertext, kem.ciphertextLength(), "a ciphertext of " + kem.displayName());
        return kem.decapsulate(this, ciphertext.toArray());
    }

    /// Time depends on nothing. The expanded decapsulation key (algorithm 16, step 3); the caller owns it.
    public Secret expanded() {
        var vector = lattice.encodedSecret();
        var octets = Arrays.copyOf(vector, kem.decapsulationKeyLength());
        Arrays.fill(vector, (byte) 0);
        encapsulationKey().copyTo(octets, vector.length);
        keyHash.copyTo(octets, vector.length + encapsulationKey().length());
        System.arraycopy(z.expose(), 0, octets, octets.length - MlKem.LENGTH, MlKem.LENGTH);
        return Secret.adopt(octets);
    }

    LatticeKeyPair lattice() {
        return lattice;
    }

    Bytes keyHash() {
        return keyHash;
    }

    Secret z() {
        return z;
    }

    @Override
    public void close() {
        lattice.wipe();
        z.close();
    }
}
