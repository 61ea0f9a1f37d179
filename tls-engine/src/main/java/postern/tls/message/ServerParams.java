package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.message.ServerKeyExchange.EcdheParams;
import postern.tls.param.Kx;

/// The server's part of a key exchange up to TLS 1.2.
public sealed interface ServerParams permits EcdheParams, DheParams, PskParams {
    /// Writes the struct.
    void write(TlsWriter out);

    /// The octets that are signed, after both randoms (RFC 8422 §5.4, RFC 5246 §7.4.3).
    default Bytes toBytes() {
        var out = new TlsWriter();
        write(out);
        return out.toBytes();
    }

    /// Reads the struct of a kind of key exchange.
    ///
    /// @throws TlsException if with this key exchange a server sends no such message (RFC 5246 §7.4.3)
    static ServerParams read(Kx kx, TlsReader in) {
        return switch (kx) {
            case ECDHE -> EcdheParams.read(in);
            case DHE -> DheParams.read(in);
            case PSK, DHE_PSK, RSA_PSK, ECDHE_PSK -> PskParams.read(kx, in);
            default -> throw new TlsException(Violation.MESSAGE_UNEXPECTED, "ServerKeyExchange with " + kx);
        };
    }
}
