package postern.tls.schedule;

/// The names under which a key log shows secrets, spelled as it spells them (RFC 9850 §2.1, §2.2).
public enum SecretLabel {
    /// TLS 1.2: the master secret.
    CLIENT_RANDOM,
    CLIENT_EARLY_TRAFFIC_SECRET,
    EARLY_EXPORTER_SECRET,
    CLIENT_HANDSHAKE_TRAFFIC_SECRET,
    SERVER_HANDSHAKE_TRAFFIC_SECRET,
    CLIENT_TRAFFIC_SECRET_0,
    SERVER_TRAFFIC_SECRET_0,
    EXPORTER_SECRET
}
