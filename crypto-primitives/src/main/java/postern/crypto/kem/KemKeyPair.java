package postern.crypto.kem;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// The pair of the end that speaks first: a key for the peer to encapsulate with, and the secret half that
/// decapsulates. Confined to one thread.
public interface KemKeyPair extends AutoCloseable {
    /// What the peer is sent.
    Bytes encapsulationKey();

    /// Time depends on the mechanism; a refusal of the peer's ciphertext, which is public, is told at once. The
    /// shared secret; the caller owns it.
    ///
    /// @throws InvalidShareException if the ciphertext has a wrong length or, in a Diffie–Hellman group, is no
    ///     public key. A lattice's ciphertext that was tampered with is *not* refused: it decapsulates to a
    ///     secret that the peer does not have ("implicit rejection").
    Secret decapsulate(Bytes ciphertext);

    /// Wipes the secret half.
    @Override
    void close();
}
