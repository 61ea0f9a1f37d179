package postern.tls.param;

import postern.crypto.aead.AeadAlgorithm;

/// What protects the records of a cipher suite.
public enum Bulk {
    AES_128_GCM(AeadAlgorithm.AES_128_GCM, "AES128-GCM"),
    AES_256_GCM(AeadAlgorithm.AES_256_GCM, "AES256-GCM"),
    CHACHA20_POLY1305(AeadAlgorithm.CHACHA20_POLY1305, "CHACHA20-POLY1305");

    private final AeadAlgorithm aead;
    private final String openSslLabel;

    Bulk(AeadAlgorithm aead, String openSslLabel) {
        this.aead = aead;
        this.openSslLabel = openSslLabel;
    }

    /// The algorithm.
    public AeadAlgorithm aead() {
        return aead;
    }

    /// The strength that is logged: the key's length in bits.
    public int bits() {
        return 8 * aead.keyLength();
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
