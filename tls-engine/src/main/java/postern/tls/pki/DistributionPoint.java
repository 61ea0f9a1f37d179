package postern.tls.pki;

import java.util.List;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.bytes.Bytes;

/// Where a revocation list is to be had (RFC 5280 §4.2.1.13).
///
/// @param fullName the names of the list, normally URLs; empty if it is named relative to its issuer or not at all
/// @param reasons for which reasons of revocation it is the place, as the contents of ReasonFlags; empty for all
/// @param crlIssuer who signs the list if it is not the certificate's issuer
public record DistributionPoint(List<GeneralName> fullName, Optional<Bytes> reasons, List<GeneralName> crlIssuer) {
    /// `CRLDistributionPoints ::= SEQUENCE SIZE (1..MAX) OF DistributionPoint`
    static List<DistributionPoint> readAll(DerReader in) {
        return in.sequence().oneOrMore(DistributionPoint::read);
    }

    /// `SEQUENCE { distributionPoint [0] OPTIONAL, reasons [1] OPTIONAL, cRLIssuer [2] OPTIONAL }`; reasons alone say
    /// nothing.
    private static DistributionPoint read(DerReader in) {
        int start = in.offset();
        var point = in.sequence();
        var name = point.optionalExplicit(0);
        var fullName = name.map(DistributionPoint::readName);
        var reasons = point.optionalImplicit(1);
        var issuer = point.optionalExplicit(2).map(GeneralName::readContents);
        point.end();
        if (name.isEmpty() && issuer.isEmpty()) {
            throw new DerException("distribution point with neither a name nor an issuer (RFC 5280 §4.2.1.13)", start);
        }
        return new DistributionPoint(fullName.orElse(List.of()), reasons, issuer.orElse(List.of()));
    }

    /// `DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] ... }`. The second
    /// form
    /// should not be used (RFC 5280 §4.2.1.13) and is not looked into.
    public static List<GeneralName> readName(DerReader choice) {
        if (choice.nextIs(DerTag.constructed(1))) {
            choice.explicit(1);
            choice.end();
            return List.of();
        }
        var names = GeneralName.readContents(choice.explicit(0));
        choice.end();
        return names;
    }
}
