/// Making certificates, for labs, tests and the first installation. Every output is one that OpenSSL, GnuTLS
/// and the JDK accept.
///
/// Reading order:
///
/// 1. [postern.tls.pki.issue.CertificateBuilder]: the certificate, self-signed or by an
///    [postern.tls.pki.issue.Issuer].
/// 2. [postern.tls.pki.issue.NameBuilder]: its subject.
/// 3. [postern.tls.pki.issue.KeyKind]: a fresh key for it; [postern.tls.pki.issue.CertificateRequest]: somebody
///    else's.
/// 4. [postern.tls.pki.issue.CrlBuilder] and [postern.tls.pki.issue.OcspResponseBuilder]: taking certificates
///    back.
@NullMarked
package postern.tls.pki.issue;

import org.jspecify.annotations.NullMarked;
