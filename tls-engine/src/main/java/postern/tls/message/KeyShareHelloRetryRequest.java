package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `NamedGroup selected_group`: the group for which the server wants a key share (RFC 9846 §4.3.8).
public record KeyShareHelloRetryRequest(int group) implements Extension {
    @Override
    public int code() {
        return ExtensionType.KEY_SHARE.code();
    }

    static KeyShareHelloRetryRequest read(TlsReader in) {
        return new KeyShareHelloRetryRequest(in.uint16());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(group);
    }
}
