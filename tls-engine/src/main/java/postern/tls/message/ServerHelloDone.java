package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The server has said all of its first flight in TLS 1.2; empty (RFC 5246 §7.4.5).
public record ServerHelloDone() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }

    @Override
    public void write(TlsWriter out) {
        // Empty.
    }
}
