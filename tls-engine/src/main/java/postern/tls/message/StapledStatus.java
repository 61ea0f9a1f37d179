package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The OCSP response for one certificate, beside it in the Certificate message (RFC 9846 §4.5.1.1):
///
/// ```
/// struct { CertificateStatusType status_type = ocsp(1); opaque response<1..2^24-1>; } CertificateStatus;
/// ```
///
/// @param response in DER, not looked into
public record StapledStatus(Bytes response) implements Extension {
    @Override
    public int code() {
        return ExtensionType.STATUS_REQUEST.code();
    }

    static StapledStatus read(TlsReader in) {
        int type = in.uint8();
        if (type != StatusRequest.OCSP) {
            throw new TlsException(Violation.STATUS_TYPE, "type " + type);
        }
        return new StapledStatus(in.opaque24(1));
    }

    @Override
    public void write(TlsWriter out) {
        out.uint8(StatusRequest.OCSP).opaque24(response);
    }
}
