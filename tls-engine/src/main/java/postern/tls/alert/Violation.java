package postern.tls.alert;

import static postern.tls.alert.AlertDescription.*;

/// Every reason to refuse: one constant per rule that is enforced, with the alert the peer is told, the clause,
/// and words for the operator. A constant is thrown where its clause is cited, and some test provokes it.
///
/// Sorted by layer: records, the presentation language, messages and extensions, negotiation, authentication,
/// the end of the connection.
public enum Violation {
    // Records
    RECORD_TYPE(UNEXPECTED_MESSAGE, "RFC 9846 §5.1", "the record type is unknown"),
    RECORD_VERSION(AlertDescription.PROTOCOL_VERSION, "RFC 9846 §5.1", "the record is not from TLS"),
    SSL2_HELLO(AlertDescription.PROTOCOL_VERSION, "RFC 6176 §3", "a hello in the form of SSL 2.0"),
    RECORD_TOO_LONG(RECORD_OVERFLOW, "RFC 9846 §5.1", "the record holds more than 2^14 octets of plaintext"),
    CIPHERTEXT_TOO_LONG(RECORD_OVERFLOW, "RFC 9846 §5.2", "the protected record is longer than its version allows"),
    RECORD_MAC(BAD_RECORD_MAC, "RFC 9846 §5.2", "a record does not verify: altered on the way, or a wrong key"),
    RECORD_EMPTY(UNEXPECTED_MESSAGE, "RFC 9846 §5.1", "a handshake or alert record is empty"),
    TOO_MANY_EMPTY_RECORDS(UNEXPECTED_MESSAGE, "RFC 9846 §5.1", "too many empty records in a row"),
    INNER_TYPE_MISSING(
            UNEXPECTED_MESSAGE, "RFC 9846 §5.4", "a protected record is all padding and has no content type"),
    RECORD_SEQUENCE_EXHAUSTED(INTERNAL_ERROR, "RFC 9846 §5.3", "the record sequence number may not wrap"),
    CHANGE_CIPHER_SPEC_VALUE(
            UNEXPECTED_MESSAGE, "RFC 9846 §5", "a change_cipher_spec record holds something else than 1"),
    CHANGE_CIPHER_SPEC_UNEXPECTED(UNEXPECTED_MESSAGE, "RFC 9846 §5", "change_cipher_spec at a time it is not allowed"),
    UNPROTECTED_RECORD(UNEXPECTED_MESSAGE, "RFC 9846 §5", "a record in clear after keys were agreed"),
    EARLY_APPLICATION_DATA(UNEXPECTED_MESSAGE, "RFC 9846 §4.5.3", "application data before the handshake is complete"),
    HANDSHAKE_INTERLEAVED(UNEXPECTED_MESSAGE, "RFC 9846 §5.1", "another record type inside a handshake message"),
    KEY_CHANGE_INSIDE_RECORD(
            UNEXPECTED_MESSAGE, "RFC 9846 §5.1", "a message before a key change does not end its record"),
    ALERT_LENGTH(AlertDescription.DECODE_ERROR, "RFC 9846 §6", "an alert is not two octets"),
    TOO_MANY_WARNINGS(UNEXPECTED_MESSAGE, "RFC 9846 §6", "too many warning alerts in a row"),

    // The presentation language
    TRUNCATED_FIELD(AlertDescription.DECODE_ERROR, "RFC 9846 §6.2", "a field runs past the end of its message"),
    TRAILING_OCTETS(AlertDescription.DECODE_ERROR, "RFC 9846 §6.2", "octets are left over at the end of a structure"),
    VECTOR_LENGTH(AlertDescription.DECODE_ERROR, "RFC 9846 §3.4", "a vector's length is outside its declared range"),
    TEXT_ENCODING(ILLEGAL_PARAMETER, "RFC 6066 §3", "a name holds octets outside printable ASCII"),

