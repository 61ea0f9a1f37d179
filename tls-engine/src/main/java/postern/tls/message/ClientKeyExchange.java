package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.Kx;

/// The client's part of the key exchange up to TLS 1.2: a point with ECDHE (RFC 8422 §5.7), a number with DHE,
/// an encrypted secret with RSA (RFC 5246 §7.4.7), each of them behind the name of a shared key if there is one
/// (RFC 4279, RFC 5489 §2):
///
/// ```
/// opaque psk_identity<0..2^16-1>;                 PSK, and each of the others with it
/// opaque point<1..2^8-1>;                         ECDHE
/// opaque dh_Yc<1..2^16-1>;                        DHE
/// opaque encrypted_pre_master_secret<0..2^16-1>;  RSA
/// ```
///
/// @param identity of the shared key; empty without one
/// @param key empty with a shared key alone
public record ClientKeyExchange(Kx kx, Bytes identity, Bytes key) implements HandshakeMessage {
    /// Without a shared key.
    public ClientKeyExchange(Kx kx, Bytes key) {
        this(kx, Bytes.EMPTY, key);
    }

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
        var identity = kx.isPreShared() ? in.opaque16() : Bytes.EMPTY;
        if (kx == Kx.PSK) {
            return new ClientKeyExchange(kx, identity, Bytes.EMPTY);
        }
        return new ClientKeyExchange(kx, identity, kx.isEllipticCurve() ? in.opaque8(1, 255) : in.opaque16());
    }

    @Override
    public void write(TlsWriter out) {
        if (kx.isPreShared()) {
            out.opaque16(identity);
        }
        if (kx.isEllipticCurve()) {
            out.opaque8(key);
        } else if (kx != Kx.PSK) {
            out.opaque16(key);
        }
    }
}
