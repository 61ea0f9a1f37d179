package postern.tls.pki;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import postern.crypto.key.PublicKey;
import postern.tls.pki.Rigour.Departure;

/// What a path must fulfil, beyond leading to an anchor (RFC 5280 §6.1). Each check throws the first problem that
/// it meets, with a sentence that says which certificate, and why.
///
/// Stricter than the RFC in one thing: the anchor's own certificate, where it is a certificate and not a bare key,
/// must keep its own promises too (dates, key usage, constraints), as in OpenSSL. An expired root should not be
/// trusted for ever.
///
/// @param policy what is asked of every path
/// @param host the name the peer's certificate must be for; empty if no name is checked
/// @param at the time to check dates against
record PathRules(ValidationPolicy policy, Optional<HostName> host, Instant at) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    /// A certificate with a thousand names is not to fill the log.
    private static final int MAX_NAMES_SHOWN = 8;

    /// Whether `issuer` may have issued `subject`, and did.
    void checkLink(Certificate subject, Certificate issuer) {
        checkIsAuthority(issuer);
        checkSignature(subject, issuer);
    }

    /// RFC 5280 §6.1.4 (k) and (n). A root of version 1 has no extensions to say it with; [#checkPath] lets it
    /// stand only at the end of the path, where it is trusted by itself.
    private static void checkIsAuthority(Certificate issuer) {
        var extensions = issuer.extensions();
        boolean oldRoot = issuer.version() < 3 && issuer.isSelfIssued();
        boolean authority = extensions
                .basicConstraints()
                .map(constraints -> constraints.role() == BasicConstraints.Role.CA)
                .orElse(oldRoot);
        if (!authority) {
            throw new CertificateException(
                    CertificateProblem.ISSUER_IS_NO_CA,
                    "the certificate of " + issuer.subject()
                            + " does not make it an authority (basicConstraints without CA:TRUE), yet it issued another");
        }
        if (!extensions
                .keyUsage()
                .map(usages -> usages.contains(KeyUsage.CERTIFICATE_SIGN))
                .orElse(true)) {
            throw new CertificateException(
                    CertificateProblem.ISSUER_MAY_NOT_SIGN,
                    "the key of " + issuer.subject()
                            + " must not be used to sign certificates (keyUsage without keyCertSign), yet it did");
        }
    }

    /// RFC 5280 §6.1.3 (a)(1).
    private void checkSignature(Certificate subject, Certificate issuer) {
        var key = strongKey(issuer);
        if (!subject.signed().isSignedBy(key, "the certificate of " + subject.subject(), policy.rigour())) {
            throw new CertificateException(
                    CertificateProblem.BAD_SIGNATURE,
                    "the signature on the certificate of " + subject.subject() + " was not made with the "
                            + key.describe() + " key of " + issuer.subject() + " (serial number "
                            + issuer.serial().toString(16) + "), which it names as its issuer");
        }
    }

    private PublicKey strongKey(Certificate certificate) {
        var key = certificate.publicKey();
        policy.rigour().strength().objection(key).ifPresent(objection -> {
            throw new CertificateException(
                    CertificateProblem.WEAK_KEY,
                    "the key of " + certificate.subject() + " is too weak: " + key.describe() + ", " + objection);
        });
        return key;
    }

    /// Checks a path whose links are checked already, in the order of RFC 5280 §6.1: from the anchor down to the
    /// peer.
    void checkPath(List<Certificate> path) {
        int authoritiesBelow = 0;
        for (int i = 1; i < path.size(); i++) {
            var authority = path.get(i);
            checkPathLength(authority, authoritiesBelow);
            authoritiesBelow += authority.isSelfIssued() ? 0 : 1;
        }
        path.subList(1, Math.max(1, path.size() - 1)).forEach(PathRules::checkVersion);
        checkNameConstraints(path);
        for (var certificate : path.reversed()) {
            checkDates(certificate);
            checkExtensionsUnderstood(certificate);
            checkPurpose(certificate);
        }
        PolicyState.check(path);
        checkPeer(path.getFirst());
        for (int i = path.size() - 2; i >= 0; i--) {
            policy.revocationAsked().check(path.get(i), path.get(i + 1), at);
        }
    }

    /// RFC 5280 §6.1.4 (l), (m): self-issued certificates do not count.
    private static void checkPathLength(Certificate authority, int authoritiesBelow) {
        var limit = authority.extensions().basicConstraints().map(BasicConstraints::pathLength);
        if (limit.isPresent()
                && limit.get().isPresent()
                && authoritiesBelow > limit.get().getAsInt()) {
            throw new CertificateException(
                    CertificateProblem.PATH_TOO_LONG,
                    authority.subject() + " allows " + limit.get().getAsInt()
                            + " authorities below itself, but there are " + authoritiesBelow);
        }
    }

    /// RFC 5280 §6.1.4 (k): an authority between anchor and peer must say that it is one.
    private static void checkVersion(Certificate authority) {
        if (authority.version() < 3) {
            throw new CertificateException(
                    CertificateProblem.ISSUER_IS_NO_CA,
                    "the certificate of " + authority.subject() + " is of version " + authority.version()
                            + ", which cannot say that its subject is an authority");
        }
    }

    /// RFC 5280 §6.1.3 (b), (c): each authority's constraints bind all below it, save self-issued authorities.
    private static void checkNameConstraints(List<Certificate> path) {
        for (int i = path.size() - 1; i > 0; i--) {
            var authority = path.get(i);
            var constraints = authority.extensions().nameConstraints();
            for (int j = i - 1; constraints.isPresent() && j >= 0; j--) {
                var below = path.get(j);
                var violation = j > 0 && below.isSelfIssued()
                        ? Optional.<String>empty()
                        : constraints.get().violation(below);
                if (violation.isPresent()) {
                    throw new CertificateException(
                            CertificateProblem.NAME_NOT_PERMITTED,
                            authority.subject() + " must not vouch for " + below.subject() + ": " + violation.get());
                }
            }
        }
    }

    /// RFC 5280 §6.1.3 (a)(2).
    private void checkDates(Certificate certificate) {
        var validity = certificate.validity();
        if (validity.covers(at)) {
            return;
        }
        if (at.isBefore(validity.notBefore())) {
            throw new CertificateException(
                    CertificateProblem.NOT_YET_VALID,
                    "the certificate of " + certificate.subject() + " is valid only from "
                            + DATE.format(validity.notBefore()) + " on; now is " + DATE.format(at));
        }
        throw new CertificateException(
                CertificateProblem.EXPIRED,
                "the certificate of " + certificate.subject() + " expired at " + DATE.format(validity.notAfter())
                        + "; now is " + DATE.format(at));
    }

    /// RFC 5280 §6.1.4 (o), §6.1.5 (f).
    private static void checkExtensionsUnderstood(Certificate certificate) {
        var unknown = certificate.extensions().unknownCritical();
        if (!unknown.isEmpty()) {
            var names = unknown.stream()
                    .map(oid -> KnownExtension.of(oid)
                            .map(id -> id.title() + ", " + oid)
                            .orElse(oid.dotted()))
                    .collect(Collectors.joining("; "));
            throw new CertificateException(
                    CertificateProblem.UNKNOWN_CRITICAL_EXTENSION,
                    "the certificate of " + certificate.subject()
                            + " has a critical extension that is not understood here: " + names);
        }
    }

    /// RFC 5280 §4.2.1.12 for the peer. In an authority's certificate the extension limits what it may issue,
    /// which is not in the RFC but in the rules of all root programs.
    private void checkPurpose(Certificate certificate) {
        var purposes = certificate.extensions().extendedKeyUsage();
        if (purposes.isPresent()
                && !purposes.get().contains(policy.purpose().oid())
                && !purposes.get().contains(Purpose.ANY.oid())) {
            var issuedFor = purposes.get().stream()
                    .map(oid -> Purpose.of(oid).map(Purpose::title).orElse(oid.dotted()))
                    .collect(Collectors.joining(", "));
            throw new CertificateException(
                    CertificateProblem.WRONG_PURPOSE,
                    "the certificate of " + certificate.subject() + " is for other purposes (" + issuedFor
                            + "), not for " + policy.purpose().title());
        }
    }

    private void checkPeer(Certificate peer) {
        strongKey(peer);
        var usages = peer.extensions().keyUsage();
        boolean checked = !policy.rigour().has(Departure.KEY_USAGE_IGNORED);
        if (checked && usages.isPresent() && !usages.get().contains(KeyUsage.DIGITAL_SIGNATURE)) {
            throw new CertificateException(
                    CertificateProblem.KEY_USAGE,
                    "the key of " + peer.subject() + " must not be used for signatures (keyUsage is "
                            + usages.get().stream().map(KeyUsage::title).collect(Collectors.joining(", "))
                            + ", without Digital Signature)");
        }
        host.ifPresent(name -> checkName(peer, name));
    }

    /// RFC 9525 §6.
    private void checkName(Certificate peer, HostName name) {
        var presented = policy.rigour().has(Departure.WILDCARDS_REFUSED)
                ? peer.subjectAltNames().stream()
                        .filter(each -> !isWildcard(each))
                        .toList()
                : peer.subjectAltNames();
        if (presented.stream().noneMatch(name::matches)) {
            throw new CertificateException(
                    CertificateProblem.NAME_MISMATCH,
                    presented.isEmpty()
                            ? "the certificate of " + peer.subject()
                                    + " names no host: it has no subjectAltName, and the common name does not count"
                            : "the certificate is for " + shown(presented) + ", not for " + name);
        }
    }

    private static boolean isWildcard(GeneralName name) {
        return name instanceof GeneralName.DnsName(var pattern) && pattern.startsWith("*");
    }

    private static String shown(List<GeneralName> names) {
        var shown =
                names.stream().limit(MAX_NAMES_SHOWN).map(GeneralName::toString).collect(Collectors.joining(", "));
        return names.size() > MAX_NAMES_SHOWN ? shown + " and " + (names.size() - MAX_NAMES_SHOWN) + " others" : shown;
    }
}
