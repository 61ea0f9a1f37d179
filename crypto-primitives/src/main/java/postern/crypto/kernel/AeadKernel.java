package postern.crypto.kernel;

import postern.crypto.bytes.Span;

/// The computations of an authenticated cipher under one key, in a form made for speed. It decides nothing:
/// lengths and windows were checked, and tags are compared, by the class that uses it.
///
/// Plaintext and ciphertext may begin at the same place of the same array, or do not overlap. The time of every
/// method depends on lengths alone. Nothing is allocated after construction. Confined to one thread.
public interface AeadKernel extends AutoCloseable {
    /// Enciphers, and puts the tag of associated data and ciphertext behind.
    ///
    /// @param sealed as long as the plaintext and the tag
    void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed);

    /// Computes the tag that belongs to associated data and ciphertext. May prepare for [#decrypt(Span, Span)].
    ///
    /// @param tag where it is written, from its first octet on
    void computeTag(byte[] nonce, byte[] aad, Span ciphertext, byte[] tag);

    /// Deciphers the ciphertext whose tag was computed last, under the nonce given then. Once: keystream made
    /// for it may be gone afterwards.
    void decrypt(Span ciphertext, Span plaintext);

    /// Overwrites everything that depends on the key. The object must not be used afterwards.
    @Override
    void close();
}
