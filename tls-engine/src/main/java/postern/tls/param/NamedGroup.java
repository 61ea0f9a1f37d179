package postern.tls.param;

import java.util.Locale;
import java.util.Optional;

/// The groups in which keys are agreed (RFC 9846 §4.3.7, RFC 8422 §5.1.1, RFC 7919) that have a name. Known, not
/// necessarily spoken: [Implemented#GROUPS] says which.
public enum NamedGroup {
    SECP192R1(19, Kind.CURVE, 49, "P-192"),
    SECP224R1(21, Kind.CURVE, 57, "P-224"),
    SECP256K1(22, Kind.CURVE, 65, "secp256k1"),
    SECP256R1(23, Kind.CURVE, 65, "P-256"),
    SECP384R1(24, Kind.CURVE, 97, "P-384"),
    SECP521R1(25, Kind.CURVE, 133, "P-521"),
    BRAINPOOLP256R1(26, Kind.CURVE, 65, "brainpoolP256r1"),
    BRAINPOOLP384R1(27, Kind.CURVE, 97, "brainpoolP384r1"),
    BRAINPOOLP512R1(28, Kind.CURVE, 129, "brainpoolP512r1"),
    X25519(29, Kind.MONTGOMERY, 32, "X25519"),
    X448(30, Kind.MONTGOMERY, 56, "X448"),
    /// GOST R 34.10-2012 on curves of 256 and 512 bits (RFC 9189). Never negotiated, like all of its name.
    GC256A(34, Kind.GOST, 64, "GC256A"),
    GC256B(35, Kind.GOST, 64, "GC256B"),
    GC256C(36, Kind.GOST, 64, "GC256C"),
    GC256D(37, Kind.GOST, 64, "GC256D"),
    GC512A(38, Kind.GOST, 128, "GC512A"),
    GC512B(39, Kind.GOST, 128, "GC512B"),
    GC512C(40, Kind.GOST, 128, "GC512C"),
    FFDHE2048(256, Kind.FINITE_FIELD, 256, "ffdhe2048"),
    FFDHE3072(257, Kind.FINITE_FIELD, 384, "ffdhe3072"),
    FFDHE4096(258, Kind.FINITE_FIELD, 512, "ffdhe4096"),
    FFDHE6144(259, Kind.FINITE_FIELD, 768, "ffdhe6144"),
    FFDHE8192(260, Kind.FINITE_FIELD, 1024, "ffdhe8192"),
    /// ML-KEM beside a curve (draft-ietf-tls-ecdhe-mlkem). The length is that of the client's share.
    SECP256R1MLKEM768(4587, Kind.HYBRID, 1249, "SecP256r1MLKEM768"),
    X25519MLKEM768(4588, Kind.HYBRID, 1216, "X25519MLKEM768"),
    SECP384R1MLKEM1024(4589, Kind.HYBRID, 1665, "SecP384r1MLKEM1024");

    /// The mathematics of a group.
    public enum Kind {
        /// A curve in Weierstrass form, with uncompressed points (RFC 9846 §4.3.8.2).
        CURVE,
        /// A curve in Montgomery form, with its x-coordinate alone (RFC 7748).
        MONTGOMERY,
        /// Integers modulo a safe prime (RFC 7919).
        FINITE_FIELD,
        /// A key encapsulation beside a curve.
        HYBRID,
        /// A curve of the Russian standards.
        GOST
    }

    private final int code;
    private final Kind kind;
    private final int shareLength;
    private final String displayName;

    NamedGroup(int code, Kind kind, int shareLength, String displayName) {
        this.code = code;
        this.kind = kind;
        this.shareLength = shareLength;
        this.displayName = displayName;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// Its mathematics.
    public Kind kind() {
        return kind;
    }

    /// Whether it is a curve, and nothing else: what ECDHE is done on up to TLS 1.2 (RFC 8422 §5.1.1).
    public boolean isCurve() {
        return kind == Kind.CURVE || kind == Kind.MONTGOMERY;
    }

    /// The octets of a public key share (RFC 9846 §4.3.8.2), of the one who speaks first.
    public int shareLength() {
        return shareLength;
    }

    /// The name people and OpenSSL use: `P-256`, `X25519`.
    public String displayName() {
        return displayName;
    }

    /// The name in the IANA registry: `secp256r1`, `x25519`.
    public String ianaName() {
        boolean small = kind == Kind.CURVE && !name().startsWith("BRAIN") || kind == Kind.MONTGOMERY;
        return small ? name().toLowerCase(Locale.ROOT) : displayName;
    }

    /// The name in GnuTLS priority strings: `GROUP-SECP256R1`.
    public String gnuTlsName() {
        return "GROUP-" + name();
    }

    /// The group with this code point, if it has a name here. That does not mean that it is implemented.
    public static Optional<NamedGroup> ofCode(int code) {
        return CodePoints.find(values(), NamedGroup::code, code);
    }
}
