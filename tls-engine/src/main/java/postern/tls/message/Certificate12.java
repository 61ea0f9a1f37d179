package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.HandshakeType;

/// A certificate chain in TLS 1.2 and older, the sender's own certificate first, each in DER (RFC 5246 §7.4.2):
///
/// ```
/// opaque ASN.1Cert<1..2^24-1>;
/// struct { ASN.1Cert certificate_list<0..2^24-1>; } Certificate;
/// ```
public record Certificate12(List<Bytes> certificates) implements HandshakeMessage {
    public Certificate12 {
        certificates = List.copyOf(certificates);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    static Certificate12 read(TlsReader in) {
        return new Certificate12(in.vector24().all(list -> list.opaque24(1)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector24(list -> list.all(certificates, TlsWriter::opaque24));
    }
}
