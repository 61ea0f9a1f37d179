package postern.tls.record;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// What a record carries (RFC 9846 §5.1).
public enum ContentType {
    CHANGE_CIPHER_SPEC(20),
    ALERT(21),
    HANDSHAKE(22),
    APPLICATION_DATA(23);

    private final int code;

    ContentType(int code) {
        this.code = code;
    }

    /// The octet on the wire.
    public int code() {
        return code;
    }

    /// The type with this code.
    ///
    /// @throws TlsException if there is none: an unknown type ends the connection (RFC 9846 §5)
    public static ContentType ofCode(int code) {
        return switch (code) {
            case 20 -> CHANGE_CIPHER_SPEC;
            case 21 -> ALERT;
            case 22 -> HANDSHAKE;
            case 23 -> APPLICATION_DATA;
            default -> throw new TlsException(Violation.RECORD_TYPE, "type " + code);
        };
    }
}
