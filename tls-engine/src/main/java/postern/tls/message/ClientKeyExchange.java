package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.Kx;

/// The client's part of the key exchange up to TLS 1.2: a point with ECDHE (RFC 8422 §5.7), a number with DHE, an
/// encrypted secret with RSA (RFC 5246 §7.4.7):
///
/// ```
/// opaque point<1..2^8-1>;                         ECDHE
/// opaque dh_Yc<1..2^16-1>;                        DHE
/// opaque encrypted_pre_master_secret<0..2^16-1>;  RSA
/// ```
public record ClientKeyExchange(Kx kx, Bytes key) implements HandshakeMessage {
    /// With ECDHE.
    public ClientKeyExchange(Bytes point) {
        this(Kx.ECDHE, point);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    static ClientKeyExchange read(Syntax syntax, TlsReader in) {
        var kx = syntax.kx();
        return new ClientKeyExchange(kx, kx == Kx.ECDHE ? in.opaque8(1, 255) : in.opaque16());
    }

    @Override
    public void write(TlsWriter out) {
        if (kx == Kx.ECDHE) {
            out.opaque8(key);
        } else {
            out.opaque16(key);
        }
    }
}
