package postern.crypto.dh;

/// A peer's public key that no honest peer sends: its use would show us or him the private key, or no secret at all.
public final class InvalidPublicKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// A refusal in words.
    public InvalidPublicKeyException(String message) {
        super(message);
    }
}
