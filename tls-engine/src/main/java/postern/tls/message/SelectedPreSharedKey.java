package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `uint16 selected_identity` in a ServerHello: which of the offered keys the server uses, counted from zero (RFC
/// 9846 §4.3.11).
public record SelectedPreSharedKey(int identity) implements Extension {
    @Override
    public int code() {
        return ExtensionType.PRE_SHARED_KEY.code();
    }

    static SelectedPreSharedKey read(TlsReader in) {
        return new SelectedPreSharedKey(in.uint16());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(identity);
    }
}
