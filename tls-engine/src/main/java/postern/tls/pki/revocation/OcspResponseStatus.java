package postern.tls.pki.revocation;

import java.util.Arrays;
import postern.crypto.asn1.DerException;

/// How a responder answers a request as a whole (RFC 6960 §4.2.1).
public enum OcspResponseStatus {
    SUCCESSFUL(0, "the request was answered"),
    MALFORMED_REQUEST(1, "the responder could not read the request"),
    INTERNAL_ERROR(2, "the responder has an internal error"),
    TRY_LATER(3, "the responder asks to try again later"),
    SIG_REQUIRED(5, "the responder wants requests to be signed"),
    UNAUTHORIZED(6, "the responder does not answer for this issuer, or not to us");

    private final int code;
    private final String words;

    OcspResponseStatus(int code, String words) {
        this.code = code;
        this.words = words;
    }

    static OcspResponseStatus of(int code) {
        return Arrays.stream(values())
                .filter(status -> status.code == code)
                .findFirst()
                .orElseThrow(() -> new DerException("unknown OCSPResponseStatus " + code + " (RFC 6960 §4.2.1)"));
    }

    /// The number of the ENUMERATED.
    public int code() {
        return code;
    }

    /// The status in a sentence.
    public String words() {
        return words;
    }
}
