package postern.tls.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// The names for which an authority, and those below it, may vouch (RFC 5280 §4.2.1.10).
///
/// @param permitted if a kind of name stands here, a name of that kind must lie in one of its subtrees
/// @param excluded no name may lie in one of these
public record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
    /// Thousands of names against thousands of subtrees are a cheap way to keep a verifier busy.
    private static final int MAX_COMPARISONS = 1 << 20;

    /// Keeps its own copies.
    public NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    /// `SEQUENCE { permittedSubtrees [0] OPTIONAL, excludedSubtrees [1] OPTIONAL }`, at least one of them.
    static NameConstraints read(DerReader in) {
        var constraints = in.sequence();
        var permitted = constraints.optionalExplicit(0).map(subtrees -> subtrees.oneOrMore(NameConstraints::subtree));
        var excluded = constraints.optionalExplicit(1).map(subtrees -> subtrees.oneOrMore(NameConstraints::subtree));
        constraints.end();
        if (permitted.isEmpty() && excluded.isEmpty()) {
            throw new DerException("nameConstraints without a subtree (RFC 5280 §4.2.1.10)");
        }
        return new NameConstraints(permitted.orElse(List.of()), excluded.orElse(List.of()));
    }

    /// The value of the extension.
    public Bytes write() {
        return DerWriter.write(out -> out.sequence(constraints -> {
            writeSubtrees(constraints, 0, permitted);
            writeSubtrees(constraints, 1, excluded);
        }));
    }

    private static void writeSubtrees(DerWriter out, int number, List<GeneralName> bases) {
        if (!bases.isEmpty()) {
            out.explicit(number, subtrees -> bases.forEach(base -> subtrees.sequence(base::write)));
        }
    }

    /// `GeneralSubtree ::= SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }`; minimum and maximum
    /// must not be used (RFC 5280 §4.2.1.10), and an encoded default is not DER.
    private static GeneralName subtree(DerReader in) {
        var subtree = in.sequence();
        var base = GeneralName.read(subtree);
        subtree.end();
        return base;
    }

    /// Why the certificate of somebody below this authority must not stand (RFC 5280 §6.1.3 (b), (c)); empty if all
    /// its names lie where they should.
    ///
    /// @throws CertificateException if there are so many names and subtrees that comparing them would be an attack
    Optional<String> violation(Certificate certificate) {
        var names = namesOf(certificate);
        if ((long) names.size() * (permitted.size() + excluded.size()) > MAX_COMPARISONS) {
            throw new CertificateException(
                    CertificateProblem.TOO_MUCH_WORK,
                    "the certificate of " + certificate.subject() + " has " + names.size()
                            + " names, to be compared with " + (permitted.size() + excluded.size())
                            + " name constraints");
        }
        return names.stream().flatMap(name -> violation(name).stream()).findFirst();
    }

    private Optional<String> violation(GeneralName name) {
        if (excluded.stream().anyMatch(base -> Subtree.mayTouch(base, name))) {
            return Optional.of(name + " lies in an excluded subtree");
        }
        var ofItsKind = permitted.stream()
                .filter(base -> Subtree.isSameKind(base, name))
                .toList();
        if (!ofItsKind.isEmpty() && ofItsKind.stream().noneMatch(base -> Subtree.contains(base, name))) {
            return Optional.of(name + " lies in none of the permitted subtrees");
        }
        return Optional.empty();
    }

    /// All names that the certificate binds to its key. The mail address of the subject counts only where there is
    /// no subjectAltName (RFC 5280 §4.2.1.10).
    private static List<GeneralName> namesOf(Certificate certificate) {
        var names = new ArrayList<>(certificate.subjectAltNames());
        if (names.isEmpty()) {
            certificate.subject().all(AttributeType.EMAIL_ADDRESS).stream()
                    .map(GeneralName.Mail::new)
                    .forEach(names::add);
        }
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName.DirectoryName(certificate.subject()));
        }
        return names;
    }
}
