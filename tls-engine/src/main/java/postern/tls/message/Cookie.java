package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `opaque cookie<1..2^16-1>`: what a server gives in a retry and gets back in the second ClientHello
/// (RFC 9846 §4.3.2).
public record Cookie(Bytes cookie) implements Extension {
    @Override
    public int code() {
        return ExtensionType.COOKIE.code();
    }

    static Cookie read(TlsReader in) {
        return new Cookie(in.opaque16(1));
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque16(cookie);
    }
}
