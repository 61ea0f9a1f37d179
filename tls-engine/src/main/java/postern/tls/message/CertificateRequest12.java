package postern.tls.message;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;
import postern.tls.param.ProtocolVersion;

/// The server asks for a certificate, up to TLS 1.2, which alone says how signatures are verified (RFC 5246
/// §7.4.4, RFC 4346 §7.4.4):
///
/// ```
/// struct {
///     ClientCertificateType certificate_types<1..2^8-1>;
///     SignatureAndHashAlgorithm supported_signature_algorithms<2..2^16-2>;
///     DistinguishedName certificate_authorities<0..2^16-1>;
/// } CertificateRequest;
/// ```
///
/// @param schemes empty before TLS 1.2
/// @param authorities names in DER; none means any
public record CertificateRequest12(
        List<Integer> certificateTypes, Optional<List<Integer>> schemes, List<Bytes> authorities)
        implements HandshakeMessage {
    public CertificateRequest12 {
        certificateTypes = List.copyOf(certificateTypes);
        schemes = schemes.map(List::copyOf);
        authorities = List.copyOf(authorities);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    static CertificateRequest12 read(ProtocolVersion version, TlsReader in) {
        var types = in.vector8(1).all(TlsReader::uint8);
        var schemes = version == ProtocolVersion.TLS12
                ? Optional.of(Extension.readCodes(in))
                : Optional.<List<Integer>>empty();
        return new CertificateRequest12(types, schemes, in.vector16().all(name -> name.opaque16(1)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(certificateTypes, TlsWriter::uint8));
        schemes.ifPresent(codes -> Extension.writeCodes(out, codes));
        out.vector16(list -> list.all(authorities, TlsWriter::opaque16));
    }
}
