package postern.crypto.kem;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;

/// A peer's encapsulation key or ciphertext that no honest peer sends.
public final class InvalidShareException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// A refusal in words.
    public InvalidShareException(String message) {
        this(message, null);
    }

    /// A refusal in words, for another one.
    public InvalidShareException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// Refuses a share of another length.
    static void requireLength(Bytes share, int length, String what) {
        if (share.length() != length) {
            throw new InvalidShareException(what + " has " + length + " octets, this one has " + share.length());
        }
    }
}
