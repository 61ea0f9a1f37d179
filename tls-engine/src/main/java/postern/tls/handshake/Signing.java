package postern.tls.handshake;

import java.util.List;
import java.util.Optional;
import postern.crypto.ec.Curve;
import postern.crypto.key.PublicKey;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.Auth;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

/// Which signature scheme goes with which key.
public final class Signing {
    private Signing() {}

    /// Whether a key can sign by this scheme in this version. TLS 1.3 binds an ECDSA scheme to its curve, TLS
    /// 1.2 does not (RFC 9846 §4.3.3).
    public static boolean fits(SignatureScheme scheme, ProtocolVersion version, PublicKey key) {
        if (!scheme.usableIn(version)) {
            return false;
        }
        return switch (key) {
            case PublicKey.Rsa _ ->
                scheme == SignatureScheme.RSA_PKCS1_SHA1 || !isForPssKeys(scheme) && isOfAlgorithm(scheme, key);
            case PublicKey.RsaPss _ ->
                isForPssKeys(scheme) && scheme.algorithm().fits(key);
            case PublicKey.Ec ec ->
                scheme == SignatureScheme.ECDSA_SHA1
                        || isOfAlgorithm(scheme, key)
                                && (version != ProtocolVersion.TLS13
                                        || scheme.curve().isPresent()
                                                && scheme.curve().equals(group(ec.curve())));
            case PublicKey.Edwards _ -> isOfAlgorithm(scheme, key);
        };
    }

    /// Schemes with SHA-1 have none: see [postern.crypto.key.LegacySignature].
    private static boolean isOfAlgorithm(SignatureScheme scheme, PublicKey key) {
        return scheme != SignatureScheme.RSA_PKCS1_SHA1
                && scheme != SignatureScheme.ECDSA_SHA1
                && scheme.algorithm().fits(key);
    }

    /// The same signature has two code points, by the kind of key (RFC 9846 §4.3.3).
    private static boolean isForPssKeys(SignatureScheme scheme) {
        return switch (scheme) {
            case RSA_PSS_PSS_SHA256, RSA_PSS_PSS_SHA384, RSA_PSS_PSS_SHA512 -> true;
            default -> false;
        };
    }

    /// The scheme by which a peer has signed.
    ///
    /// @param offered what we said that we verify
    /// @throws TlsException if it is another one, or does not go with the peer's key or the version (RFC 9846
    ///     §4.5.2)
    public static SignatureScheme chosen(
            int code, List<SignatureScheme> offered, ProtocolVersion version, PublicKey key) {
        var scheme = SignatureScheme.ofCode(code)
                .filter(offered::contains)
                .orElseThrow(
                        () -> new TlsException(Violation.SIGNATURE_SCHEME_NOT_OFFERED, "scheme %04x".formatted(code)));
        if (!fits(scheme, version, key)) {
            throw new TlsException(
                    Violation.SIGNATURE_SCHEME_UNFIT, scheme.ianaName() + " by " + key.describe() + " in " + version);
        }
        return scheme;
    }

    /// What a suite of TLS 1.2 calls a key of this kind.
    public static Auth auth(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _, PublicKey.RsaPss _ -> Auth.RSA;
            case PublicKey.Ec _, PublicKey.Edwards _ -> Auth.ECDSA; // the suites' name for both (RFC 8422 §2)
        };
    }

    /// The curve as a group, if it is implemented as one.
    public static Optional<NamedGroup> group(Curve curve) {
        return switch (curve) {
            case P256 -> Optional.of(NamedGroup.SECP256R1);
            case P384 -> Optional.of(NamedGroup.SECP384R1);
            case P521 -> Optional.of(NamedGroup.SECP521R1);
        };
    }
}
