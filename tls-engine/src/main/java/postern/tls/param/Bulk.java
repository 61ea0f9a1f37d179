package postern.tls.param;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postern.crypto.aead.AeadAlgorithm;

/// What encrypts the records of a cipher suite.
public enum Bulk {
    AES_128_GCM(AeadAlgorithm.AES_128_GCM, "AES128-GCM"),
    AES_256_GCM(AeadAlgorithm.AES_256_GCM, "AES256-GCM"),
    AES_128_CCM(AeadAlgorithm.AES_128_CCM, "AES128-CCM"),
    AES_256_CCM(AeadAlgorithm.AES_256_CCM, "AES256-CCM"),
    AES_128_CCM_8(AeadAlgorithm.AES_128_CCM_8, "AES128-CCM8"),
    AES_256_CCM_8(AeadAlgorithm.AES_256_CCM_8, "AES256-CCM8"),
    CHACHA20_POLY1305(AeadAlgorithm.CHACHA20_POLY1305, "CHACHA20-POLY1305"),
    CAMELLIA_128_GCM(AeadAlgorithm.CAMELLIA_128_GCM, "CAMELLIA128-GCM"),
    CAMELLIA_256_GCM(AeadAlgorithm.CAMELLIA_256_GCM, "CAMELLIA256-GCM"),
    ARIA_128_GCM(AeadAlgorithm.ARIA_128_GCM, "ARIA128-GCM"),
    ARIA_256_GCM(AeadAlgorithm.ARIA_256_GCM, "ARIA256-GCM"),

    AES_128_CBC(128, 16, "AES128"),
    AES_256_CBC(256, 16, "AES256"),
    CAMELLIA_128_CBC(128, 16, "CAMELLIA128"),
    CAMELLIA_256_CBC(256, 16, "CAMELLIA256"),
    /// 168 bits of key (and 24 of parity), worth 112 (SP 800-57 part 1, §5.6.1.1); blocks of 64 bits, too short
    /// for much data.
    TRIPLE_DES_CBC(168, 8, "DES-CBC3"),
    /// Biased (RFC 7465): only for peers that have nothing else.
    RC4_128(128, 0, "RC4"),
    /// No encryption at all: the records are authenticated only.
    NULL(0, 0, "NULL"),

    /// Never negotiated, like all below.
    SEED_CBC(128, 16, "SEED"),
    IDEA_CBC(128, 8, "IDEA-CBC"),
    DES_CBC(56, 8, "DES-CBC"),
    DES40_CBC(40, 8, "DES-CBC"),
    RC2_40_CBC(40, 8, "RC2-CBC"),
    RC4_40(40, 0, "RC4"),
    GOST_28147_CNT(256, 0, "GOST89");

    private final @Nullable AeadAlgorithm aead;
    private final int bits;
    private final int blockLength;
    private final String openSslLabel;

    Bulk(AeadAlgorithm aead, String openSslLabel) {
        this.aead = aead;
        this.bits = 8 * aead.keyLength();
        this.blockLength = 0;
        this.openSslLabel = openSslLabel;
    }

    Bulk(int bits, int blockLength, String openSslLabel) {
        this.aead = null;
        this.bits = bits;
        this.blockLength = blockLength;
        this.openSslLabel = openSslLabel;
    }

    /// Whether encryption and authentication are one algorithm.
    public boolean isAead() {
        return aead != null;
    }

    /// Whether the mode is GCM.
    public boolean isGcm() {
        return name().endsWith("_GCM");
    }

    /// Whether it is a block cipher in CBC mode, with a MAC beside it.
    public boolean isCbc() {
        return blockLength > 0;
    }

    /// The algorithm.
    ///
    /// @throws IllegalStateException if it is not an AEAD
    public AeadAlgorithm aead() {
        if (aead == null) {
            throw new IllegalStateException(this + " is not an AEAD");
        }
        return Objects.requireNonNull(aead);
    }

    /// The strength that is logged: the length of the key in bits.
    public int bits() {
        return bits;
    }

    /// Octets of a key, parity included.
    public int keyLength() {
        return this == TRIPLE_DES_CBC ? 24 : (bits + 7) / 8;
    }

    /// Octets of a block, and of the IV, in CBC mode; 0 otherwise.
    public int blockLength() {
        return blockLength;
    }

    /// IANA's word for it: `AES_128_GCM`.
    public String label() {
        return switch (this) {
            case TRIPLE_DES_CBC -> "3DES_EDE_CBC";
            case GOST_28147_CNT -> "28147_CNT";
            default -> name();
        };
    }

    /// OpenSSL's word for it: `AES128-GCM`.
    public String openSslLabel() {
        return openSslLabel;
    }
}
