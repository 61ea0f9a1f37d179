package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// A certificate chain in TLS 1.3, the sender's own certificate first (RFC 9846 §4.5.1):
///
/// ```
/// struct { opaque cert_data<1..2^24-1>; Extension extensions<0..2^16-1>; } CertificateEntry;
/// struct {
///     opaque certificate_request_context<0..2^8-1>;
///     CertificateEntry certificate_list<0..2^24-1>;
/// } Certificate;
/// ```
public record CertificateMessage13(Bytes context, List<Entry> entries) implements HandshakeMessage {
    /// One certificate in DER, and what the sender has to say about it.
    public record Entry(Bytes certificate, Extensions extensions) {
        static Entry read(TlsReader in) {
            return new Entry(in.opaque24(1), Extensions.read(in, Place.CT));
        }

        void write(TlsWriter out) {
            out.opaque24(certificate);
            extensions.write(out);
        }
    }

    public CertificateMessage13 {
        entries = List.copyOf(entries);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    /// The chain alone.
    public List<Bytes> certificates() {
        return entries.stream().map(Entry::certificate).toList();
    }

    /// The message without its header, as it is compressed (RFC 8879 §4).
    public Bytes body() {
        var out = new TlsWriter();
        write(out);
        return out.toBytes();
    }

    /// The mirror of [#body].
    ///
    /// @throws postern.tls.alert.TlsException if it is not well-formed
    public static CertificateMessage13 ofBody(Bytes body) {
        var in = new TlsReader(body);
        var message = read(in);
        in.end();
        return message;
    }

    static CertificateMessage13 read(TlsReader in) {
        return new CertificateMessage13(in.opaque8(), in.vector24().all(Entry::read));
    }

    @Override
    public void write(TlsWriter out) {
        out.opaque8(context).vector24(list -> list.all(entries, (inner, entry) -> entry.write(inner)));
    }
}
