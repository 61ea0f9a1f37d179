package postern.tls.param;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.hash.HashAlgorithm;

/// What authenticates the records of a cipher suite.
public enum Mac {
    /// The bulk algorithm does both.
    AEAD(null),
    /// HMAC with MD5, which is still sound as a MAC, but nothing else about such a suite is.
    MD5(HashAlgorithm.MD5),
    /// HMAC with SHA-1.
    SHA1(HashAlgorithm.SHA1),
    /// HMAC with SHA-256.
    SHA256(HashAlgorithm.SHA256),
    /// HMAC with SHA-384.
    SHA384(HashAlgorithm.SHA384),
    /// The MAC mode of GOST 28147-89. Never negotiated.
    GOST_28147(null),
    /// HMAC with GOST R 34.11-94. Never negotiated.
    GOST_R3411(null);

    private final @Nullable HashAlgorithm hash;

    Mac(@Nullable HashAlgorithm hash) {
        this.hash = hash;
    }

    /// The hash of the HMAC, if it is one.
    public Optional<HashAlgorithm> hash() {
        return Optional.ofNullable(hash);
    }

    /// Octets of a MAC key, which for HMAC in TLS are those of the hash (RFC 5246 §A.6); 0 if there is none.
    public int keyLength() {
        return hash == null ? 0 : hash.length();
    }
}
