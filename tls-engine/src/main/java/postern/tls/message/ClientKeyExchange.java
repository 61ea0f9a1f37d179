package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The client's ephemeral key in TLS 1.2 with ECDHE: `opaque point<1..2^8-1>` (RFC 8422 §5.7).
public record ClientKeyExchange(Bytes point) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    static ClientKeyExchange read(TlsReader in) {
        return new ClientKeyExchange(in.opaque8(1, 255));
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque8(point);
    }
}
