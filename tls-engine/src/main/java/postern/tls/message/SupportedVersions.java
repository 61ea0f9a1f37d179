package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `ProtocolVersion versions<2..254>` in a ClientHello, most wanted first (RFC 9846 §4.3.1).
public record SupportedVersions(List<Integer> versions) implements Extension {
    public SupportedVersions {
        versions = List.copyOf(versions);
    }

    @Override
    public int code() {
        return ExtensionType.SUPPORTED_VERSIONS.code();
    }

    static SupportedVersions read(TlsReader in) {
        return new SupportedVersions(in.vector8(2).all(TlsReader::uint16));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(versions, TlsWriter::uint16));
    }
}
