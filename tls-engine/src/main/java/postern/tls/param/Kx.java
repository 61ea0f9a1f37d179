package postern.tls.param;

/// How a cipher suite says the key is agreed.
public enum Kx {
    /// TLS 1.3: the suite does not say, `key_share` does (RFC 9846 §4.3.8).
    ANY(""),
    /// Ephemeral elliptic-curve Diffie-Hellman, signed (RFC 8422 §2).
    ECDHE("ECDHE");

    private final String label;

    Kx(String label) {
        this.label = label;
    }

    /// The word in the names of suites; empty for [#ANY].
    public String label() {
        return label;
    }
}
