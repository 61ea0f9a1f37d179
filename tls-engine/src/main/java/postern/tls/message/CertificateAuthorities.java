package postern.tls.message;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// `DistinguishedName authorities<3..2^16-1>`: names of authorities the sender trusts, each in DER (RFC 9846 §4.3.4).
public record CertificateAuthorities(List<Bytes> authorities) implements Extension {
    public CertificateAuthorities {
        authorities = List.copyOf(authorities);
    }

    @Override
    public int code() {
        return ExtensionType.CERTIFICATE_AUTHORITIES.code();
    }

    static CertificateAuthorities read(TlsReader in) {
        return new CertificateAuthorities(in.vector16(3).all(name -> name.opaque16(1)));
    }

    @Override
    public void write(TlsWriter out) {
        out.vector16(list -> list.all(authorities, TlsWriter::opaque16));
    }
}
