package postern.tls.param;

import java.util.Optional;

/// The handshake messages (RFC 9846 §B.3, RFC 5246 §7.4), those that are implemented, and how long each may be.
///
/// A header may announce 16 MiB. Whoever believed it would hold that much memory for each unauthenticated
/// connection, so every type has its own ceiling: what an honest peer can need. It is checked on the header,
/// before the body is collected.
public enum HandshakeType {
    /// Empty: it only asks the client to begin again.
    HELLO_REQUEST(0, 0),
    /// Room for hybrid key shares and large cookies.
    CLIENT_HELLO(1, 1 << 16),
    SERVER_HELLO(2, 1 << 16),
    NEW_SESSION_TICKET(4, (1 << 16) + 512),
    /// Empty. What an empty message may not have is read as far as this, to be refused for what it is.
    END_OF_EARLY_DATA(5, 16),
    ENCRYPTED_EXTENSIONS(8, 1 << 16),
    /// A long chain of RSA-8192 certificates stays below a quarter of it.
    CERTIFICATE(11, 1 << 17),
    SERVER_KEY_EXCHANGE(12, 1 << 16),
    /// The names of certificate authorities can be many.
    CERTIFICATE_REQUEST(13, 1 << 17),
    SERVER_HELLO_DONE(14, 16),
    CERTIFICATE_VERIFY(15, 1 << 14),
    CLIENT_KEY_EXCHANGE(16, 1 << 14),
    /// The longest hash of any suite.
    FINISHED(20, 64),
    /// An OCSP response with the responder's certificate in it.
    CERTIFICATE_STATUS(22, 1 << 16),
    KEY_UPDATE(24, 1),
    COMPRESSED_CERTIFICATE(25, 1 << 17),
    /// Never on the wire: stands for the first ClientHello in the transcript after a retry (RFC 9846 §4.1).
    MESSAGE_HASH(254, 0);

    /// The octets before every body: type and length.
    public static final int HEADER_LENGTH = 4;

    private final int code;
    private final int maxLength;

    HandshakeType(int code, int maxLength) {
        this.code = code;
        this.maxLength = maxLength;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// The octets its body may have; a longer one is refused at its header.
    public int maxLength() {
        return maxLength;
    }

    /// The type with this code point, if it is implemented.
    public static Optional<HandshakeType> ofCode(int code) {
        return CodePoints.find(values(), HandshakeType::code, code);
    }
}
