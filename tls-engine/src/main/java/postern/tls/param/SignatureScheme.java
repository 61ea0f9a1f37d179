package postern.tls.param;

import java.util.Locale;
import java.util.Optional;
import postern.crypto.key.SignatureAlgorithm;

/// How a handshake is signed (RFC 9846 §4.3.3), those schemes that are implemented.
///
/// TLS 1.2 had pairs of hash and signature algorithm instead (RFC 5246 §7.4.1.4.1); the code points were chosen so that
/// the pairs keep their meaning, except that 1.2 does not bind ECDSA to a curve.
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, SignatureAlgorithm.ECDSA_SHA256, Optional.of(NamedGroup.SECP256R1)),
    ECDSA_SECP384R1_SHA384(0x0503, SignatureAlgorithm.ECDSA_SHA384, Optional.of(NamedGroup.SECP384R1)),
    RSA_PSS_RSAE_SHA256(0x0804, SignatureAlgorithm.RSA_PSS_SHA256, Optional.empty()),
    RSA_PSS_RSAE_SHA384(0x0805, SignatureAlgorithm.RSA_PSS_SHA384, Optional.empty()),
    RSA_PSS_RSAE_SHA512(0x0806, SignatureAlgorithm.RSA_PSS_SHA512, Optional.empty()),
    RSA_PKCS1_SHA256(0x0401, SignatureAlgorithm.RSA_PKCS1_SHA256, Optional.empty()),
    RSA_PKCS1_SHA384(0x0501, SignatureAlgorithm.RSA_PKCS1_SHA384, Optional.empty()),
    RSA_PKCS1_SHA512(0x0601, SignatureAlgorithm.RSA_PKCS1_SHA512, Optional.empty());

    private final int code;
    private final SignatureAlgorithm algorithm;
    private final Optional<NamedGroup> curve;

    SignatureScheme(int code, SignatureAlgorithm algorithm, Optional<NamedGroup> curve) {
        this.code = code;
        this.algorithm = algorithm;
        this.curve = curve;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// How it is made and verified.
    public SignatureAlgorithm algorithm() {
        return algorithm;
    }

    /// The curve of the key, which TLS 1.3 binds to the scheme and TLS 1.2 does not; empty for RSA.
    public Optional<NamedGroup> curve() {
        return curve;
    }

    /// The name in the IANA registry: `rsa_pss_rsae_sha256`.
    public String ianaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a handshake of this version may be signed so: PKCS #1 v1.5 signs only certificates in TLS 1.3
    /// (RFC 9846 §4.3.3), and nothing names schemes before TLS 1.2.
    public boolean usableIn(ProtocolVersion version) {
        return switch (algorithm) {
            case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512 -> version == ProtocolVersion.TLS12;
            default -> version.atLeast(ProtocolVersion.TLS12);
        };
    }

    /// The scheme with this code point, if it is implemented.
    public static Optional<SignatureScheme> ofCode(int code) {
        return CodePoints.find(values(), SignatureScheme::code, code);
    }
}
