package postern.tls.message;

import java.util.Optional;
import java.util.OptionalInt;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The server's ephemeral key up to TLS 1.2, signed unless the server is anonymous (RFC 5246 §7.4.3, RFC 8422
/// §5.4):
///
/// ```
/// struct { ECCurveType curve_type = named_curve; NamedCurve namedcurve; } ECParameters;
/// struct { ECParameters curve_params; ECPoint public; } ServerECDHParams;
/// struct { ServerECDHParams params; Signature signed_params; } ServerKeyExchange;
/// ```
public record ServerKeyExchange(ServerParams params, Optional<DigitallySigned> signed) implements HandshakeMessage {
    /// Signed by a scheme, as in TLS 1.2.
    public ServerKeyExchange(ServerParams params, int scheme, Bytes signature) {
        this(params, Optional.of(new DigitallySigned(OptionalInt.of(scheme), signature)));
    }

    /// The named curve, and a point on it in the encoding of TLS 1.3's key shares.
    public record EcdheParams(int group, Bytes point) implements ServerParams {
        private static final int NAMED_CURVE = 3;

        /// A curve with parameters of the server's own making could be weak, so only names are accepted
        /// (RFC 8422 §5.4).
        static EcdheParams read(TlsReader in) {
            int curveType = in.uint8();
            if (curveType != NAMED_CURVE) {
                throw new TlsException(Violation.CURVE_TYPE, "curve type " + curveType);
            }
            return new EcdheParams(in.uint16(), in.opaque8(1, 255));
        }

        @Override
        public void write(TlsWriter out) {
            out.uint8(NAMED_CURVE).uint16(group).opaque8(point);
        }
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    static ServerKeyExchange read(Syntax syntax, TlsReader in) {
        var params = ServerParams.read(syntax.kx(), in);
        return new ServerKeyExchange(
                params, syntax.isSigned() ? Optional.of(DigitallySigned.read(syntax.version(), in)) : Optional.empty());
    }

    @Override
    public void write(TlsWriter out) {
        params.write(out);
        signed.ifPresent(each -> each.write(out));
    }
}
