package postern.tls.handshake.tls13;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.ClientFeatures13.Grease;
import postern.tls.handshake.GreaseValues;
import postern.tls.handshake.Proof;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.Signing;
import postern.tls.message.CertificateAuthorities;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SignatureAlgorithmsCert;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;

/// A server's wish to see a certificate (RFC 9846 §4.4.2): how it is made, and how a client chooses what to show.
public final class CertificateRequests {
    private CertificateRequests() {}

    /// A server's request.
    ///
    /// @param context by which the answer is told from others; empty during the handshake
    public static CertificateRequest13 of(Bytes context, ServerSettings settings) {
        var preferences = settings.preferences();
        var wanted = settings.features().certificateWish();
        var newest = settings.features().newest();
        var schemes = usableInHandshakes(preferences.schemes());
        if (schemes.isEmpty()) {
            throw new TlsException(
                    Violation.NO_COMMON_SIGNATURE, "we ask for a certificate, and verify no signature of TLS 1.3");
        }
        var list = new ArrayList<Extension>();
        list.add(new SignatureAlgorithms(schemes));
        list.add(new SignatureAlgorithmsCert(
                preferences.schemes().stream().map(SignatureScheme::code).toList()));
        if (!wanted.authorities().isEmpty()) {
            list.add(new CertificateAuthorities(wanted.authorities()));
        }
        new CertificateCompression(newest.compressors()).offer().ifPresent(list::add);
        var extensions = Extensions.of(list);
        return new CertificateRequest13(
                context,
                newest.grease() == Grease.SENT
                        ? GreaseValues.drawnFrom(settings.surroundings().random())
                                .besides(extensions)
                        : extensions);
    }

    private static List<Integer> usableInHandshakes(List<SignatureScheme> schemes) {
        return schemes.stream()
                .filter(scheme -> scheme.usableIn(ProtocolVersion.TLS13))
                .map(SignatureScheme::code)
                .toList();
    }

    /// The server has to say what it can verify (RFC 9846 §4.4.2).
    public static void requireWellFormed(CertificateRequest13 request) {
        if (request.extensions().find(SignatureAlgorithms.class).isEmpty()) {
            throw new TlsException(Violation.MISSING_SIGNATURE_ALGORITHMS, "in the CertificateRequest");
        }
    }

    /// What a client shows: the first of its certificates whose key signs as the server verifies, one from an
    /// authority that the server names before others. None if no key does.
    ///
    /// @param schemes those by which the client is willing to sign, the dearest first
    public static Optional<Proof> proof(
            CertificateRequest13 request, List<Credential> credentials, List<SignatureScheme> schemes) {
        var verifies = request.extensions()
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::schemes)
                .orElse(List.of());
        return Stream.concat(credentials.stream().filter(welcome(request)), credentials.stream())
                .flatMap(credential -> schemes.stream()
                        .filter(scheme -> verifies.contains(scheme.code()))
                        .filter(scheme -> Signing.fits(scheme, ProtocolVersion.TLS13, credential.publicKey()))
                        .map(scheme -> new Proof(credential, scheme)))
                .findFirst();
    }

    private static Predicate<Credential> welcome(CertificateRequest13 request) {
        var authorities = request.extensions()
                .find(CertificateAuthorities.class)
                .map(CertificateAuthorities::authorities)
                .orElse(List.of());
        return credential -> credential.chain().stream()
                .anyMatch(
                        certificate -> authorities.contains(certificate.issuer().der()));
    }
}
