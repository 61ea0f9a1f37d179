/// Certificates: reading them, and finding out whether a peer is who it says it is (RFC 5280, RFC 9525).
///
/// Reading order:
///
/// 1. [postern.tls.pki.Certificate]: the parsed structure, with [postern.tls.pki.Name],
///    [postern.tls.pki.Validity], [postern.tls.pki.Extensions] and [postern.tls.pki.GeneralName]. Reading is
///    strict DER; it believes nothing.
/// 2. [postern.tls.pki.HostName]: does a certificate name the host that was asked for?
/// 3. [postern.tls.pki.CertificateCompressor] makes chains shorter on the way.
///    [postern.tls.pki.PeerVerifier]: what the handshake asks. The answer is a
///    [postern.tls.pki.PeerIdentity]: a [postern.tls.pki.VerifiedPeer], which is the proof itself, or an
///    [postern.tls.pki.UnverifiedPeer], which says that there is none; or a
///    [postern.tls.pki.CertificateException] with a [postern.tls.pki.CertificateProblem].
/// 4. [postern.tls.pki.TrustStore]: the roots that are believed; [postern.tls.pki.PathBuilder]: the paths from the
///    peer's certificate to one of them; [postern.tls.pki.PathRules]: what each path has to fulfil.
/// 5. [postern.tls.pki.PathValidator]: the verifier made of these. It finds a path that holds, or throws a
///    [postern.tls.pki.PathException] with one [postern.tls.pki.RejectedPath] for each path tried.
///
/// Why a proof object: a boolean "verified" can be set by mistake, forgotten, or belong to another certificate.
/// Only the validator can make a `VerifiedPeer`, and it carries the path, the name and the time that it is about.
///
/// The package imports nothing but the cryptography: the handshake knows certificates, certificates know no
/// handshake. Its problems carry a [postern.tls.pki.CertificateProblem.Verdict], which the handshake turns into an
/// alert.
@NullMarked
package postern.tls.pki;

import org.jspecify.annotations.NullMarked;
