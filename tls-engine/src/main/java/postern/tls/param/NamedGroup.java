package postern.tls.param;

import java.util.Locale;
import java.util.Optional;

/// The groups in which keys are agreed (RFC 9846 §4.3.7), those that are implemented.
public enum NamedGroup {
    SECP256R1(23, 65, "P-256", "GROUP-SECP256R1"),
    SECP384R1(24, 97, "P-384", "GROUP-SECP384R1"),
    X25519(29, 32, "X25519", "GROUP-X25519");

    private final int code;
    private final int shareLength;
    private final String displayName;
    private final String gnuTlsName;

    NamedGroup(int code, int shareLength, String displayName, String gnuTlsName) {
        this.code = code;
        this.shareLength = shareLength;
        this.displayName = displayName;
        this.gnuTlsName = gnuTlsName;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// The octets of a public key share (RFC 9846 §4.3.8.2), the same in both directions.
    public int shareLength() {
        return shareLength;
    }

    /// The name people use: `P-256`, `X25519`.
    public String displayName() {
        return displayName;
    }

    /// The name in the IANA registry: `secp256r1`, `x25519`.
    public String ianaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name in GnuTLS priority strings: `GROUP-SECP256R1`.
    public String gnuTlsName() {
        return gnuTlsName;
    }

    /// The group with this code point, if it is implemented.
    public static Optional<NamedGroup> ofCode(int code) {
        return CodePoints.find(values(), NamedGroup::code, code);
    }
}
