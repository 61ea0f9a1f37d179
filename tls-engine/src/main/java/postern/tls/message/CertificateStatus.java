package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The server shows beside its certificate what the authority says of it at present, up to TLS 1.2 (RFC 6066
/// §8). In TLS 1.3 the same struct is an extension, [StapledStatus].
///
/// @param response an OCSPResponse in DER
public record CertificateStatus(Bytes response) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }

    static CertificateStatus read(TlsReader in) {
        return new CertificateStatus(StapledStatus.read(in).response());
    }

    @Override
    public void write(TlsWriter out) {
        new StapledStatus(response).write(out);
    }
}
