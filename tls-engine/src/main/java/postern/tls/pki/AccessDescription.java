package postern.tls.pki;

import java.util.List;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;

/// Where to learn more about a certificate's issuer or subject (RFC 5280 §4.2.2.1).
///
/// @param method what is to be found there
/// @param location normally a URL
public record AccessDescription(Oid method, GeneralName location) {
    /// An OCSP responder.
    public static final Oid OCSP = new Oid("1.3.6.1.5.5.7.48.1");

    /// The issuer's certificate.
    public static final Oid CA_ISSUERS = new Oid("1.3.6.1.5.5.7.48.2");

    /// `SEQUENCE SIZE (1..MAX) OF SEQUENCE { accessMethod, accessLocation }`
    static List<AccessDescription> readAll(DerReader in) {
        return in.sequence().oneOrMore(AccessDescription::read);
    }

    private static AccessDescription read(DerReader in) {
        var description = in.sequence();
        var result = new AccessDescription(description.oid(), GeneralName.read(description));
        description.end();
        return result;
    }
}
