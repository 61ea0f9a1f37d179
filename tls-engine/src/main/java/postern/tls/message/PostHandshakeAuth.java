package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The client can be asked for a certificate also behind the handshake (RFC 9846 §4.3.6). Empty.
public record PostHandshakeAuth() implements Extension {
    @Override
    public int code() {
        return ExtensionType.POST_HANDSHAKE_AUTH.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Nothing.
    }
}
