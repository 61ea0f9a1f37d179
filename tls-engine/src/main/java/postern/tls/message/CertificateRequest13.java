package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// The server asks for a certificate, in TLS 1.3 (RFC 9846 §4.4.2):
///
/// ```
/// struct {
///     opaque certificate_request_context<0..2^8-1>;
///     Extension extensions<0..2^16-1>;
/// } CertificateRequest;
/// ```
public record CertificateRequest13(Bytes context, Extensions extensions) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    static CertificateRequest13 read(TlsReader in) {
        return new CertificateRequest13(in.opaque8(), Extensions.read(in, Place.CR));
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque8(context);
        extensions.write(out);
    }
}
