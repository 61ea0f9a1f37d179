package postern.tls.pki.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Purpose;
import postern.tls.pki.RevocationCheck;

/// Decides whether an OCSP response is to be believed (RFC 6960 §3.2): that it is about this certificate, that its
/// signer is the issuer or appointed by it, and that it is neither old nor of the future.
///
/// @param skew how far clocks may differ
/// @param ofDelegates what is asked about the certificate of an appointed signer that lacks id-pkix-ocsp-nocheck
///     (RFC 6960 §4.2.2.2.1)
public record OcspVerifier(Duration skew, RevocationCheck ofDelegates) {
    /// What Exim allows.
    private static final Duration USUAL_SKEW = Duration.ofMinutes(5);

    /// The usual skew. A delegate that may not be revoked silently is the issuer's affair: its certificate is not
    /// asked about.
    public static OcspVerifier usual() {
        return new OcspVerifier(USUAL_SKEW, RevocationCheck.NONE);
    }

    /// Verifies a response, whatever it says of the certificate.
    ///
    /// @param issuer who issued the certificate, verified
    /// @throws CertificateException if it is not to be believed; the problem's name begins with OCSP, or it is
    ///     that of the signer's certificate or signature
    public OcspProof verify(OcspResponse response, Certificate subject, Certificate issuer, Instant at) {
        var basic = response.basic()
                .orElseThrow(() -> unusable("it says nothing of the certificate, but: "
                        + response.status().words()));
        var single = basic.find(subject, issuer)
                .orElseThrow(() -> unusable("it is not about the certificate of " + subject));
        checkDates(single, at);
        var signer = signer(basic, issuer, at);
        if (!basic.signed().isSignedBy(signer.publicKey(), "the OCSP response")) {
            throw unusable("it is not signed with the key of " + signer.subject());
        }
        return new OcspProof(single, signer);
    }

    /// As [#verify], and the response must have been made for the request with this nonce (RFC 9654).
    ///
    /// @throws CertificateException if it is not to be believed, or repeats no nonce or another
    public OcspProof verifyFresh(OcspResponse response, Bytes nonce, CertificateAndIssuer of, Instant at) {
        var proof = verify(response, of.subject(), of.issuer(), at);
        var repeated = response.basic().orElseThrow().nonce();
        if (!repeated.equals(Optional.of(nonce))) {
            throw unusable(
                    repeated.isEmpty()
                            ? "it does not repeat the request's nonce, so it may be an old one"
                            : "it repeats another nonce than the request's: it answers somebody else, or an old request");
        }
        return proof;
    }

    /// A certificate and the one above it.
    public record CertificateAndIssuer(Certificate subject, Certificate issuer) {}

    /// RFC 6960 §4.2.2.1, with the skew at both ends.
    private void checkDates(SingleResponse single, Instant at) {
        if (single.thisUpdate().isAfter(at.plus(skew))) {
            throw unusable("it is valid only from " + single.thisUpdate() + " on; now is " + at);
        }
        single.nextUpdate().filter(next -> next.isBefore(single.thisUpdate())).ifPresent(next -> {
            throw unusable("it ends at " + next + ", before it begins at " + single.thisUpdate());
        });
        single.nextUpdate().filter(next -> next.plus(skew).isBefore(at)).ifPresent(next -> {
            throw new CertificateException(
                    CertificateProblem.OCSP_EXPIRED,
                    "the OCSP response is out of date: the next should have been there at " + next + "; now is " + at
                            + "; fetch a new one with: postern ocsp fetch");
        });
    }

    /// The issuer itself, or a certificate in the response that the issuer signed for this purpose.
    private Certificate signer(OcspResponse.Basic basic, Certificate issuer, Instant at) {
        if (basic.responder().is(issuer)) {
            return issuer;
        }
        var delegate = basic.certificates().stream()
                .filter(basic.responder()::is)
                .findFirst()
                .orElseThrow(() -> unusable("its signer is not " + issuer.subject()
                        + ", and it does not contain the signer's certificate"));
        checkDelegate(delegate, issuer, at);
        return delegate;
    }

    /// RFC 6960 §4.2.2.2: issued by the very authority that issued the certificate in question, with
    /// id-kp-OCSPSigning. anyExtendedKeyUsage is not enough.
    private void checkDelegate(Certificate delegate, Certificate issuer, Instant at) {
        if (!delegate.issuer().equals(issuer.subject())
                || !delegate.signed().isSignedBy(issuer.publicKey(), "the certificate of the OCSP signer")) {
            throw unusable("its signer " + delegate.subject() + " was not appointed by " + issuer.subject());
        }
        var extensions = delegate.extensions();
        if (!extensions
                .extendedKeyUsage()
                .filter(purposes -> purposes.contains(Purpose.OCSP_SIGNING.oid()))
                .isPresent()) {
            throw unusable("its signer " + delegate.subject()
                    + " may not sign OCSP responses (extendedKeyUsage without OCSP Signing)");
        }
        if (extensions
                .keyUsage()
                .filter(usages ->
                        !usages.contains(KeyUsage.DIGITAL_SIGNATURE) && !usages.contains(KeyUsage.NON_REPUDIATION))
                .isPresent()) {
            throw unusable("the key of its signer " + delegate.subject() + " must not be used for signatures");
        }
        if (!extensions.unknownCritical().isEmpty()) {
            throw unusable("the certificate of its signer " + delegate.subject()
                    + " has a critical extension that is not understood here: " + extensions.unknownCritical());
        }
        if (!delegate.validity().covers(at)) {
            throw new CertificateException(
                    CertificateProblem.OCSP_EXPIRED,
                    "the OCSP response cannot be believed: the certificate of its signer " + delegate.subject()
                            + " is valid from " + delegate.validity().notBefore() + " to "
                            + delegate.validity().notAfter() + "; now is " + at);
        }
        if (extensions.get(KnownExtension.OCSP_NO_CHECK).isEmpty()) {
            ofDelegates.check(delegate, issuer, at);
        }
    }

    private static CertificateException unusable(String why) {
        return new CertificateException(
                CertificateProblem.OCSP_UNUSABLE, "the OCSP response cannot be believed: " + why);
    }
}
