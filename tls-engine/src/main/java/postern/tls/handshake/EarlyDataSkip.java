package postern.tls.handshake;

/// How a server that accepts no early data recognises it (RFC 9846 §4.3.10).
public enum EarlyDataSkip {
    /// After a ServerHello: records that the handshake keys do not open, until the first that they do.
    UNTIL_ONE_OPENS,
    /// After a HelloRetryRequest: records that claim to be protected, until the second ClientHello, which is not.
    UNTIL_ONE_IN_CLEAR
}
