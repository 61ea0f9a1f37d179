package postern.smtp.route;

/// A router cannot tell: a lookup or an expansion failed. The address is deferred, with these words.
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param words what failed
    public UndecidedException(String words) {
        super(words);
    }
}
