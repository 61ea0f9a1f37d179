package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `opaque renegotiated_connection<0..255>`: the Finished values of the handshake before this one; empty in a first
/// handshake (RFC 5746 §3.2).
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
    @Override
    public int code() {
        return ExtensionType.RENEGOTIATION_INFO.code();
    }

    static RenegotiationInfo read(TlsReader in) {
        return new RenegotiationInfo(in.opaque8());
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque8(renegotiatedConnection);
    }
}
