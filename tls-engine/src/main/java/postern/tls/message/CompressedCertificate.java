package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// A Certificate message, compressed (RFC 8879 §4):
///
/// ```
/// struct {
///     CertificateCompressionAlgorithm algorithm;
///     uint24 uncompressed_length;
///     opaque compressed_certificate_message<1..2^24-1>;
/// } CompressedCertificate;
/// ```
public record CompressedCertificate(int algorithm, int uncompressedLength, Bytes compressed)
        implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.COMPRESSED_CERTIFICATE;
    }

    static CompressedCertificate read(TlsReader in) {
        return new CompressedCertificate(in.uint16(), in.uint24(), in.opaque24(1));
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(algorithm).uint24(uncompressedLength).opaque24(compressed);
    }
}
