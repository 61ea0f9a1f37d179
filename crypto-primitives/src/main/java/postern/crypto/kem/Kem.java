package postern.crypto.kem;

import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;

/// A key-encapsulation mechanism: how two ends agree on a secret with one message each.
///
/// One end [generates][#generate] a pair and sends the encapsulation key. The other
/// [encapsulates][#encapsulate]: it makes a secret and a ciphertext that only the pair can
/// [decapsulate][KemKeyPair#decapsulate]. Diffie–Hellman has this shape too: the ciphertext is then a public
/// key, and happens not to depend on the question.
public interface Kem {
    /// The name that TLS or the standard gives it.
    String displayName();

    /// Octets of an encapsulation key: the share of who speaks first.
    int encapsulationKeyLength();

    /// Octets of a ciphertext: the share of who answers.
    int ciphertextLength();

    /// Octets of the shared secret.
    int sharedSecretLength();

    /// Time depends on the mechanism, and on draws that are thrown away. A new pair; the caller owns it.
    KemKeyPair generate(RandomSource random);

    /// Time depends on the mechanism and on the peer's key, which is public. A new secret, and its ciphertext
    /// for the peer; the caller owns them.
    ///
    /// @throws InvalidShareException if the peer's key has a wrong length or is none of this mechanism
    Encapsulation encapsulate(Bytes encapsulationKey, RandomSource random);
}
