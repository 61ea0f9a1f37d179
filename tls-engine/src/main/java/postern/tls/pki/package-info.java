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
/// # Where we are stricter than RFC 5280, and where more lenient
///
/// Everything else is as the RFC has it. A chain that OpenSSL or the JDK takes and we refuse should be found here.
///
/// Stricter, in reading:
///
/// - DER only: no indefinite or needlessly long lengths, no padded integers, no octets behind the end, no defaults
///   written out. Times to the second and in Greenwich (`Z`).
/// - Explicit curve parameters, compressed points, and RSASSA-PSS with two different hashes or a trailer other
///   than 1 are refused where the key or the signature is needed; the certificate is still shown.
/// - An OCSP response holds 16 certificates at most; a peer's chain and the paths through it are bounded in work.
///
/// Stricter, in judging:
///
/// - A trust anchor's certificate has to keep its own promises, too: dates, key usage, constraints (as in
/// OpenSSL).
/// - RSA keys below 2048 bits and signatures over MD5 or SHA-1 do not verify (RFC 9325 §4.5). A policy changes
///   both: [postern.tls.pki.Rigour].
/// - The peer's key has to be good for signatures if its certificate says what it is good for, also where RSA key
///   exchange will only decrypt with it. OpenSSL takes keyEncipherment alone.
/// - Extended key usage binds authorities as well; the RFC leaves that open, root programs do not.
/// - Names: the common name is never looked at; a wildcard stands for one whole label, leftmost, with two
///   labels or more behind it; addresses match only addresses.
/// - Delta and indirect revocation lists, and lists for some reasons only, are not taken for the whole truth:
///   they are refused or passed over, with a reason. Once lists are given, every authority of the path must
///   have one.
/// - Who signs OCSP responses in an authority's place must have been appointed by that very authority, for that
///   purpose by name.
/// - A certificate of version 1 is an authority only as the anchor itself.
///
/// More lenient, because certificates in use need it:
///
/// - Serial numbers that are zero or negative are read (RFC 5280 §4.1.2.2 asks for that).
/// - Dates before 2050 may stand as GeneralizedTime. PrintableString may hold `*`, `@` and `_`; TeletexString
///   is read as Latin-1.
/// - The NULL behind an RSA signature algorithm or a hash may be missing (RFC 4055 §2.1, §5).
/// - Whether an extension is marked critical that the RFC wants critical, or the reverse, is not checked.
/// - Names of hosts may have underscores.
/// - A private key on a curve may have an octet of zero in front, as GnuTLS writes it, if its public key is
/// beside it.
/// - PEM may have text around the blocks, any line ends, and keys or parameters among the certificates.
///
/// The package imports nothing but the cryptography: the handshake knows certificates, certificates know no
/// handshake. Its problems carry a [postern.tls.pki.CertificateProblem.Verdict], which the handshake turns into an
/// alert.
@NullMarked
package postern.tls.pki;

import org.jspecify.annotations.NullMarked;
