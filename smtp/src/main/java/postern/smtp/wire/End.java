package postern.smtp.wire;

/// How reading a message's octets ended.
public enum End {
    /// All of them are there: the line with the single dot came, or the chunk's count was reached.
    COMPLETE,
    /// The connection ended first; what came is no message.
    CUT_OFF
}
