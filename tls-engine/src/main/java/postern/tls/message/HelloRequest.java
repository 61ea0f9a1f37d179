package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// A TLS 1.2 server asks for renegotiation; empty, and not part of any transcript (RFC 5246 §7.4.1.1).
public record HelloRequest() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }

    @Override
    public void write(TlsWriter out) {
        // Empty.
    }
}
