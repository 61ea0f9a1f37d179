package postern.tls.pki.revocation;

import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.Certificate;
import postern.tls.pki.DistributionPoint;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;

/// Which of its issuer's certificates a list is about (RFC 5280 §5.2.5).
///
/// @param names the distribution point that it belongs to; empty if it is not bound to one
/// @param subjects whose certificates
record CrlScope(List<GeneralName> names, Subjects subjects) {
    enum Subjects {
        ALL,
        END_ENTITIES,
        AUTHORITIES
    }

    /// All certificates of the issuer.
    static final CrlScope EVERYTHING = new CrlScope(List.of(), Subjects.ALL);

    /// `SEQUENCE { distributionPoint [0], onlyContainsUserCerts [1], onlyContainsCACerts [2], onlySomeReasons [3],
    /// indirectCRL [4], onlyContainsAttributeCerts [5] }`, each optional or FALSE by default.
    static CrlScope read(DerReader in) {
        int start = in.offset();
        var point = in.sequence();
        var names = point.optionalExplicit(0).map(DistributionPoint::readName).orElse(List.of());
        boolean users = flag(point, 1);
        boolean authorities = flag(point, 2);
        boolean someReasons = point.optionalImplicit(3).isPresent();
        boolean indirect = flag(point, 4);
        boolean attributes = flag(point, 5);
        point.end();
        if (indirect) {
            throw new DerException("indirect revocation lists (indirectCRL) are not supported", start);
        }
        if (someReasons || attributes) {
            throw new DerException(
                    "lists for some reasons only, or for attribute certificates, are not supported", start);
        }
        if (users && authorities) {
            throw new DerException("the list is for end entities only and for authorities only", start);
        }
        return new CrlScope(names, users ? Subjects.END_ENTITIES : authorities ? Subjects.AUTHORITIES : Subjects.ALL);
    }

    private static boolean flag(DerReader point, int number) {
        return point.optionalImplicit(number)
                .map(contents -> new DerReader(DerWriter.write(out -> out.element(DerTag.BOOLEAN, contents))).bool())
                .orElse(false);
    }

    /// Whether the list would tell of this certificate, one of its issuer's (RFC 5280 §6.3.3 (b)(2)).
    boolean covers(Certificate certificate) {
        return coversRole(certificate) && (names.isEmpty() || isPointOf(certificate));
    }

    private boolean coversRole(Certificate certificate) {
        boolean authority = certificate
                .extensions()
                .basicConstraints()
                .map(constraints -> constraints.role() == BasicConstraints.Role.CA)
                .orElse(false);
        return switch (subjects) {
            case ALL -> true;
            case AUTHORITIES -> authority;
            case END_ENTITIES -> !authority;
        };
    }

    private boolean isPointOf(Certificate certificate) {
        return certificate.extensions().get(KnownExtension.CRL_DISTRIBUTION_POINTS).stream()
                .flatMap(List::stream)
                .flatMap(point -> point.fullName().stream())
                .anyMatch(names::contains);
    }
}
