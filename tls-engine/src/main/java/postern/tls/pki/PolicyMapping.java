package postern.tls.pki;

import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;

/// What one authority calls by one name, the next calls by another (RFC 5280 §4.2.1.5).
public record PolicyMapping(Oid issuerDomainPolicy, Oid subjectDomainPolicy) {
    /// `SEQUENCE SIZE (1..MAX) OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy }`, `anyPolicy` on neither side.
    static List<PolicyMapping> readAll(DerReader in) {
        return in.sequence().oneOrMore(PolicyMapping::read);
    }

    private static PolicyMapping read(DerReader in) {
        int start = in.offset();
        var mapping = in.sequence();
        var result = new PolicyMapping(mapping.oid(), mapping.oid());
        mapping.end();
        if (PolicyInformation.ANY.equals(result.issuerDomainPolicy)
                || PolicyInformation.ANY.equals(result.subjectDomainPolicy)) {
            throw new DerException("policy mapping to or from anyPolicy (RFC 5280 §4.2.1.5)", start);
        }
        return result;
    }
}
