package postern.tls.pki;

/// What is asked of a path, whoever the peer is and whenever it is checked.
///
/// @param purpose what the peer's certificate must be good for
/// @param nameCheck whether it must be for the right host
/// @param minimumRsaBits the shortest RSA modulus that still means something
/// @param revocation how to find out whether a certificate was taken back
record ValidationPolicy(Purpose purpose, NameCheck nameCheck, int minimumRsaBits, RevocationCheck revocation) {
    /// Which names of a certificate count.
    enum NameCheck {
        SUBJECT_ALT_NAME,
        NONE
    }

    /// RFC 9325 §4.5 asks for 2048.
    private static final int MINIMUM_RSA_BITS = 2048;

    static ValidationPolicy usual(Purpose purpose, NameCheck nameCheck) {
        return new ValidationPolicy(purpose, nameCheck, MINIMUM_RSA_BITS, RevocationCheck.NONE);
    }

    ValidationPolicy withoutNameCheck() {
        return new ValidationPolicy(purpose, NameCheck.NONE, minimumRsaBits, revocation);
    }

    ValidationPolicy withMinimumRsaBits(int bits) {
        return new ValidationPolicy(purpose, nameCheck, bits, revocation);
    }

    ValidationPolicy withRevocation(RevocationCheck check) {
        return new ValidationPolicy(purpose, nameCheck, minimumRsaBits, check);
    }
}