    // Messages and extensions
    HANDSHAKE_TYPE(UNEXPECTED_MESSAGE, "RFC 9846 §4", "a handshake message type is unknown or not of this version"),
    MESSAGE_TOO_LONG(ILLEGAL_PARAMETER, "RFC 9846 §4", "a handshake message is longer than its type may be here"),
    MESSAGE_UNEXPECTED(UNEXPECTED_MESSAGE, "RFC 9846 §4", "a handshake message at a time it is not allowed"),
    MESSAGE_BEFORE_ANSWER(
            UNEXPECTED_MESSAGE, "RFC 9846 §4", "a handshake message begins before the peer can have our answer"),
    DUPLICATE_EXTENSION(AlertDescription.DECODE_ERROR, "RFC 9846 §4.3", "an extension type appears twice"),
    TOO_MANY_EXTENSIONS(ILLEGAL_PARAMETER, "RFC 9846 §4.3", "more extensions than any honest peer sends"),
    EXTENSION_MISPLACED(ILLEGAL_PARAMETER, "RFC 9846 §4.3", "an extension in a message where it may not stand"),
    EXTENSION_UNSOLICITED(UNSUPPORTED_EXTENSION, "RFC 9846 §4.3", "the answer to an extension that was not offered"),
    PRE_SHARED_KEY_NOT_LAST(ILLEGAL_PARAMETER, "RFC 9846 §4.3.11", "pre_shared_key is not the last extension"),
    COMPRESSION_NULL_MISSING(ILLEGAL_PARAMETER, "RFC 5246 §7.4.1.2", "the ClientHello does not offer null compression"),
    COMPRESSION_OFFERED(ILLEGAL_PARAMETER, "RFC 9846 §4.2.2", "a TLS 1.3 ClientHello offers compression"),
    COMPRESSION_CHOSEN(ILLEGAL_PARAMETER, "RFC 9846 §4.2.3", "the ServerHello chooses compression"),
    RECORD_SIZE_LIMIT(ILLEGAL_PARAMETER, "RFC 8449 §4", "record_size_limit is too small"),
    MAX_FRAGMENT_LENGTH(
            ILLEGAL_PARAMETER, "RFC 6066 §4", "max_fragment_length is none of the four, or was not asked for"),
    SERVER_NAME_UNKNOWN(UNRECOGNIZED_NAME, "RFC 6066 §3", "the client asks for a host that is not here"),
    SERVER_NAME_FORM(
            ILLEGAL_PARAMETER, "RFC 6066 §3", "server_name does not hold exactly one host name of sane length"),
    DUPLICATE_KEY_SHARE(ILLEGAL_PARAMETER, "RFC 9846 §4.3.8", "two key shares for one group"),
    ALPN_CHOICE(ILLEGAL_PARAMETER, "RFC 7301 §3.1", "the server did not choose exactly one application protocol"),
    KEY_UPDATE_VALUE(ILLEGAL_PARAMETER, "RFC 9846 §4.7.3", "a KeyUpdate asks for neither 0 nor 1"),
    EMPTY_CERTIFICATE(AlertDescription.DECODE_ERROR, "RFC 9846 §4.5.1.3", "the server's Certificate message is empty"),
    CURVE_TYPE(ILLEGAL_PARAMETER, "RFC 8422 §5.4", "ServerKeyExchange does not name its curve"),

