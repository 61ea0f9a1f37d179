package postern.tls.pki.revocation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.Name;
import postern.tls.pki.RevocationCheck;

/// Revocation lists at hand, and the check of certificates against them (RFC 5280 §6.3.3).
///
/// May be shared by threads: it is immutable but for remembering which signatures were verified, so that a list of
/// many megabytes is not hashed again for each connection.
public final class CrlStore implements RevocationCheck {
    private final Map<Name, List<Crl>> byIssuer;
    private final RevocationPolicy policy;
    private final Map<Signed, Boolean> verified = new ConcurrentHashMap<>();

    /// These lists, under a policy for certificates that none of them covers.
    public CrlStore(Collection<Crl> lists, RevocationPolicy policy) {
        this.byIssuer = lists.stream().collect(Collectors.groupingBy(Crl::issuer));
        this.policy = policy;
    }

    /// A list (by identity: its content may be huge) and somebody who may have signed it.
    private record Signed(Crl list, Certificate issuer) {}

    @Override
    public void check(Certificate subject, Certificate issuer, Instant at) {
        var lists = byIssuer.getOrDefault(subject.issuer(), List.of()).stream()
                .filter(list -> list.covers(subject))
                .toList();
        if (lists.isEmpty() && policy == RevocationPolicy.REQUIRE_LIST) {
            throw new CertificateException(
                    CertificateProblem.CRL_MISSING,
                    "whether the certificate of " + subject.subject() + " is revoked cannot be told: there is no"
                            + " revocation list of " + subject.issuer());
        }
        var faults = lists.stream().map(list -> fault(list, issuer, at)).toList();
        if (!faults.isEmpty() && faults.stream().allMatch(Optional::isPresent)) {
            throw faults.getFirst().orElseThrow();
        }
        for (int i = 0; i < lists.size(); i++) {
            if (faults.get(i).isEmpty()) {
                refuseIfListed(subject, lists.get(i));
            }
        }
    }

    @Override
    public RevocationCheck withoutLists() {
        return RevocationCheck.NONE;
    }

    private static void refuseIfListed(Certificate subject, Crl list) {
        list.find(subject.serial()).ifPresent(revocation -> {
            throw new CertificateException(
                    CertificateProblem.REVOKED,
                    "the certificate of " + subject.subject() + " (serial number "
                            + subject.serial().toString(16) + ") was revoked at " + revocation.at()
                            + " by its issuer" + reason(revocation));
        });
    }

    private static String reason(Revocation revocation) {
        return revocation.reason() == RevocationReason.UNSPECIFIED
                ? ""
                : ", because " + revocation.reason().words();
    }

    /// Why a list must not be believed now.
    private Optional<CertificateException> fault(Crl list, Certificate issuer, Instant at) {
        try {
            if (!verified.computeIfAbsent(new Signed(list, issuer), CrlStore::isSigned)) {
                throw new CertificateException(
                        CertificateProblem.CRL_UNUSABLE,
                        "the " + list + " is not signed with the key of " + issuer.subject());
            }
            checkDates(list, at);
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(e);
        }
    }

    /// RFC 5280 §6.3.3 (f), (g).
    private static boolean isSigned(Signed signed) {
        var usages = signed.issuer().extensions().keyUsage();
        if (usages.isPresent() && !usages.get().contains(KeyUsage.CRL_SIGN)) {
            throw new CertificateException(
                    CertificateProblem.CRL_UNUSABLE,
                    "the key of " + signed.issuer().subject()
                            + " must not be used to sign revocation lists (keyUsage without cRLSign), yet it did");
        }
        return signed.list().signed().isSignedBy(signed.issuer().publicKey(), "the " + signed.list());
    }

    private static void checkDates(Crl list, Instant at) {
        if (at.isBefore(list.thisUpdate())) {
            throw new CertificateException(
                    CertificateProblem.CRL_UNUSABLE, "the " + list + " is not valid yet; now is " + at);
        }
        list.nextUpdate().filter(at::isAfter).ifPresent(next -> {
            throw new CertificateException(
                    CertificateProblem.CRL_EXPIRED,
                    "the " + list + " is out of date: the next should have been there at " + next + "; now is " + at);
        });
    }
}
