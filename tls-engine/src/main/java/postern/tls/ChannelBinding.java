package postern.tls;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.schedule.Exporter;

/// What names a connection to a protocol above, such as SCRAM: whoever proves something there under this name
/// proves it for this connection alone (RFC 5056).
public enum ChannelBinding {
    /// The first Finished message, up to TLS 1.2 (RFC 5929 §3).
    TLS_UNIQUE("tls-unique"),
    /// The hash of the server's certificate (RFC 5929 §4).
    TLS_SERVER_END_POINT("tls-server-end-point"),
    /// A key that is exported for nothing else (RFC 9266).
    TLS_EXPORTER("tls-exporter");

    private static final String LABEL = "EXPORTER-Channel-Binding";
    private static final int LENGTH = 32;

    private final String registeredName;

    ChannelBinding(String registeredName) {
        this.registeredName = registeredName;
    }

    /// The name in the IANA registry: `tls-unique`.
    public String registeredName() {
        return registeredName;
    }

    /// RFC 9266 §2. The value is public to both ends, unlike other exported keys.
    static Bytes exported(Exporter exporter) {
        try (var value = exporter.export(LABEL, Optional.of(Bytes.EMPTY), LENGTH)) {
            return Bytes.copyOf(value.expose());
        }
    }
}
