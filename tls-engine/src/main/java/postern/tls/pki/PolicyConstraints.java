package postern.tls.pki;

import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// How many more certificates may follow in a path before policies become binding (RFC 5280 §4.2.1.11).
///
/// @param requireExplicitPolicy after so many the path must be valid under a policy
/// @param inhibitPolicyMapping after so many policies must not be mapped
public record PolicyConstraints(Optional<Integer> requireExplicitPolicy, Optional<Integer> inhibitPolicyMapping) {
    /// `SEQUENCE { requireExplicitPolicy [0] INTEGER OPTIONAL, inhibitPolicyMapping [1] INTEGER OPTIONAL }`, not empty.
    static PolicyConstraints read(DerReader in) {
        int start = in.offset();
        var constraints = in.sequence();
        var explicit = constraints.optionalImplicit(0).map(PolicyConstraints::skipCerts);
        var mapping = constraints.optionalImplicit(1).map(PolicyConstraints::skipCerts);
        constraints.end();
        if (explicit.isEmpty() && mapping.isEmpty()) {
            throw new DerException("empty policyConstraints (RFC 5280 §4.2.1.11)", start);
        }
        return new PolicyConstraints(explicit, mapping);
    }

    /// The rules for the contents of an INTEGER hold under an implicit tag as well.
    private static int skipCerts(Bytes contents) {
        return skipCerts(new DerReader(DerWriter.write(out -> out.element(DerTag.INTEGER, contents))));
    }

    /// `SkipCerts ::= INTEGER (0..MAX)`
    static int skipCerts(DerReader in) {
        int start = in.offset();
        int count = in.smallInteger();
        if (count < 0) {
            throw new DerException("negative SkipCerts (RFC 5280 §4.2.1.11)", start);
        }
        return count;
    }
}
