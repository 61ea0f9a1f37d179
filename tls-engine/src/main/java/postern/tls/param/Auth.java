package postern.tls.param;

/// How a cipher suite says the server is authenticated.
public enum Auth {
    /// TLS 1.3: the suite does not say, `signature_algorithms` does (RFC 9846 §4.3.3).
    ANY(""),
    /// An RSA certificate.
    RSA("RSA"),
    /// A certificate with an elliptic-curve key.
    ECDSA("ECDSA"),
    /// A DSA certificate. Never negotiated.
    DSS("DSS"),
    /// Nobody is: the key exchange is anonymous.
    NONE("anon"),
    /// By knowing the pre-shared key.
    PSK("PSK"),
    /// By knowing the verifier of a password. Never negotiated.
    SRP("SRP"),
    /// A GOST certificate. Never negotiated.
    GOST("GOST");

    private final String label;

    Auth(String label) {
        this.label = label;
    }

    /// The word in the names of suites; empty for [#ANY].
    public String label() {
        return label;
    }
}
