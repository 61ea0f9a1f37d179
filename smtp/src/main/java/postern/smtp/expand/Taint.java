package postern.smtp.expand;

/// Where a value comes from, which decides what it may become.
public enum Taint {
    /// The operator or this program wrote it.
    NONE,

    /// Somebody on the other end of a connection chose it, wholly or in part: it may be compared, logged and
    /// looked up, and never becomes a file name or a text to expand.
    PEER;

    /// The taint of what is made of two parts.
    public Taint and(Taint other) {
        return this == PEER ? PEER : other;
    }
}
