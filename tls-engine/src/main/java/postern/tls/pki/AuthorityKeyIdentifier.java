package postern.tls.pki;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// Which key signed the certificate (RFC 5280 §4.2.1.1). A hint for finding the issuer, never a proof.
///
/// @param keyIdentifier the issuer's subjectKeyIdentifier
/// @param issuer the names of the issuer's issuer; empty if absent
/// @param serial the serial number of the issuer's certificate
public record AuthorityKeyIdentifier(
        Optional<Bytes> keyIdentifier, List<GeneralName> issuer, Optional<BigInteger> serial) {
    /// `SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL, authorityCertSerialNumber [2]
    /// OPTIONAL }`
    public static AuthorityKeyIdentifier read(DerReader in) {
        var identifier = in.sequence();
        var key = identifier.optionalImplicit(0);
        var issuer = identifier.optionalExplicit(1).map(GeneralName::readContents);
        var serial = identifier.optionalImplicit(2).map(AuthorityKeyIdentifier::integer);
        identifier.end();
        return new AuthorityKeyIdentifier(key, issuer.orElse(List.of()), serial);
    }

    /// The rules for the contents of an INTEGER hold under an implicit tag as well.
    private static BigInteger integer(Bytes contents) {
        return new DerReader(DerWriter.write(out -> out.element(DerTag.INTEGER, contents))).integer();
    }

    /// The value of the extension for an issuer that is known by its key identifier, which is all that is written
    /// here.
    public static Bytes write(Bytes keyIdentifier) {
        return DerWriter.write(out -> out.sequence(identifier -> identifier.implicit(0, keyIdentifier)));
    }
}
