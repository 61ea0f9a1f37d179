package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The last message under the keys of early data: what follows is under those of the handshake (RFC 9846 §4.6).
/// Empty.
public record EndOfEarlyData() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.END_OF_EARLY_DATA;
    }

    @Override
    public void write(TlsWriter out) {
        // Nothing.
    }
}
