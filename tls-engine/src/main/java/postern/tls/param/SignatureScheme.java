package postern.tls.param;

import java.util.Locale;
import java.util.Optional;
import postern.crypto.hash.HashAlgorithm;

/// How a handshake is signed (RFC 9846 §4.3.3), those schemes that are implemented.
///
/// TLS 1.2 had pairs of hash and signature algorithm instead (RFC 5246 §7.4.1.4.1); the code points were chosen so that
/// the pairs keep their meaning, except that 1.2 does not bind ECDSA to a curve.
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, Padding.ECDSA, HashAlgorithm.SHA256, Optional.of(NamedGroup.SECP256R1)),
    ECDSA_SECP384R1_SHA384(0x0503, Padding.ECDSA, HashAlgorithm.SHA384, Optional.of(NamedGroup.SECP384R1)),
    RSA_PSS_RSAE_SHA256(0x0804, Padding.PSS, HashAlgorithm.SHA256, Optional.empty()),
    RSA_PSS_RSAE_SHA384(0x0805, Padding.PSS, HashAlgorithm.SHA384, Optional.empty()),
    RSA_PSS_RSAE_SHA512(0x0806, Padding.PSS, HashAlgorithm.SHA512, Optional.empty()),
    RSA_PKCS1_SHA256(0x0401, Padding.PKCS1, HashAlgorithm.SHA256, Optional.empty()),
    RSA_PKCS1_SHA384(0x0501, Padding.PKCS1, HashAlgorithm.SHA384, Optional.empty()),
    RSA_PKCS1_SHA512(0x0601, Padding.PKCS1, HashAlgorithm.SHA512, Optional.empty());

    /// What is done with the hash.
    public enum Padding {
        ECDSA,
        /// RSASSA-PSS with a salt as long as the hash, by an ordinary RSA key (`rsae`).
        PSS,
        PKCS1
    }

    private final int code;
    private final Padding padding;
    private final HashAlgorithm hash;
    private final Optional<NamedGroup> curve;

    SignatureScheme(int code, Padding padding, HashAlgorithm hash, Optional<NamedGroup> curve) {
        this.code = code;
        this.padding = padding;
        this.hash = hash;
        this.curve = curve;
    }

    /// The code point.
    public int code() {
        return code;
    }

    /// What is done with the hash.
    public Padding padding() {
        return padding;
    }

    /// What the signed content is hashed with.
    public HashAlgorithm hash() {
        return hash;
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
        return version == ProtocolVersion.TLS12 || version == ProtocolVersion.TLS13 && padding != Padding.PKCS1;
    }

    /// The scheme with this code point, if it is implemented.
    public static Optional<SignatureScheme> ofCode(int code) {
        return CodePoints.find(values(), SignatureScheme::code, code);
    }
}
