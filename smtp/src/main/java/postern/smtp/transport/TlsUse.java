package postern.smtp.transport;

/// How much TLS a delivery must have.
public enum TlsUse {
    /// In clear, even if the server offers STARTTLS.
    NONE,
    /// STARTTLS if the server offers it; in clear if it does not, refuses it, or the handshake fails. Protects
    /// from those who only listen.
    OPPORTUNISTIC,
    /// STARTTLS, or no delivery.
    STARTTLS,
    /// TLS from the first octet (RFC 8314 §3.3), or no delivery.
    ON_CONNECT;

    /// Whether the message may leave in clear.
    public boolean allowsClear() {
        return this == NONE || this == OPPORTUNISTIC;
    }
}
