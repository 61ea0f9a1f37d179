package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The server's ephemeral key in TLS 1.2 with ECDHE, signed (RFC 8422 §5.4):
///
/// ```
/// struct { ECCurveType curve_type = named_curve; NamedCurve namedcurve; } ECParameters;
/// struct { ECParameters curve_params; ECPoint public; } ServerECDHParams;
/// struct { ServerECDHParams params; Signature signed_params; } ServerKeyExchange;
/// ```
public record ServerKeyExchange(EcdheParams params, int scheme, Bytes signature) implements HandshakeMessage {
    /// The named curve, and a point on it in the encoding of TLS 1.3's key shares.
    public record EcdheParams(int group, Bytes point) {
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

        void write(TlsWriter out) {
            out.uint8(NAMED_CURVE).uint16(group).opaque8(point);
        }

        /// The octets that are signed, after both randoms (RFC 8422 §5.4).
        public Bytes toBytes() {
            var out = new TlsWriter();
            write(out);
            return out.toBytes();
        }
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    static ServerKeyExchange read(TlsReader in) {
        return new ServerKeyExchange(EcdheParams.read(in), in.uint16(), in.opaque16());
    }

    @Override
    public void write(TlsWriter out) {
        params.write(out);
        out.uint16(scheme).opaque16(signature);
    }
}
