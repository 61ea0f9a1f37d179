package postern.tls.param;

import static postern.tls.param.ExtensionType.Place.*;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The extensions whose rules are known, and the messages in which each may stand (RFC 9846 §4.3, table 1; for TLS 1.2
/// the RFC that defines it). Not all are acted on: for the others it is enough to know when they are out of place.
public enum ExtensionType {
    SERVER_NAME(0, CH, EE, SH12),
    MAX_FRAGMENT_LENGTH(1, CH, EE, SH12),
    STATUS_REQUEST(5, CH, CR, CT, SH12),
    /// Not allowed in a ServerHello by RFC 8422 §5.2, but some TLS 1.2 servers send it, and it does no harm.
    SUPPORTED_GROUPS(10, CH, EE, SH12),
    EC_POINT_FORMATS(11, CH, SH12),
    SIGNATURE_ALGORITHMS(13, CH, CR),
    USE_SRTP(14, CH, EE, SH12),
    HEARTBEAT(15, CH, EE, SH12),
    APPLICATION_LAYER_PROTOCOL_NEGOTIATION(16, CH, EE, SH12),
    SIGNED_CERTIFICATE_TIMESTAMP(18, CH, CR, CT, SH12),
    CLIENT_CERTIFICATE_TYPE(19, CH, EE, SH12),
    SERVER_CERTIFICATE_TYPE(20, CH, EE, SH12),
    PADDING(21, CH),
    ENCRYPT_THEN_MAC(22, CH, SH12),
    EXTENDED_MASTER_SECRET(23, CH, SH12),
    COMPRESS_CERTIFICATE(27, CH, CR),
    RECORD_SIZE_LIMIT(28, CH, EE, SH12),
    SESSION_TICKET(35, CH, SH12),
    PRE_SHARED_KEY(41, CH, SH),
    EARLY_DATA(42, CH, EE, NST),
    SUPPORTED_VERSIONS(43, CH, SH, HRR),
    COOKIE(44, CH, HRR),
    PSK_KEY_EXCHANGE_MODES(45, CH),
    CERTIFICATE_AUTHORITIES(47, CH, CR),
    OID_FILTERS(48, CR),
    POST_HANDSHAKE_AUTH(49, CH),
    SIGNATURE_ALGORITHMS_CERT(50, CH, CR),
    KEY_SHARE(51, CH, SH, HRR),
    RENEGOTIATION_INFO(0xff01, CH, SH12);

    /// A message that carries extensions, in the RFC's abbreviations.
    public enum Place {
        /// ClientHello.
        CH,
        /// ServerHello of TLS 1.3.
        SH,
        /// ServerHello of TLS 1.2 and older.
        SH12,
        /// HelloRetryRequest.
        HRR,
        /// EncryptedExtensions.
        EE,
        /// Certificate.
        CT,
        /// CertificateRequest.
        CR,
        /// NewSessionTicket.
        NST;

        private int bit() {
            return 1 << ordinal();
        }
    }

    private final int code;

    /// One bit for each [Place].
    private final int places;

    ExtensionType(int code, Place... places) {
        this.code = code;
        this.places = Arrays.stream(places).mapToInt(Place::bit).reduce(0, (a, b) -> a | b);
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// The name in the IANA registry: `supported_versions`.
    public String ianaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether this extension may stand in that message.
    public boolean allowedIn(Place place) {
        return (places & place.bit()) != 0;
    }

    /// The type with this code point, if its rules are known.
    public static Optional<ExtensionType> ofCode(int code) {
        return CodePoints.find(values(), ExtensionType::code, code);
    }

    /// The name and the code point, whether known or not: `key_share (51)`, `extension 0x6a6a`.
    public static String describe(int code) {
        return ofCode(code)
                .map(type -> type.ianaName() + " (" + code + ")")
                .orElse("extension 0x" + Integer.toHexString(code));
    }
}
