package postern.crypto.ec;

/// A peer's public key that is no usable point of its curve. The message says which demand it fails; it holds
/// nothing secret, because everything it speaks of came from the peer.
public final class InvalidPointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /// A refusal, with the reason in words.
    public InvalidPointException(String message) {
        super(message);
    }
}
