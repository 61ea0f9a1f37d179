package postern.tls.message;

import java.util.List;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `ECPointFormat ec_point_format_list<1..2^8-1>`: which encodings of points the sender reads, TLS 1.2 only
/// (RFC 8422 §5.1.2).
public record EcPointFormats(List<Integer> formats) implements Extension {
    /// The one format left: 04, x, y. A list without it is malformed in meaning (RFC 8422 §5.1.2).
    public static final int UNCOMPRESSED = 0;

    public EcPointFormats {
        formats = List.copyOf(formats);
    }

    @Override
    public int code() {
        return ExtensionType.EC_POINT_FORMATS.code();
    }

    static EcPointFormats read(TlsReader in) {
        return new EcPointFormats(in.vector8(1).all(TlsReader::uint8));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector8(list -> list.all(formats, TlsWriter::uint8));
    }
}
