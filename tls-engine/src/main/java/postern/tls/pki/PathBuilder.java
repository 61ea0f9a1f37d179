package postern.tls.pki;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Searches for a path from a peer's certificate to a trust anchor, in depth first, over the certificates that the
/// peer sent (in any order, with strangers among them) and the trusted ones. Each end of the search is written down
/// with its reason.
///
/// A peer can send certificates that lead in circles or to thousands of dead ends; every kind of work has a limit.
///
/// Used for one search, by one thread.
final class PathBuilder {
    /// Paths in use have up to five certificates.
    private static final int MAX_PATH_LENGTH = 10;

    /// Decoys with the right name cost the peer some hundred octets each and us a public-key operation.
    private static final int MAX_SIGNATURES = 250;

    /// Authorities that certify one another form a graph with more paths than there are certificates. The
    /// signatures are remembered, but walking costs too.
    private static final int MAX_STEPS = 2_000;

    /// Each dead end is a line for somebody to read.
    private static final int MAX_REASONS = 300;

    private final List<Certificate> presented;
    private final TrustStore trusted;
    private final PathRules rules;
    private final Map<Name, List<Certificate>> presentedBySubject = new HashMap<>();
    private final Map<Link, Optional<CertificateException>> checkedLinks = new HashMap<>();
    private final List<RejectedPath> rejected = new ArrayList<>();
    private int steps;

    PathBuilder(List<Certificate> presented, TrustStore trusted, PathRules rules) {
        this.presented = presented;
        this.trusted = trusted;
        this.rules = rules;
        presented.stream()
                .distinct()
                .forEach(certificate -> presentedBySubject
                        .computeIfAbsent(certificate.subject(), _ -> new ArrayList<>())
                        .add(certificate));
    }

    private record Link(Certificate subject, Certificate issuer) {}

    /// The first valid path, the peer's certificate first and the anchor last.
    ///
    /// @throws PathException if there is none
    List<Certificate> build() {
        var path = new ArrayList<Certificate>();
        path.add(presented.getFirst());
        try {
            if (extend(path)) {
                return List.copyOf(path);
            }
        } catch (WorkLimitException e) {
            var stopped = new RejectedPath(path, e.problem(), e.getMessage());
            rejected.add(stopped);
            throw new PathException(stopped, rejected);
        }
        throw new PathException(mostTelling(), rejected);
    }

    /// Leaves the valid path in `path`, or `path` as it was.
    private boolean extend(List<Certificate> path) {
        var last = path.getLast();
        if (trusted.contains(last)) {
            return accept(path);
        }
        var issuers = issuersOf(path);
        if (issuers.isEmpty()) {
            reject(path, noIssuer(last));
        }
        for (var issuer : issuers) {
            if (follow(path, issuer)) {
                return true;
            }
        }
        return false;
    }

    private boolean follow(List<Certificate> path, Certificate issuer) {
        if (++steps > MAX_STEPS) {
            throw new WorkLimitException("the certificates form more than " + MAX_STEPS + " partial paths");
        }
        if (path.size() == MAX_PATH_LENGTH) {
            reject(
                    path,
                    new CertificateException(
                            CertificateProblem.TOO_MUCH_WORK,
                            "no trusted authority among the first " + MAX_PATH_LENGTH + " certificates of the path"));
            return false;
        }
        var fault = fault(new Link(path.getLast(), issuer));
        path.add(issuer);
        fault.ifPresent(e -> reject(path, e));
        if (fault.isEmpty() && extend(path)) {
            return true;
        }
        path.removeLast();
        return false;
    }

    private Optional<CertificateException> fault(Link link) {
        var known = checkedLinks.get(link);
        if (known != null) {
            return known;
        }
        if (checkedLinks.size() == MAX_SIGNATURES) {
            throw new WorkLimitException("more than " + MAX_SIGNATURES + " signatures would have to be checked");
        }
        var fault = faultOf(() -> rules.checkLink(link.subject(), link.issuer()));
        checkedLinks.put(link, fault);
        return fault;
    }

    private boolean accept(List<Certificate> path) {
        var fault = faultOf(() -> rules.checkPath(path));
        fault.ifPresent(e -> reject(path, e));
        return fault.isEmpty();
    }

    private static Optional<CertificateException> faultOf(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(e);
        }
    }

    /// Who may have signed the last certificate of the path, the likeliest first: trusted ones, then those whose
    /// key is the one that the certificate names, then those that are valid at this time.
    private List<Certificate> issuersOf(List<Certificate> path) {
        var last = path.getLast();
        var strangers = presentedBySubject.getOrDefault(last.issuer(), List.of()).stream()
                .filter(candidate -> !trusted.contains(candidate))
                .filter(candidate -> path.stream().noneMatch(passed -> isSameAuthority(passed, candidate)));
        return Stream.concat(trusted.withSubject(last.issuer()).stream(), strangers)
                .sorted(Comparator.comparing((Certificate candidate) -> !trusted.contains(candidate))
                        .thenComparing(candidate -> !mayBeKeyOf(candidate, last))
                        .thenComparing(candidate -> !candidate.validity().covers(rules.at())))
                .toList();
    }

    /// A path that passes the same name and key again gains nothing by the detour.
    private static boolean isSameAuthority(Certificate a, Certificate b) {
        return a.spki().equals(b.spki()) && a.subject().equals(b.subject());
    }

    /// Only a hint (RFC 5280 §4.2.1.1): whether the key identifiers, if both are there, are the same.
    private static boolean mayBeKeyOf(Certificate candidate, Certificate subject) {
        var wanted = subject.extensions().authorityKeyIdentifier().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        var offered = candidate.extensions().subjectKeyIdentifier();
        return wanted.isEmpty() || offered.isEmpty() || wanted.equals(offered);
    }

    private static CertificateException noIssuer(Certificate last) {
        return last.isSelfIssued()
                ? new CertificateException(
                        CertificateProblem.SELF_SIGNED,
                        "the certificate of " + last.subject()
                                + " is issued by itself and is not among the trusted certificates")
                : new CertificateException(
                        CertificateProblem.UNKNOWN_ISSUER,
                        "the issuer of " + last.subject() + ", which is " + last.issuer()
                                + ", is neither among the trusted certificates nor among those that the peer sent");
    }

    private void reject(List<Certificate> path, CertificateException e) {
        if (rejected.size() == MAX_REASONS) {
            throw new WorkLimitException("there are more than " + MAX_REASONS + " paths, none of them valid");
        }
        rejected.add(new RejectedPath(path, e.problem(), e.getMessage()));
    }

    /// Of all reasons, the one of the path that came closest: to an anchor if one did, else farthest.
    private RejectedPath mostTelling() {
        return rejected.stream()
                .max(Comparator.comparing((RejectedPath path) ->
                                trusted.contains(path.certificates().getLast()))
                        .thenComparing(path -> path.problem() != CertificateProblem.BAD_SIGNATURE)
                        .thenComparingInt(path -> path.certificates().size()))
                .orElseThrow();
    }

    private static final class WorkLimitException extends CertificateException {
        private static final long serialVersionUID = 1;

        WorkLimitException(String sentence) {
            super(CertificateProblem.TOO_MUCH_WORK, sentence);
        }
    }
}
