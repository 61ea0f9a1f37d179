package postern.tls.schedule;

/// Whether a record with a MAC is authenticated before or after it is encrypted.
public enum MacOrder {
    /// As the protocol was made (RFC 5246 §6.2.3.2).
    MAC_THEN_ENCRYPT,
    /// With block ciphers, where both ends know the extension `encrypt_then_mac` (RFC 7366).
    ENCRYPT_THEN_MAC
}
