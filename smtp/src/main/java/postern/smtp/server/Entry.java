package postern.smtp.server;

/// How a connection begins.
public enum Entry {
    /// In clear; TLS by STARTTLS (RFC 3207).
    CLEAR,
    /// With a TLS handshake (RFC 8314 §3.3).
    TLS
}
