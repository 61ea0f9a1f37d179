package postern.tls.pki;

/// What is asked of a path, whoever the peer is and whenever it is checked.
///
/// @param purpose what the peer's certificate must be good for
/// @param nameCheck whether it must be for the right host
/// @param rigour how strictly
/// @param revocation how to find out whether a certificate was taken back
/// @param stapled the same, from what the server shows
record ValidationPolicy(
        Purpose purpose, NameCheck nameCheck, Rigour rigour, RevocationCheck revocation, StapledCheck stapled) {
    /// Which names of a certificate count.
    enum NameCheck {
        SUBJECT_ALT_NAME,
        NONE
    }

    static ValidationPolicy usual(Purpose purpose, NameCheck nameCheck) {
        return new ValidationPolicy(purpose, nameCheck, Rigour.USUAL, RevocationCheck.NONE, StapledCheck.NONE);
    }

    ValidationPolicy withoutNameCheck() {
        return new ValidationPolicy(purpose, NameCheck.NONE, rigour, revocation, stapled);
    }

    ValidationPolicy under(Rigour other) {
        return new ValidationPolicy(purpose, nameCheck, other, revocation, stapled);
    }

    ValidationPolicy withRevocation(RevocationCheck check) {
        return new ValidationPolicy(purpose, nameCheck, rigour, check, stapled);
    }

    ValidationPolicy withStapled(StapledCheck check) {
        return new ValidationPolicy(purpose, nameCheck, rigour, revocation, check);
    }

    /// What is asked at the end of a path.
    RevocationCheck revocationAsked() {
        return rigour.has(Rigour.Departure.LISTS_IGNORED) ? revocation.withoutLists() : revocation;
    }
}
