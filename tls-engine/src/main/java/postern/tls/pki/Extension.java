package postern.tls.pki;

import java.util.LinkedHashMap;
import java.util.Map;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// An extension as it stands in the certificate (RFC 5280 §4.1).
///
/// @param type which extension
/// @param criticality what to do if the type is not known
/// @param value the DER inside the OCTET STRING
public record Extension(Oid type, Criticality criticality, Bytes value) {
    /// Each costs a map entry and, if it is a known one, a parse. Certificates in use have about a dozen.
    private static final int MAX_EXTENSIONS = 128;

    /// What an extension asks of those who do not know it (RFC 5280 §4.2).
    public enum Criticality {
        /// Refuse the certificate.
        CRITICAL,
        /// Ignore the extension.
        NON_CRITICAL
    }

    /// `Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension`, no type twice (RFC 5280 §4.2): by type, in their order.
    public static Map<Oid, Extension> readAll(DerReader in) {
        var sequence = in.sequence();
        var byType = new LinkedHashMap<Oid, Extension>();
        do {
            int offset = sequence.offset();
            var extension = read(sequence);
            if (byType.put(extension.type(), extension) != null) {
                throw new DerException("extension " + extension.type() + " stands there twice (RFC 5280 §4.2)", offset);
            }
            if (byType.size() > MAX_EXTENSIONS) {
                throw new DerException("more than " + MAX_EXTENSIONS + " extensions", offset);
            }
        } while (sequence.hasMore());
        return byType;
    }

    /// `Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`
    ///
    /// An encoded FALSE is not DER, but authorities have written it for decades; it is taken.
    private static Extension read(DerReader in) {
        var extension = in.sequence();
        var type = extension.oid();
        var criticality = Criticality.NON_CRITICAL;
        if (extension.nextIs(DerTag.BOOLEAN)) {
            criticality = extension.bool() ? Criticality.CRITICAL : Criticality.NON_CRITICAL;
        }
        var value = extension.octetString();
        extension.end();
        return new Extension(type, criticality, value);
    }

    /// Writes it as it stands in a certificate.
    public void write(DerWriter out) {
        out.sequence(extension -> {
            extension.oid(type);
            if (criticality == Criticality.CRITICAL) {
                extension.boolTrue();
            }
            extension.octetString(value);
        });
    }
}
