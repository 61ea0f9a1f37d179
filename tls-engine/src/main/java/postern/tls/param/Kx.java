package postern.tls.param;

/// How a cipher suite says the key is agreed. Anonymous key exchange is [#DHE] or [#ECDHE] with [Auth#NONE].
public enum Kx {
    /// TLS 1.3: the suite does not say, `key_share` does (RFC 9846 §4.3.8).
    ANY(""),
    /// The client encrypts the secret to the server's RSA key (RFC 5246 §7.4.7.1). No forward secrecy.
    RSA("RSA"),
    /// Ephemeral Diffie-Hellman in a prime field (RFC 5246 §7.4.3).
    DHE("DHE"),
    /// Ephemeral elliptic-curve Diffie-Hellman (RFC 8422 §2).
    ECDHE("ECDHE"),
    /// A key that both have already (RFC 4279 §2).
    PSK("PSK"),
    /// [#DHE] with a pre-shared key mixed in, instead of a signature (RFC 4279 §3).
    DHE_PSK("DHE-PSK"),
    /// [#RSA] with a pre-shared key mixed in (RFC 4279 §4).
    RSA_PSK("RSA-PSK"),
    /// [#ECDHE] with a pre-shared key mixed in (RFC 5489).
    ECDHE_PSK("ECDHE-PSK"),
    /// Secure Remote Password (RFC 5054). Never negotiated.
    SRP("SRP"),
    /// [#RSA] with a key of 512 bits. Never negotiated.
    RSA_EXPORT("EXP"),
    /// [#DHE] with a prime of 512 bits. Never negotiated.
    DHE_EXPORT("EXP-DHE"),
    /// GOST R 34.10-2001. Never negotiated.
    GOST_2001("GOST2001"),
    /// GOST R 34.10-2012 (RFC 9189). Never negotiated.
    GOST_2012("GOST2012");

    private final String label;

    Kx(String label) {
        this.label = label;
    }

    /// OpenSSL's word in the names of suites; empty for [#ANY].
    public String label() {
        return label;
    }

    /// Whether a pre-shared key takes part.
    public boolean isPreShared() {
        return this == PSK || this == DHE_PSK || this == RSA_PSK || this == ECDHE_PSK;
    }

    /// Whether the suite asks for an elliptic curve.
    public boolean isEllipticCurve() {
        return this == ECDHE || this == ECDHE_PSK;
    }

    /// Whether the suite asks for a group in a prime field.
    public boolean isFiniteField() {
        return this == DHE || this == DHE_PSK;
    }
}
