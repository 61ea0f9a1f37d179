package postern.crypto.aead;

import postern.crypto.bytes.Secret;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.Aria;
import postern.crypto.cipher.Camellia;
import postern.crypto.cipher.ChaCha20;
import postern.crypto.kernel.KernelSource;

/// The authenticated ciphers by name, with the lengths that a record layer needs to know.
public enum AeadAlgorithm {
    /// AES with a key of 128 bits in Galois/Counter Mode (FIPS 197, SP 800-38D; RFC 5116 §5.1).
    AES_128_GCM(16, 16),
    /// AES with a key of 256 bits in Galois/Counter Mode (FIPS 197, SP 800-38D; RFC 5116 §5.2).
    AES_256_GCM(32, 16),
    /// ChaCha20 with Poly1305 (RFC 8439 §2.8).
    CHACHA20_POLY1305(ChaCha20.KEY_LENGTH, 16),
    /// AES with a key of 128 bits in Counter with CBC-MAC (SP 800-38C; RFC 6655).
    AES_128_CCM(16, 16),
    /// AES with a key of 256 bits in Counter with CBC-MAC (SP 800-38C; RFC 6655).
    AES_256_CCM(32, 16),
    /// [#AES_128_CCM] with a tag of 8 octets: one forgery in 2⁶⁴ passes. For devices that count octets.
    AES_128_CCM_8(16, 8),
    /// [#AES_256_CCM] with a tag of 8 octets.
    AES_256_CCM_8(32, 8),
    /// Camellia with a key of 128 bits in Galois/Counter Mode (RFC 3713, SP 800-38D; RFC 6367).
    CAMELLIA_128_GCM(16, 16),
    /// Camellia with a key of 256 bits in Galois/Counter Mode (RFC 3713, SP 800-38D; RFC 6367).
    CAMELLIA_256_GCM(32, 16),
    /// ARIA with a key of 128 bits in Galois/Counter Mode (RFC 5794, SP 800-38D; RFC 6209).
    ARIA_128_GCM(16, 16),
    /// ARIA with a key of 256 bits in Galois/Counter Mode (RFC 5794, SP 800-38D; RFC 6209).
    ARIA_256_GCM(32, 16);

    private static final int NONCE_LENGTH = 12;

    private final int keyLength;
    private final int tagLength;

    AeadAlgorithm(int keyLength, int tagLength) {
        this.keyLength = keyLength;
        this.tagLength = tagLength;
    }

    /// Octets of a key.
    public int keyLength() {
        return keyLength;
    }

    /// Octets of a nonce.
    public int nonceLength() {
        return NONCE_LENGTH;
    }

    /// Octets that sealing adds.
    public int tagLength() {
        return tagLength;
    }

    /// Time depends on the algorithm alone. The algorithm under `key`, which stays the caller's and may be closed
    /// at once.
    ///
    /// @throws IllegalArgumentException if the key has not [#keyLength()] octets
    public Aead withKey(Secret key) {
        if (key.length() != keyLength) {
            throw new IllegalArgumentException(
                    "the key of " + this + " has " + keyLength + " octets, not " + key.length());
        }
        return switch (this) {
            case AES_128_GCM, AES_256_GCM ->
                new Gcm(new Aes(key), new FastForm(RecordKernels.AES_GCM, KernelSource::aesGcm, key));
            case CHACHA20_POLY1305 -> new ChaCha20Poly1305(key);
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 -> new Ccm(new Aes(key), tagLength);
            case CAMELLIA_128_GCM, CAMELLIA_256_GCM -> new Gcm(new Camellia(key));
            case ARIA_128_GCM, ARIA_256_GCM -> new Gcm(new Aria(key));
        };
    }
}
