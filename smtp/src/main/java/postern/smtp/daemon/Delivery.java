package postern.smtp.daemon;

/// What becomes of messages that are accepted.
public enum Delivery {
    /// They are kept.
    REAL,
    /// They go nowhere: the session is only played.
    PLAYED
}
