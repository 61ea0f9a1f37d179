package postern.tls.message;

import java.util.HashSet;
import java.util.List;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `CertificateCompressionAlgorithm algorithms<2..2^8-2>`: how a Certificate message may be compressed for whoever
/// sends this (RFC 8879 §3).
public record CompressCertificate(List<Integer> algorithms) implements Extension {
    /// Keeps its own copy of the list.
    public CompressCertificate {
        algorithms = List.copyOf(algorithms);
    }

    @Override
    public int code() {
        return ExtensionType.COMPRESS_CERTIFICATE.code();
    }

    static CompressCertificate read(TlsReader in) {
        var algorithms = in.vector8(2).all(TlsReader::uint16);
        if (new HashSet<>(algorithms).size() < algorithms.size()) {
            throw new TlsException(Violation.DUPLICATE_COMPRESSION, "algorithms " + algorithms);
        }
        return new CompressCertificate(algorithms);
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(algorithms, TlsWriter::uint16));
    }
}
