package postern.crypto.key;

/// A key, or the name of an algorithm, that cannot be used. The message names the cause and, where there is one,
/// the remedy; it never quotes a secret.
public final class KeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
