package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// The server asks for a certificate, in TLS 1.2 (RFC 5246 §7.4.4):
///
/// ```
/// struct {
///     ClientCertificateType certificate_types<1..2^8-1>;
///     SignatureAndHashAlgorithm supported_signature_algorithms<2..2^16-2>;
///     DistinguishedName certificate_authorities<0..2^16-1>;
/// } CertificateRequest;
/// ```
///
/// @param authorities names in DER; none means any
public record CertificateRequest12(List<Integer> certificateTypes, List<Integer> schemes, List<Bytes> authorities)
        implements HandshakeMessage {
    public CertificateRequest12 {
        certificateTypes = List.copyOf(certificateTypes);
        schemes = List.copyOf(schemes);
        authorities = List.copyOf(authorities);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    static CertificateRequest12 read(TlsReader in) {
        var types = in.vector8(1).all(TlsReader::uint8);
        var schemes = Extension.readCodes(in);
        return new CertificateRequest12(types, schemes, in.vector16().all(name -> name.opaque16(1)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(certificateTypes, TlsWriter::uint8));
        Extension.writeCodes(out, schemes);
        out.vector16(list -> list.all(authorities, TlsWriter::opaque16));
    }
}
