package postern.tls.param;

import java.util.Optional;

/// Whether the sender of a KeyUpdate wants the other side to change its key as well (RFC 9846 §4.7.3).
public enum KeyUpdateRequest {
    UPDATE_NOT_REQUESTED(0),
    UPDATE_REQUESTED(1);

    private final int code;

    KeyUpdateRequest(int code) {
        this.code = code;
    }

    /// The octet on the wire.
    public int code() {
        return code;
    }

    /// The request with this code.
    public static Optional<KeyUpdateRequest> ofCode(int code) {
        return CodePoints.find(values(), KeyUpdateRequest::code, code);
    }
}
