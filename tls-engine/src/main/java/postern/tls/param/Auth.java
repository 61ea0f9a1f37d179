package postern.tls.param;

/// How a cipher suite says the server is authenticated.
public enum Auth {
    /// TLS 1.3: the suite does not say, `signature_algorithms` does (RFC 9846 §4.3.3).
    ANY(""),
    /// An RSA certificate.
    RSA("RSA"),
    /// A certificate with an elliptic-curve key.
    ECDSA("ECDSA");

    private final String label;

    Auth(String label) {
        this.label = label;
    }

    /// The word in the names of suites; empty for [#ANY].
    public String label() {
        return label;
    }
}
