package postern.tls.message;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.Kx;

/// The server's part of a key exchange with a shared key (RFC 4279 §2 to §4, RFC 5489 §2):
///
/// ```
/// opaque psk_identity_hint<0..2^16-1>;
/// ServerDHParams or ServerECDHParams;      with DHE_PSK or ECDHE_PSK
/// ```
///
/// @param hint by which the client may choose among its keys; may be empty
public record PskParams(Bytes hint, Optional<ServerParams> exchange) implements ServerParams {
    static PskParams read(Kx kx, TlsReader in) {
        var hint = in.opaque16();
        return new PskParams(
                hint,
                switch (kx) {
                    case DHE_PSK -> Optional.of(DheParams.read(in));
                    case ECDHE_PSK -> Optional.of(ServerKeyExchange.EcdheParams.read(in));
                    default -> Optional.empty();
                });
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque16(hint);
        exchange.ifPresent(params -> params.write(out));
    }
}
