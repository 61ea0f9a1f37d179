package postern.tls.pki.revocation;

/// What an OCSP responder says of a certificate (RFC 6960 §2.2).
public sealed interface CertificateStatus {
    /// It is not revoked.
    record Good() implements CertificateStatus {}

    /// It was revoked, for good or for a while.
    record Revoked(Revocation revocation) implements CertificateStatus {}

    /// The responder does not know it.
    record Unknown() implements CertificateStatus {}
}
