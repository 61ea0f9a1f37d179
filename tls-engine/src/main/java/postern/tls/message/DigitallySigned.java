package postern.tls.message;

import java.util.OptionalInt;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ProtocolVersion;

/// A signature with its scheme, which only TLS 1.2 names (RFC 5246 §4.7); before, the kind of key decided (RFC
/// 4346 §4.7):
///
/// ```
/// struct { SignatureAndHashAlgorithm algorithm; opaque signature<0..2^16-1>; } DigitallySigned;
/// ```
public record DigitallySigned(OptionalInt scheme, Bytes signature) {
    static DigitallySigned read(ProtocolVersion version, TlsReader in) {
        var scheme = version == ProtocolVersion.TLS12 ? OptionalInt.of(in.uint16()) : OptionalInt.empty();
        return new DigitallySigned(scheme, in.opaque16());
    }

    void write(TlsWriter out) {
        scheme.ifPresent(out::uint16);
        out.opaque16(signature);
    }
}
