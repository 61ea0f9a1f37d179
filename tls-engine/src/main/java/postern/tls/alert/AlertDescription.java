package postern.tls.alert;

import java.util.Locale;
import java.util.Optional;

/// What an alert says (RFC 9846 §6; the IANA registry "TLS Alerts"). The rows that only TLS 1.2 and older use are here
/// because peers still send them.
public enum AlertDescription {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    /// Never sent: it would tell padding errors from MAC errors (RFC 5246 §7.2.2).
    DECRYPTION_FAILED_RESERVED(21),
    RECORD_OVERFLOW(22),
    DECOMPRESSION_FAILURE(30),
    HANDSHAKE_FAILURE(40),
    NO_CERTIFICATE_RESERVED(41),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    TOO_MANY_CIDS_REQUESTED(52),
    EXPORT_RESTRICTION_RESERVED(60),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    CERTIFICATE_UNOBTAINABLE_RESERVED(111),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    BAD_CERTIFICATE_HASH_VALUE_RESERVED(114),
    UNKNOWN_PSK_IDENTITY(115),
    CERTIFICATE_REQUIRED(116),
    GENERAL_ERROR(117),
    NO_APPLICATION_PROTOCOL(120),
    ECH_REQUIRED(121);

    private final int code;

    AlertDescription(int code) {
        this.code = code;
    }

    /// The octet on the wire.
    public int code() {
        return code;
    }

    /// The RFC's name: `unexpected_message`.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The alert with this code; empty if the registry had none when this was written.
    public static Optional<AlertDescription> ofCode(int code) {
        for (var description : values()) {
            if (description.code == code) {
                return Optional.of(description);
            }
        }
        return Optional.empty();
    }

    /// The RFC's name and the code: `unexpected_message (10)`.
    @Override
    public String toString() {
        return wireName() + " (" + code + ")";
    }
}
