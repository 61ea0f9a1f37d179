package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// In a ServerHello up to TLS 1.2: a [CertificateStatus] may follow the Certificate (RFC 6066 §8). Empty.
public record StatusPromise() implements Extension {
    @Override
    public int code() {
        return ExtensionType.STATUS_REQUEST.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Its presence says it all.
    }
}
