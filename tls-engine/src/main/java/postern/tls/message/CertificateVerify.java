package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The sender signs the handshake so far, and so proves that it has the key of its certificate (RFC 9846 §4.5.2):
///
/// ```
/// struct { SignatureScheme algorithm; opaque signature<0..2^16-1>; } CertificateVerify;
/// ```
public record CertificateVerify(int scheme, Bytes signature) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    static CertificateVerify read(TlsReader in) {
        return new CertificateVerify(in.uint16(), in.opaque16());
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(scheme).opaque16(signature);
    }
}
