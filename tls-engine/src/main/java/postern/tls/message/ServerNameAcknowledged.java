package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The server used the name: an empty `server_name` (RFC 6066 §3).
public record ServerNameAcknowledged() implements Extension {
    @Override
    public int code() {
        return ExtensionType.SERVER_NAME.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Empty.
    }
}
