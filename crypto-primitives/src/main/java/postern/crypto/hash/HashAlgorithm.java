package postern.crypto.hash;

import postern.crypto.bytes.Bytes;

/// The hash functions by name, with the two numbers that others need to know about them.
public enum HashAlgorithm {
    /// SHA-256 (FIPS 180-4 §6.2).
    SHA256("SHA-256", 32, 64),
    /// SHA-384 (FIPS 180-4 §6.5).
    SHA384("SHA-384", 48, 128),
    /// SHA-512 (FIPS 180-4 §6.4).
    SHA512("SHA-512", 64, 128);

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

    /// Octets of an input block: what HMAC pads its key to (RFC 2104 §2, `B`).
    public int blockLength() {
        return blockLength;
    }

    /// A hash of nothing yet.
    public Hash newHash() {
        return switch (this) {
            case SHA256 -> new Sha256();
            case SHA384 -> Sha512.sha384();
            case SHA512 -> Sha512.sha512();
        };
    }

    /// The digest of `data`. Time depends on its length alone.
    public Bytes hash(Bytes data) {
        var hash = newHash();
        hash.update(data);
        return hash.digest();
    }
}
