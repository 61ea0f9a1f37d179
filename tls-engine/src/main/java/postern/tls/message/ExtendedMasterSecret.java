package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The TLS 1.2 master secret shall depend on the whole handshake; empty, in both directions (RFC 7627 §5.1).
public record ExtendedMasterSecret() implements Extension {
    @Override
    public int code() {
        return ExtensionType.EXTENDED_MASTER_SECRET.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Empty.
    }
}
