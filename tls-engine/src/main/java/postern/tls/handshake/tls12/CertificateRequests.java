package postern.tls.handshake.tls12;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.crypto.key.PublicKey;
import postern.tls.handshake.CertificateWish;
import postern.tls.handshake.Preferences;
import postern.tls.handshake.Proof;
import postern.tls.handshake.Signing;
import postern.tls.message.CertificateRequest12;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;

/// A server's wish to see a certificate up to TLS 1.2 (RFC 5246 §7.4.4): how it is made, and how a client
/// chooses what to show.
public final class CertificateRequests {
    private static final int RSA_SIGN = 1;

    /// Edwards curves, too (RFC 8422 §5.5).
    private static final int ECDSA_SIGN = 64;

    private CertificateRequests() {}

    /// Whether a server may ask at all: not if it does not prove itself by a certificate (RFC 5246 §7.4.4), nor
    /// if both ends prove themselves by a key that they share (RFC 4279 §2).
    public static boolean allowedWith(CipherSuite suite) {
        return switch (suite.auth()) {
            case RSA, ECDSA -> !suite.kx().isPreShared();
            default -> false;
        };
    }

    /// A server's request.
    public static CertificateRequest12 of(ProtocolVersion version, Preferences preferences, CertificateWish wanted) {
        var schemes = version == ProtocolVersion.TLS12
                ? Optional.of(usableInHandshakes(preferences.schemes()))
                : Optional.<List<Integer>>empty();
        return new CertificateRequest12(List.of(RSA_SIGN, ECDSA_SIGN), schemes, wanted.authorities());
    }

    private static List<Integer> usableInHandshakes(List<SignatureScheme> schemes) {
        return schemes.stream()
                .filter(scheme -> scheme.usableIn(ProtocolVersion.TLS12))
                .map(SignatureScheme::code)
                .toList();
    }

    /// What a client shows: the first of its certificates whose key signs as the server verifies, one from an
    /// authority that the server names before others. None if no key does.
    ///
    /// @param schemes those by which the client is willing to sign, the dearest first
    public static Optional<Proof> proof(
            CertificateRequest12 request, List<Credential> credentials, List<SignatureScheme> schemes) {
        return Stream.concat(credentials.stream().filter(welcome(request)), credentials.stream())
                .filter(credential -> request.certificateTypes().contains(type(credential.publicKey())))
                .flatMap(credential ->
                        schemes(request, credential.publicKey(), schemes).map(scheme -> new Proof(credential, scheme)))
                .findFirst();
    }

    private static int type(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa _, PublicKey.RsaPss _ -> RSA_SIGN;
            case PublicKey.Ec _, PublicKey.Edwards _ -> ECDSA_SIGN;
        };
    }

    /// Before TLS 1.2 the key decides.
    private static Stream<SignatureScheme> schemes(
            CertificateRequest12 request, PublicKey key, List<SignatureScheme> ours) {
        return request.schemes()
                .map(theirs -> ours.stream()
                        .filter(scheme -> theirs.contains(scheme.code()))
                        .filter(scheme -> Signing.fits(scheme, ProtocolVersion.TLS12, key)))
                .orElseGet(() -> HandshakeSignature.byDefault(key).stream());
    }

    private static Predicate<Credential> welcome(CertificateRequest12 request) {
        return credential -> credential.chain().stream()
                .anyMatch(certificate ->
                        request.authorities().contains(certificate.issuer().der()));
    }
}
