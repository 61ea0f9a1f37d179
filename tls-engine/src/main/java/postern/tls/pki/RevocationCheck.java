package postern.tls.pki;

import java.time.Instant;

/// Asks whether an issuer has taken a certificate back. Called for each certificate of a path but the anchor,
/// after the path was found valid otherwise; implementations are immutable, or guard what they remember.
@FunctionalInterface
public interface RevocationCheck {
    /// Revocation is not checked.
    RevocationCheck NONE = (subject, issuer, at) -> {};

    /// Judges one certificate.
    ///
    /// @param issuer who issued it, verified
    /// @throws CertificateException if it is revoked, or if policy wants to know and it cannot be told
    void check(Certificate subject, Certificate issuer, Instant at);

    /// This check, but without looking at revocation lists.
    default RevocationCheck withoutLists() {
        return this;
    }

    /// This check and then another; both must pass.
    default RevocationCheck and(RevocationCheck other) {
        return new Both(this, other);
    }

    /// Two checks.
    record Both(RevocationCheck first, RevocationCheck second) implements RevocationCheck {
        @Override
        public void check(Certificate subject, Certificate issuer, Instant at) {
            first.check(subject, issuer, at);
            second.check(subject, issuer, at);
        }

        @Override
        public RevocationCheck withoutLists() {
            return first.withoutLists().and(second.withoutLists());
        }
    }
}
