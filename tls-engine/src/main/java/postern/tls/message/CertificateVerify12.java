package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;

/// The client signs the handshake so far, and so proves that it has the key of its certificate, up to TLS 1.2 (RFC
/// 5246 §7.4.8). The scheme is named in TLS 1.2 only (RFC 4346 §7.4.8):
///
/// ```
/// struct { digitally-signed struct { opaque handshake_messages[…]; } } CertificateVerify;
/// ```
public record CertificateVerify12(DigitallySigned signed) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    static CertificateVerify12 read(ProtocolVersion version, TlsReader in) {
        return new CertificateVerify12(DigitallySigned.read(version, in));
    }

    @Override
    public void write(TlsWriter out) {
        signed.write(out);
    }
}
