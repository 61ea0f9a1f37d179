package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// Asks for the revocation status of the other end's certificates (RFC 6066 §8):
///
/// ```
/// struct {
///     CertificateStatusType status_type = ocsp(1);
///     ResponderID responder_id_list<0..2^16-1>;
///     Extensions request_extensions;          <0..2^16-1>, in DER
/// } CertificateStatusRequest;
/// ```
public record StatusRequest(Bytes responders, Bytes requestExtensions) implements Extension {
    static final int OCSP = 1;

    /// From whichever responder, with nothing special.
    public static StatusRequest any() {
        return new StatusRequest(Bytes.EMPTY, Bytes.EMPTY);
    }

    @Override
    public int code() {
        return ExtensionType.STATUS_REQUEST.code();
    }

    /// Another type of status than OCSP's means nothing to us, and is ignored.
    static Extension read(TlsReader in) {
        int type = in.uint8();
        return type == OCSP
                ? new StatusRequest(in.opaque16(), in.opaque16())
                : new Unknown(
                        ExtensionType.STATUS_REQUEST.code(), Bytes.of(type).concat(in.rest()));
    }

    @Override
    public void write(TlsWriter out) {
        out.uint8(OCSP).opaque16(responders).opaque16(requestExtensions);
    }
}
