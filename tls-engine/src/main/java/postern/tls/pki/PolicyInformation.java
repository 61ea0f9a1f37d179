package postern.tls.pki;

import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// A policy under which a certificate was issued (RFC 5280 §4.2.1.4).
///
/// @param policy its identifier
/// @param qualifiers remarks for people, each in DER; they have no effect
public record PolicyInformation(Oid policy, List<Bytes> qualifiers) {
    /// `anyPolicy`: the certificate is good under every policy.
    public static final Oid ANY = new Oid("2.5.29.32.0");

    /// `SEQUENCE SIZE (1..MAX) OF SEQUENCE { policyIdentifier, policyQualifiers SEQUENCE OF ... OPTIONAL }`, no policy
    /// twice.
    static List<PolicyInformation> readAll(DerReader in) {
        int start = in.offset();
        var policies = in.sequence().oneOrMore(PolicyInformation::read);
        if (policies.stream().map(PolicyInformation::policy).distinct().count() < policies.size()) {
            throw new DerException("a certificate policy stands there twice (RFC 5280 §4.2.1.4)", start);
        }
        return policies;
    }

    private static PolicyInformation read(DerReader in) {
        var information = in.sequence();
        var policy = information.oid();
        var qualifiers =
                information.hasMore() ? information.sequence().oneOrMore(DerReader::rawElement) : List.<Bytes>of();
        information.end();
        return new PolicyInformation(policy, qualifiers);
    }
}
