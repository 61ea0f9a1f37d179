package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// `opaque verify_data[n]`: a MAC over the whole handshake (RFC 9846 §4.5.3, RFC 5246 §7.4.9). Its length, the hash's
/// in TLS 1.3 and 12 octets in TLS 1.2, is part of what the verifier verifies.
public record Finished(Bytes verifyData) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }

    static Finished read(TlsReader in) {
        return new Finished(in.rest());
    }

    @Override
    public void write(TlsWriter out) {
        out.bytes(verifyData);
    }
}
