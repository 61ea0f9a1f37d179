package postern.tls.pki;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;

/// The names for which an authority, and those below it, may vouch (RFC 5280 §4.2.1.10).
///
/// @param permitted if a kind of name stands here, a name of that kind must lie in one of its subtrees
/// @param excluded no name may lie in one of these
public record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
    /// Keeps its own copies.
    public NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    /// `SEQUENCE { permittedSubtrees [0] OPTIONAL, excludedSubtrees [1] OPTIONAL }`, at least one of them.
    static NameConstraints read(DerReader in) {
        var constraints = in.sequence();
        var permitted = constraints.optionalExplicit(0).map(NameConstraints::subtrees);
        var excluded = constraints.optionalExplicit(1).map(NameConstraints::subtrees);
        constraints.end();
        if (permitted.isEmpty() && excluded.isEmpty()) {
            throw new DerException("nameConstraints without a subtree (RFC 5280 §4.2.1.10)");
        }
        return new NameConstraints(permitted.orElse(List.of()), excluded.orElse(List.of()));
    }

    /// `GeneralSubtree ::= SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] OPTIONAL }`; minimum and maximum
    /// must not be used (RFC 5280 §4.2.1.10), and an encoded default is not DER.
    private static List<GeneralName> subtrees(DerReader in) {
        var bases = new ArrayList<GeneralName>();
        do {
            var subtree = in.sequence();
            bases.add(GeneralName.read(subtree));
            subtree.end();
        } while (in.hasMore());
        return bases;
    }
}
