package postern.crypto.aead;

import postern.crypto.bytes.Span;

/// Authenticated encryption with associated data (RFC 5116) under one key.
///
/// *Seal* enciphers a plaintext and puts a tag behind it that proves the ciphertext, the associated data and the
/// nonce. *Open* verifies the tag first, and only then deciphers: no octet of a forged plaintext leaves this
/// package.
///
/// **A nonce must never come twice under one key** for sealing. With either algorithm here two messages under one
/// nonce give away the sum of their plaintexts, and with GCM also what is needed to forge.
///
/// The windows of plaintext and ciphertext may begin at the same place of the same array (in place), or must not
/// overlap. Nothing is allocated per message. Confined to one thread; whoever made it closes it.
public interface Aead extends AutoCloseable {
    /// Octets of a nonce.
    int nonceLength();

    /// Octets that sealing adds.
    int tagLength();

    /// Time depends on the lengths of plaintext and associated data alone. Writes ciphertext and tag to `sealed`.
    ///
    /// @param nonce [#nonceLength()] octets, for this message only
    /// @param aad associated data: authenticated, not enciphered, not part of the output
    /// @param sealed as long as the plaintext and the tag
    /// @throws IllegalArgumentException if a length is wrong or the windows overlap otherwise than in place
    void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed);

    /// Time depends on the lengths alone, and on whether the tag is right. Verifies the tag, and if it is right
    /// writes the plaintext.
    ///
    /// @param sealed what [#seal(byte\[\], byte\[\], Span, Span)] wrote
    /// @param plaintext shorter by the tag; untouched if the answer is false
    /// @return whether the tag is right
    /// @throws IllegalArgumentException if a length is wrong or the windows overlap otherwise than in place
    boolean open(byte[] nonce, byte[] aad, Span sealed, Span plaintext);

    /// Overwrites everything that depends on the key. The object must not be used afterwards.
    @Override
    void close();
}
