package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `KeyShareEntry server_share`: the server's public key, in a group of the client's (RFC 9846 §4.3.8).
public record KeyShareServerHello(KeyShareEntry share) implements Extension {
    @Override
    public int code() {
        return ExtensionType.KEY_SHARE.code();
    }

    static KeyShareServerHello read(TlsReader in) {
        return new KeyShareServerHello(KeyShareEntry.read(in));
    }

    @Override
    public void write(TlsWriter out) {
        share.write(out);
    }
}
