package postern.tls.param;

import java.util.Optional;

/// The versions of the protocol, oldest first; [#compareTo] is the order of age.
public enum ProtocolVersion {
    SSL30(0x0300, "SSL3.0"),
    TLS10(0x0301, "TLS1.0"),
    TLS11(0x0302, "TLS1.1"),
    TLS12(0x0303, "TLS1.2"),
    TLS13(0x0304, "TLS1.3");

    /// Not a version of the same protocol; it has a name so that it can be refused by it.
    private static final int SSL20 = 0x0002;

    private final int code;
    private final String displayName;

    ProtocolVersion(int code, String displayName) {
        this.code = code;
        this.displayName = displayName;
    }

    /// The code point: 0x0304 for TLS 1.3.
    public int code() {
        return code;
    }

    /// The name in logs and in `$tls_in_ver`: `TLS1.3`.
    public String displayName() {
        return displayName;
    }

    /// Whether this version is `other` or newer.
    public boolean atLeast(ProtocolVersion other) {
        return compareTo(other) >= 0;
    }

    /// The version with this code point, if there is one.
    public static Optional<ProtocolVersion> ofCode(int code) {
        return CodePoints.find(values(), ProtocolVersion::code, code);
    }

    /// A code point for people, also of versions without a constant here: `SSL2.0`, `version 0305`.
    public static String describe(int code) {
        return code == SSL20
                ? "SSL2.0"
                : ofCode(code).map(ProtocolVersion::displayName).orElse("version %04x".formatted(code));
    }

    /// [#displayName()].
    @Override
    public String toString() {
        return displayName;
    }
}
