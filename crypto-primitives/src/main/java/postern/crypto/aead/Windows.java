package postern.crypto.aead;

import postern.crypto.bytes.Span;

/// What both algorithms ask of the windows they are given.
final class Windows {
    private Windows() {}

    /// @throws IllegalArgumentException unless nonce and windows fit the algorithm and each other
    @SuppressWarnings("ReferenceEquality") // the same memory is meant, not the same octets
    static void check(Aead aead, byte[] nonce, Span plaintext, Span sealed) {
        if (nonce.length != aead.nonceLength()) {
            throw new IllegalArgumentException(
                    "the nonce must have " + aead.nonceLength() + " octets, not " + nonce.length);
        }
        if (sealed.length() - aead.tagLength() != plaintext.length()) {
            throw new IllegalArgumentException("sealed must be " + aead.tagLength()
                    + " octets longer than the plaintext: " + sealed.length() + ", " + plaintext.length());
        }
        int distance = sealed.offset() - plaintext.offset();
        boolean overlap = distance < plaintext.length() && -distance < sealed.length();
        if (sealed.array() == plaintext.array() && distance != 0 && overlap) {
            throw new IllegalArgumentException("sealed and plaintext overlap, " + distance + " octets apart");
        }
    }
}
