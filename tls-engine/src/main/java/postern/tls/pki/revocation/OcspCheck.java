package postern.tls.pki.revocation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.RevocationCheck;
import postern.tls.pki.StapledCheck;

/// The check of certificates against OCSP responses at hand: what a server stapled, or what a file holds.
///
/// Immutable.
public final class OcspCheck implements RevocationCheck {
    /// The TLS extension status_request (RFC 6066 §8), which a certificate can demand of its server (RFC 7633).
    private static final int STATUS_REQUEST = 5;

    /// For which peers there must be a response.
    public enum Demand {
        /// For each: Exim's `hosts_require_ocsp`.
        ALWAYS,
        /// For those whose certificate says "must staple" (RFC 7633).
        WHERE_DEMANDED
    }

    private final List<OcspResponse> responses;
    private final Demand demand;
    private final OcspVerifier verifier;

    /// These responses. Authorities need none: nobody staples about them.
    public OcspCheck(List<OcspResponse> responses, Demand demand) {
        this(responses, demand, OcspVerifier.usual());
    }

    /// The check of what a server staples.
    public static StapledCheck stapled(Demand demand) {
        return responses -> new OcspCheck(
                responses.stream()
                        .filter(response -> !response.isEmpty())
                        .map(OcspCheck::parse)
                        .toList(),
                demand);
    }

    private static OcspResponse parse(Bytes stapled) {
        try {
            return OcspResponse.parse(stapled);
        } catch (CertificateException e) {
            throw new CertificateException(CertificateProblem.OCSP_UNUSABLE, String.valueOf(e.getMessage()), e);
        }
    }

    OcspCheck(List<OcspResponse> responses, Demand demand, OcspVerifier verifier) {
        this.responses = List.copyOf(responses);
        this.demand = demand;
        this.verifier = verifier;
    }

    @Override
    public void check(Certificate subject, Certificate issuer, Instant at) {
        var faults = new ArrayList<CertificateException>();
        for (var response : responses) {
            if (isAbout(response, subject, issuer)) {
                var proof = verified(response, new OcspVerifier.CertificateAndIssuer(subject, issuer), at, faults);
                if (proof.isPresent()) {
                    refuseUnlessGood(proof.get(), subject);
                    return;
                }
            }
        }
        if (!faults.isEmpty()) {
            throw faults.getFirst();
        }
        refuseIfNeeded(subject);
    }

    private static boolean isAbout(OcspResponse response, Certificate subject, Certificate issuer) {
        return response.basic()
                .map(basic -> basic.find(subject, issuer).isPresent())
                .orElse(false);
    }

    private Optional<OcspProof> verified(
            OcspResponse response,
            OcspVerifier.CertificateAndIssuer of,
            Instant at,
            List<CertificateException> faults) {
        try {
            return Optional.of(verifier.verify(response, of.subject(), of.issuer(), at));
        } catch (CertificateException e) {
            faults.add(e);
            return Optional.empty();
        }
    }

    private static void refuseUnlessGood(OcspProof proof, Certificate subject) {
        switch (proof.status()) {
            case CertificateStatus.Good() -> {}
            case CertificateStatus.Revoked(var revocation) ->
                throw new CertificateException(
                        CertificateProblem.REVOKED,
                        "the certificate of " + subject + " was revoked at " + revocation.at()
                                + ", says an OCSP response"
                                + (revocation.reason() == RevocationReason.UNSPECIFIED
                                        ? ""
                                        : ", because " + revocation.reason().words()));
            case CertificateStatus.Unknown() ->
                throw new CertificateException(
                        CertificateProblem.OCSP_UNUSABLE,
                        "the OCSP responder does not know the certificate of " + subject);
        }
    }

    /// An authority's certificate with "must staple" only passes the demand on (RFC 7633 §4.2.2).
    private void refuseIfNeeded(Certificate subject) {
        if (isAuthority(subject)) {
            return;
        }
        if (isMustStaple(subject)) {
            throw new CertificateException(
                    CertificateProblem.OCSP_MISSING,
                    "the certificate of " + subject.subject()
                            + " demands an OCSP response with it (TLS Feature status_request, RFC 7633), and there is none");
        }
        if (demand == Demand.ALWAYS) {
            throw new CertificateException(
                    CertificateProblem.OCSP_MISSING,
                    "whether the certificate of " + subject.subject()
                            + " is revoked cannot be told: there is no OCSP response about it");
        }
    }

    /// Whether a certificate demands that its server staple a response (RFC 7633 §4.2.3.1).
    public static boolean isMustStaple(Certificate certificate) {
        return certificate.extensions().get(KnownExtension.TLS_FEATURE).stream()
                .anyMatch(features -> features.contains(STATUS_REQUEST));
    }

    private static boolean isAuthority(Certificate certificate) {
        return certificate
                .extensions()
                .basicConstraints()
                .map(constraints -> constraints.role() == BasicConstraints.Role.CA)
                .orElse(false);
    }
}
