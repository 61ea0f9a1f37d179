package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// In a ClientHello: data follows at once. In EncryptedExtensions: it is taken (RFC 9846 §4.3.10). Empty.
public record EarlyDataIndication() implements Extension {
    @Override
    public int code() {
        return ExtensionType.EARLY_DATA.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Nothing.
    }
}
