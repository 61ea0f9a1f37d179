package postern.tls.param;

/// What protects the records of a cipher suite.
public enum Bulk {
    AES_128_GCM(128, "AES128-GCM"),
    AES_256_GCM(256, "AES256-GCM"),
    CHACHA20_POLY1305(256, "CHACHA20-POLY1305");

    private final int bits;
    private final String openSslLabel;

    Bulk(int bits, String openSslLabel) {
        this.bits = bits;
        this.openSslLabel = openSslLabel;
    }

    /// The strength that is logged: the key's length in bits.
    public int bits() {
        return bits;
    }

    /// IANA's and GnuTLS' word for it: `AES_128_GCM`.
    public String label() {
        return name();
    }

    /// OpenSSL's word for it: `AES128-GCM`.
    public String openSslLabel() {
        return openSslLabel;
    }
}