    // Negotiation
    UNSUPPORTED_VERSION(AlertDescription.PROTOCOL_VERSION, "RFC 9846 §4.3.1", "no protocol version in common"),
    MISSING_KEY_SHARE(
            MISSING_EXTENSION, "RFC 9846 §9.2", "supported_groups without key_share, or key_share without it"),
    MISSING_SUPPORTED_GROUPS(MISSING_EXTENSION, "RFC 9846 §9.2", "a TLS 1.3 hello without supported_groups"),
    MISSING_SIGNATURE_ALGORITHMS(
            MISSING_EXTENSION, "RFC 9846 §9.2", "certificates are wanted, but no signature_algorithms"),
    MISSING_PSK_MODES(MISSING_EXTENSION, "RFC 9846 §4.3.9", "pre_shared_key without psk_key_exchange_modes"),
    MISSING_SUPPORTED_VERSIONS(
            MISSING_EXTENSION,
            "RFC 9846 §4.2.4",
            "a HelloRetryRequest or TLS 1.3 ServerHello without supported_versions"),
    LEGACY_VERSION(
            AlertDescription.PROTOCOL_VERSION,
            "RFC 9846 §4.2.3, §E.5",
            "a TLS 1.3 ServerHello whose legacy_version is not 0x0303, or a ClientHello whose is SSL's"),
    FALLBACK(
            AlertDescription.INAPPROPRIATE_FALLBACK,
            "RFC 7507 §3",
            "the client has been brought to offer an older version than both ends speak"),
    RENEGOTIATION_INFO_MISSING(HANDSHAKE_FAILURE, "RFC 9325 §3.5", "a peer up to TLS 1.2 without renegotiation_info"),
    RENEGOTIATION_INFO_WRONG(
            HANDSHAKE_FAILURE,
            "RFC 5746 §3.4",
            "renegotiation_info does not name the handshake before, or one too many"),
    RENEGOTIATION_OTHER_PEER(
            HANDSHAKE_FAILURE, "RFC 7627 §7.1", "another server answers inside the connection than at its beginning"),
    TOO_MANY_RENEGOTIATIONS(HANDSHAKE_FAILURE, "RFC 5746 §1", "the peer wants too many handshakes in one connection"),
    RESUMPTION_CHANGED(
            ILLEGAL_PARAMETER, "RFC 5246 §7.4.1.3", "the server resumes a session with another version or suite"),
    RESUMPTION_UNBOUND(
            HANDSHAKE_FAILURE,
            "RFC 7627 §5.3",
            "a session is resumed without the extended_master_secret it began with"),
    RESUMPTION_NOT_OFFERED(ILLEGAL_PARAMETER, "RFC 5246 §7.4.1.3", "the server resumes a session that never was"),
    ENCRYPT_THEN_MAC_MISSING(
            HANDSHAKE_FAILURE,
            "RFC 7366 §3",
            "the server protects blocks without encrypt_then_mac, and we insist on it"),
    ENCRYPT_THEN_MAC_UNFIT(ILLEGAL_PARAMETER, "RFC 7366 §3", "encrypt_then_mac for a suite without a block cipher"),
    POINT_FORMATS(ILLEGAL_PARAMETER, "RFC 8422 §5.1.2", "ec_point_formats without the uncompressed format"),
    DOWNGRADE(ILLEGAL_PARAMETER, "RFC 9846 §4.2.3", "the server speaks TLS 1.3 and was kept from hearing that we do"),
    NO_COMMON_SUITE(HANDSHAKE_FAILURE, "RFC 9846 §4.2.1", "no cipher suite in common"),
    NO_COMMON_GROUP(HANDSHAKE_FAILURE, "RFC 9846 §4.2.1", "no key exchange group in common"),
    NO_COMMON_SIGNATURE(
            HANDSHAKE_FAILURE, "RFC 9846 §4.2.1", "the client verifies no signature that our keys can make"),
    NO_COMMON_PROTOCOL(NO_APPLICATION_PROTOCOL, "RFC 7301 §3.2", "no application protocol in common"),
    VERSION_NOT_OFFERED(ILLEGAL_PARAMETER, "RFC 9846 §4.3.1", "the server chose a version that was not offered"),
    SUITE_NOT_OFFERED(ILLEGAL_PARAMETER, "RFC 9846 §4.2.3", "the server chose a cipher suite that was not offered"),
    GROUP_NOT_OFFERED(ILLEGAL_PARAMETER, "RFC 9846 §4.3.8", "the server chose a group that was not offered"),
    SESSION_ID_ECHO(ILLEGAL_PARAMETER, "RFC 9846 §4.2.3", "the server does not echo our session id"),
    RETRY_TWICE(UNEXPECTED_MESSAGE, "RFC 9846 §4.2.4", "the server asks for a third ClientHello"),
    RETRY_WITHOUT_CHANGE(
            ILLEGAL_PARAMETER, "RFC 9846 §4.2.4", "the server asks for another ClientHello, but for no change"),
    RETRY_CHANGED(
            ILLEGAL_PARAMETER, "RFC 9846 §4.2.4", "the ServerHello does not choose what the HelloRetryRequest chose"),
    SECOND_HELLO_CHANGED(
            ILLEGAL_PARAMETER,
            "RFC 9846 §4.2.2",
            "the second ClientHello changes what it must keep, or not what it must"),
    BINDER_COUNT(ILLEGAL_PARAMETER, "RFC 9846 §4.3.11", "pre_shared_key has not as many binders as identities"),
    BINDER_WRONG(DECRYPT_ERROR, "RFC 9846 §4.3.11", "the client does not have the pre-shared key that it offers"),
    PSK_NOT_OFFERED(ILLEGAL_PARAMETER, "RFC 9846 §4.3.11", "the server uses a pre-shared key that was not offered"),
    PSK_HASH(ILLEGAL_PARAMETER, "RFC 9846 §4.3.11", "the server uses a pre-shared key with a suite of another hash"),
    KEY_SHARE_INVALID(ILLEGAL_PARAMETER, "RFC 9846 §7.4", "a key share is no public key of its group"),
    DH_GROUP_WEAK(
            INSUFFICIENT_SECURITY, "RFC 9325 §4.4", "the server's Diffie-Hellman group is too short or not a group"),
    EARLY_DATA_VERSION(
            AlertDescription.PROTOCOL_VERSION,
            "RFC 9846 §E.3",
            "the server answers early data with an older version than that of its ticket"),
    EARLY_DATA_CHANGED(
            ILLEGAL_PARAMETER,
            "RFC 9846 §4.3.10",
            "the server takes early data, but with another suite or protocol than before"),
    TOO_MUCH_EARLY_DATA(UNEXPECTED_MESSAGE, "RFC 9846 §4.3.10", "more early data than was allowed, or than is skipped"),

