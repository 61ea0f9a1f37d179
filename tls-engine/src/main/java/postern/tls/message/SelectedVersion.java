package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `ProtocolVersion selected_version` in a ServerHello or HelloRetryRequest (RFC 9846 §4.3.1).
public record SelectedVersion(int version) implements Extension {
    @Override
    public int code() {
        return ExtensionType.SUPPORTED_VERSIONS.code();
    }

    static SelectedVersion read(TlsReader in) {
        return new SelectedVersion(in.uint16());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(version);
    }
}
