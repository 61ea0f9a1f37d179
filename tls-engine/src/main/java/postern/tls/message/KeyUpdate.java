package postern.tls.message;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.KeyUpdateRequest;

/// The sender's next record is under a new key: `KeyUpdateRequest request_update` (RFC 9846 §4.7.3).
public record KeyUpdate(KeyUpdateRequest request) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.KEY_UPDATE;
    }

    /// Any other value is answered with `illegal_parameter` (RFC 9846 §4.7.3).
    static KeyUpdate read(TlsReader in) {
        int code = in.uint8();
        return new KeyUpdate(KeyUpdateRequest.ofCode(code)
                .orElseThrow(() -> new TlsException(Violation.KEY_UPDATE_VALUE, "value " + code)));
    }

    @Override
    public void write(TlsWriter out) {
        out.uint8(request.code());
    }
}
