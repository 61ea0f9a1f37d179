package postern.tls.pki;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// What a certificate was issued for: the key purposes of extendedKeyUsage that have a name (RFC 5280 §4.2.1.12).
public enum Purpose {
    SERVER("1.3.6.1.5.5.7.3.1", "TLS Web Server Authentication"),
    CLIENT("1.3.6.1.5.5.7.3.2", "TLS Web Client Authentication"),
    CODE_SIGNING("1.3.6.1.5.5.7.3.3", "Code Signing"),
    EMAIL_PROTECTION("1.3.6.1.5.5.7.3.4", "E-mail Protection"),
    TIME_STAMPING("1.3.6.1.5.5.7.3.8", "Time Stamping"),
    OCSP_SIGNING("1.3.6.1.5.5.7.3.9", "OCSP Signing"),
    ANY("2.5.29.37.0", "Any Extended Key Usage");

    private static final Map<Oid, Purpose> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Purpose::oid, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of one string
    private final Oid oid;

    private final String title;

    Purpose(String oid, String title) {
        this.oid = new Oid(oid);
        this.title = title;
    }

    /// The purpose that this identifier names, if it is listed.
    public static Optional<Purpose> of(Oid oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// `ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId`
    static List<Oid> readAll(DerReader in) {
        return in.sequence().oneOrMore(DerReader::oid);
    }

    /// The value of the extension.
    public static Bytes write(List<Purpose> purposes) {
        return DerWriter.write(
                out -> out.sequence(sequence -> purposes.forEach(purpose -> sequence.oid(purpose.oid()))));
    }

    /// The object identifier.
    public Oid oid() {
        return oid;
    }

    /// The name by which OpenSSL prints it.
    public String title() {
        return title;
    }
}
