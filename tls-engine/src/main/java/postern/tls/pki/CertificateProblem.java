package postern.tls.pki;

/// Every reason to refuse a certificate or a chain: what is wrong in a sentence, the clause that says so, and the
/// [Verdict] that the handshake turns into an alert.
public enum CertificateProblem {
    EMPTY_CHAIN(Verdict.BAD, "RFC 9846 §4.5.1.3", "the peer sent no certificate at all"),
    MALFORMED(Verdict.BAD, "RFC 5280 §4.1", "the certificate is not well-formed"),
    TOO_MUCH_WORK(Verdict.BAD, "RFC 9846 §4.5.1", "checking the chain would cost more work than any honest chain does"),

    UNKNOWN_ISSUER(Verdict.UNKNOWN_CA, "RFC 5280 §6.1.1 (d)", "no trusted authority stands behind the certificate"),
    SELF_SIGNED(
            Verdict.UNKNOWN_CA,
            "RFC 5280 §6.1.1 (d)",
            "the certificate is signed only by itself and is not among the trusted ones"),
    ISSUER_IS_NO_CA(
            Verdict.UNKNOWN_CA, "RFC 5280 §6.1.4 (k)", "the issuer's certificate does not make it an authority"),
    ISSUER_MAY_NOT_SIGN(
            Verdict.UNKNOWN_CA, "RFC 5280 §6.1.4 (n)", "the issuer's key must not be used to sign certificates"),
    PATH_TOO_LONG(
            Verdict.UNKNOWN_CA, "RFC 5280 §6.1.4 (m)", "there are more authorities below the issuer than it allows"),
    BAD_SIGNATURE(Verdict.BAD, "RFC 5280 §6.1.3 (a)(1)", "the issuer's signature on the certificate does not verify"),

    EXPIRED(Verdict.EXPIRED, "RFC 5280 §6.1.3 (a)(2)", "the certificate has expired"),
    NOT_YET_VALID(Verdict.EXPIRED, "RFC 5280 §6.1.3 (a)(2)", "the certificate is not valid yet"),
    REVOKED(Verdict.REVOKED, "RFC 5280 §6.1.3 (a)(3)", "the issuer has revoked the certificate"),

    CRL_MISSING(
            Verdict.UNKNOWN_CA,
            "RFC 5280 §6.3.3",
            "there is no revocation list that tells whether the certificate is good"),
    CRL_EXPIRED(Verdict.EXPIRED, "RFC 5280 §6.3.3", "the revocation list is out of date"),
    CRL_UNUSABLE(Verdict.BAD, "RFC 5280 §6.3.3", "the revocation list cannot be believed"),

    OCSP_MISSING(Verdict.STATUS, "RFC 7633 §4.2.3.1", "there is no OCSP response, and one is demanded"),
    OCSP_EXPIRED(Verdict.STATUS, "RFC 6960 §4.2.2.1", "the OCSP response is out of date"),
    OCSP_UNUSABLE(Verdict.STATUS, "RFC 6960 §3.2", "the OCSP response cannot be believed"),

    NAME_MISMATCH(Verdict.BAD, "RFC 9525 §6", "the certificate is for another host"),
    NAME_NOT_PERMITTED(
            Verdict.BAD, "RFC 5280 §6.1.3 (b), (c)", "an authority above is not allowed to vouch for this name"),
    NO_POLICY(
            Verdict.BAD,
            "RFC 5280 §6.1.5 (g)",
            "an authority demands that the path be valid under a certificate policy, and it is under none"),
    WRONG_PURPOSE(Verdict.UNSUPPORTED, "RFC 5280 §4.2.1.12", "the certificate was issued for another purpose"),
    KEY_USAGE(Verdict.UNSUPPORTED, "RFC 9846 §4.5.1.2", "the certificate's key must not sign handshakes"),

    UNKNOWN_CRITICAL_EXTENSION(
            Verdict.UNSUPPORTED,
            "RFC 5280 §4.2",
            "the certificate has a critical extension that is not understood here"),
    UNSUPPORTED_ALGORITHM(
            Verdict.UNSUPPORTED, "RFC 5280 §4.1.1.2", "the certificate uses an algorithm that is not implemented here"),
    WEAK_KEY(Verdict.BAD, "RFC 9325 §4.5", "the certificate's key is too weak"),
    WEAK_SIGNATURE(Verdict.BAD, "RFC 9325 §4.5", "the certificate is signed with a broken hash algorithm"),

    /// For verifiers of applications.
    REFUSED(Verdict.UNKNOWN, "RFC 9846 §6.2", "the application refuses the certificate for reasons of its own"),
    /// For verifiers of applications.
    UNWANTED(Verdict.UNWANTED, "RFC 9846 §6.2", "the application does not want to talk to this peer");

    private final Verdict verdict;
    private final String clause;
    private final String words;

    CertificateProblem(Verdict verdict, String clause, String words) {
        this.verdict = verdict;
        this.clause = clause;
        this.words = words;
    }

    /// What the peer is told.
    public Verdict verdict() {
        return verdict;
    }

    /// The rule that is broken.
    public String clause() {
        return clause;
    }

    /// What is wrong, without the particulars of the case.
    public String words() {
        return words;
    }

    /// What a peer is told about its certificate: one value for each alert of RFC 9846 §6.2 that can be the
    /// answer.
    public enum Verdict {
        /// `unknown_ca`: nobody we trust stands behind it.
        UNKNOWN_CA,
        /// `certificate_expired`: outside its dates, or not yet within them.
        EXPIRED,
        /// `certificate_revoked`.
        REVOKED,
        /// `unsupported_certificate`: of a kind or for a purpose that does not fit here.
        UNSUPPORTED,
        /// `bad_certificate`: corrupt, wrongly signed, or otherwise not acceptable.
        BAD,
        /// `bad_certificate_status_response`: the OCSP response beside it does not do.
        STATUS,
        /// `certificate_unknown`: not acceptable for another reason.
        UNKNOWN,
        /// `handshake_failure`: nothing is wrong with the certificate; its owner is.
        UNWANTED
    }
}
