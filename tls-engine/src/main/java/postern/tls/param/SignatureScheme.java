package postern.tls.param;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.key.SignatureAlgorithm;

/// How a handshake is signed (RFC 9846 §4.3.3). Known, not necessarily spoken: [Implemented#SCHEMES] says which.
///
/// TLS 1.2 had pairs of hash and signature algorithm instead (RFC 5246 §7.4.1.4.1); the code points were chosen so
/// that the pairs keep their meaning, except that 1.2 does not bind ECDSA to a curve.
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, SignatureAlgorithm.ECDSA_SHA256, NamedGroup.SECP256R1),
    ECDSA_SECP384R1_SHA384(0x0503, SignatureAlgorithm.ECDSA_SHA384, NamedGroup.SECP384R1),
    ECDSA_SECP521R1_SHA512(0x0603, SignatureAlgorithm.ECDSA_SHA512, NamedGroup.SECP521R1),
    RSA_PSS_RSAE_SHA256(0x0804, SignatureAlgorithm.RSA_PSS_SHA256),
    RSA_PSS_RSAE_SHA384(0x0805, SignatureAlgorithm.RSA_PSS_SHA384),
    RSA_PSS_RSAE_SHA512(0x0806, SignatureAlgorithm.RSA_PSS_SHA512),
    ED25519(0x0807, SignatureAlgorithm.ED25519),
    ED448(0x0808, SignatureAlgorithm.ED448),
    /// With a key that is for PSS alone (RFC 4055 §1.2).
    RSA_PSS_PSS_SHA256(0x0809, SignatureAlgorithm.RSA_PSS_SHA256),
    RSA_PSS_PSS_SHA384(0x080A, SignatureAlgorithm.RSA_PSS_SHA384),
    RSA_PSS_PSS_SHA512(0x080B, SignatureAlgorithm.RSA_PSS_SHA512),
    RSA_PKCS1_SHA256(0x0401, SignatureAlgorithm.RSA_PKCS1_SHA256),
    RSA_PKCS1_SHA384(0x0501, SignatureAlgorithm.RSA_PKCS1_SHA384),
    RSA_PKCS1_SHA512(0x0601, SignatureAlgorithm.RSA_PKCS1_SHA512),
    RSA_PKCS1_SHA1(0x0201, HashAlgorithm.SHA1),
    ECDSA_SHA1(0x0203, HashAlgorithm.SHA1),
    /// The pairs of TLS 1.2 with SHA-224 and with DSA.
    RSA_PKCS1_SHA224(0x0301, HashAlgorithm.SHA224),
    ECDSA_SHA224(0x0303, HashAlgorithm.SHA224),
    DSA_SHA1(0x0202, HashAlgorithm.SHA1),
    DSA_SHA224(0x0302, HashAlgorithm.SHA224),
    DSA_SHA256(0x0402, HashAlgorithm.SHA256),
    DSA_SHA384(0x0502, HashAlgorithm.SHA384),
    DSA_SHA512(0x0602, HashAlgorithm.SHA512);

    private final int code;
    private final @Nullable SignatureAlgorithm algorithm;
    private final @Nullable HashAlgorithm hash;
    private final @Nullable NamedGroup curve;

    SignatureScheme(int code, SignatureAlgorithm algorithm) {
        this(code, algorithm, null);
    }

    SignatureScheme(int code, SignatureAlgorithm algorithm, @Nullable NamedGroup curve) {
        this.code = code;
        this.algorithm = algorithm;
        this.hash = algorithm.hash().orElse(null);
        this.curve = curve;
    }

    /// A scheme that has a name but no algorithm here.
    SignatureScheme(int code, HashAlgorithm hash) {
        this.code = code;
        this.algorithm = null;
        this.hash = hash;
        this.curve = null;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// How it is made and verified.
    ///
    /// @throws IllegalStateException if there is no algorithm for it, and so it is not implemented
    public SignatureAlgorithm algorithm() {
        if (algorithm == null) {
            throw new IllegalStateException(this + " is not implemented");
        }
        return algorithm;
    }

    /// What is applied to the message first; empty for Ed25519 and Ed448.
    public Optional<HashAlgorithm> hash() {
        return Optional.ofNullable(hash);
    }

    /// The curve of the key, which TLS 1.3 binds to the scheme and TLS 1.2 does not; empty for other keys.
    public Optional<NamedGroup> curve() {
        return Optional.ofNullable(curve);
    }

    /// The name in the IANA registry: `rsa_pss_rsae_sha256`.
    public String ianaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a handshake of this version may be signed so: PKCS #1 v1.5, SHA-1, SHA-224 and DSA sign only
    /// certificates in TLS 1.3, if that (RFC 9846 §4.3.3), and nothing names schemes before TLS 1.2.
    public boolean usableIn(ProtocolVersion version) {
        boolean old = algorithm == null || name().startsWith("RSA_PKCS1");
        return old ? version == ProtocolVersion.TLS12 : version.atLeast(ProtocolVersion.TLS12);
    }

    /// The scheme with this code point, if it has a name here. That does not mean that it is implemented.
    public static Optional<SignatureScheme> ofCode(int code) {
        return CodePoints.find(values(), SignatureScheme::code, code);
    }
}