    // Authentication
    CERTIFICATE_CONTEXT(
            ILLEGAL_PARAMETER, "RFC 9846 §4.5.1", "certificate_request_context is not empty during the handshake"),
    STATUS_TYPE(
            AlertDescription.DECODE_ERROR,
            "RFC 9846 §4.5.1.1",
            "a stapled certificate status is of another type than OCSP"),
    CLIENT_CERTIFICATE_MISSING(
            CERTIFICATE_REQUIRED, "RFC 9846 §4.5.1.3", "the client shows no certificate, and we require one"),
    CERTIFICATE_REQUEST_UNFIT(
            HANDSHAKE_FAILURE, "RFC 5246 §7.4.4", "a server that shows no certificate asks for the client's"),
    NO_CLIENT_CERTIFICATE(
            HANDSHAKE_FAILURE, "RFC 5246 §7.4.6", "the client shows no certificate before TLS 1.3, and we require one"),
    CERTIFICATE_OF_UNKNOWN_CA(UNKNOWN_CA, "RFC 9846 §6.2", "nobody we trust vouches for the peer's certificate"),
    CERTIFICATE_OUT_OF_DATE(CERTIFICATE_EXPIRED, "RFC 9846 §6.2", "the peer's certificate is not valid at this time"),
    CERTIFICATE_WITHDRAWN(CERTIFICATE_REVOKED, "RFC 9846 §6.2", "the peer's certificate was revoked"),
    CERTIFICATE_UNFIT(UNSUPPORTED_CERTIFICATE, "RFC 9846 §6.2", "the peer's certificate is of a kind we cannot accept"),
    CERTIFICATE_OTHER_KEY(
            ILLEGAL_PARAMETER, "RFC 5246 §7.4.2", "the server's key is of another kind than its cipher suite says"),
    CERTIFICATE_BAD(BAD_CERTIFICATE, "RFC 9846 §6.2", "the peer's certificate is not acceptable"),
    DUPLICATE_COMPRESSION(ILLEGAL_PARAMETER, "RFC 8879 §3", "a compression algorithm stands there twice"),
    COMPRESSION_NOT_OFFERED(
            ILLEGAL_PARAMETER, "RFC 8879 §4", "the certificate is compressed by an algorithm that was not offered"),
    COMPRESSED_CERTIFICATE_BAD(BAD_CERTIFICATE, "RFC 8879 §4", "the compressed certificate does not expand"),
    COOKIE_WRONG(ILLEGAL_PARAMETER, "RFC 9846 §4.3.2", "the second ClientHello does not bring the cookie back"),
    CERTIFICATE_STATUS_BAD(
            BAD_CERTIFICATE_STATUS_RESPONSE,
            "RFC 9846 §6.2",
            "the OCSP response for the peer's certificate does not do"),
    CERTIFICATE_REFUSED(CERTIFICATE_UNKNOWN, "RFC 9846 §6.2", "the application refuses the peer's certificate"),
    PEER_UNWANTED(HANDSHAKE_FAILURE, "RFC 9846 §6.2", "the application does not want to talk to this peer"),
    SIGNATURE_SCHEME_NOT_OFFERED(
            ILLEGAL_PARAMETER, "RFC 9846 §4.5.2", "the peer signs by a scheme that was not offered"),
    SIGNATURE_SCHEME_UNFIT(
            ILLEGAL_PARAMETER, "RFC 9846 §4.5.2", "the peer signs by a scheme that its key or the version cannot use"),
    SIGNATURE_WRONG(DECRYPT_ERROR, "RFC 9846 §4.5.2", "the peer's signature on the handshake does not verify"),
    FINISHED_MISMATCH(DECRYPT_ERROR, "RFC 9846 §4.5.3", "the peer's Finished is not that of this handshake"),

    // After the handshake
    TOO_MANY_KEY_UPDATES(
            UNEXPECTED_MESSAGE, "RFC 9846 §4.7.3", "too many handshake messages in a row without application data"),

    // The end of the connection
    PEER_ALERT(CLOSE_NOTIFY, "RFC 9846 §6.2", "the peer refused"),
    TRUNCATED(CLOSE_NOTIFY, "RFC 9846 §6.1", "the connection ended without close_notify: data may be missing");

    private final AlertDescription alert;
    private final String clause;
    private final String words;

    Violation(AlertDescription alert, String clause, String words) {
        this.alert = alert;
        this.clause = clause;
        this.words = words;
    }

    /// What the peer is told. Only [#PEER_ALERT], after which nothing may be sent, and [#TRUNCATED], after
    /// which nobody listens, carry [AlertDescription#CLOSE_NOTIFY].
    public AlertDescription alert() {
        return alert;
    }

    /// The rule: document and section.
    public String clause() {
        return clause;
    }

    /// The rule's breach in words, without a full stop.
    public String words() {
        return words;
    }
}
