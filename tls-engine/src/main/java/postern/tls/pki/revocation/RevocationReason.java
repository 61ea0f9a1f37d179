package postern.tls.pki.revocation;

import java.util.Arrays;
import java.util.Optional;

/// Why a certificate was revoked (RFC 5280 §5.3.1).
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "its key is compromised"),
    CA_COMPROMISE(2, "its issuer is compromised"),
    AFFILIATION_CHANGED(3, "its holder's affiliation changed"),
    SUPERSEDED(4, "it was superseded"),
    CESSATION_OF_OPERATION(5, "it is no longer needed"),
    CERTIFICATE_HOLD(6, "it is on hold"),
    REMOVE_FROM_CRL(8, "it is no longer on hold"),
    PRIVILEGE_WITHDRAWN(9, "its privileges were withdrawn"),
    AA_COMPROMISE(10, "its attribute authority is compromised");

    private final int code;
    private final String words;

    RevocationReason(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /// The reason with this number.
    public static Optional<RevocationReason> of(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }

    /// The number of CRLReason.
    public int code() {
        return code;
    }

    /// The reason in words that follow "because".
    public String words() {
        return words;
    }
}
