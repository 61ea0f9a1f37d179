package postern.crypto.hash;

import postern.crypto.bytes.Bytes;

/// The hash functions by name, with the two numbers that others need to know about them.
public enum HashAlgorithm {
    /// MD5 (RFC 1321). Collisions take seconds: only for HMAC and the key derivation of TLS 1.0 and 1.1.
    MD5("MD5", 16, 64),
    /// SHA-1 (FIPS 180-4 §6.1). Collisions have been made: only for HMAC and key derivation.
    SHA1("SHA-1", 20, 64),
    /// SHA-224 (FIPS 180-4 §6.3).
    SHA224("SHA-224", 28, 64),
    /// SHA-256 (FIPS 180-4 §6.2).
    SHA256("SHA-256", 32, 64),
    /// SHA-384 (FIPS 180-4 §6.5).
    SHA384("SHA-384", 48, 128),
    /// SHA-512 (FIPS 180-4 §6.4).
    SHA512("SHA-512", 64, 128),
    /// SHA3-224 (FIPS 202 §6.1).
    SHA3_224("SHA3-224", 28, 144),
    /// SHA3-256 (FIPS 202 §6.1).
    SHA3_256("SHA3-256", 32, 136),
    /// SHA3-384 (FIPS 202 §6.1).
    SHA3_384("SHA3-384", 48, 104),
    /// SHA3-512 (FIPS 202 §6.1).
    SHA3_512("SHA3-512", 64, 72);

    private final String displayName;
    private final int length;
    private final int blockLength;

    HashAlgorithm(String displayName, int length, int blockLength) {
        this.displayName = displayName;
        this.length = length;
        this.blockLength = blockLength;
    }

    /// The name its standard gives it, such as "SHA-256".
    public String displayName() {
        return displayName;
    }

    /// Octets of a digest.
    public int length() {
        return length;
    }

    /// Octets of an input block: what HMAC pads its key to (RFC 2104 §2, `B`). Of SHA-3 it is the rate (FIPS 202
    /// §7).
    public int blockLength() {
        return blockLength;
    }

    /// A hash of nothing yet.
    public Hash newHash() {
        return switch (this) {
            case MD5 -> new Md5();
            case SHA1 -> new Sha1();
            case SHA224 -> Sha256.sha224();
            case SHA256 -> Sha256.sha256();
            case SHA384 -> Sha512.sha384();
            case SHA512 -> Sha512.sha512();
            case SHA3_224, SHA3_256, SHA3_384, SHA3_512 -> new Sha3(this);
        };
    }

    /// Time depends on its length alone. The digest of `data`.
    public Bytes hash(Bytes data) {
        var hash = newHash();
        hash.update(data);
        return hash.digest();
    }
}
