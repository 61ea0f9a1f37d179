package postern.tls.pki;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;

/// The attribute types that appear in names, with the short names by which the two libraries print them. Types that
/// GnuTLS does not name are printed by it as object identifier and octets; so is, by both, whatever is not listed
/// here.
public enum AttributeType {
    COMMON_NAME("2.5.4.3", "CN", "CN"),
    SURNAME("2.5.4.4", "SN", "surName"),
    SERIAL_NUMBER("2.5.4.5", "serialNumber", "serialNumber"),
    COUNTRY("2.5.4.6", "C", "C"),
    LOCALITY("2.5.4.7", "L", "L"),
    STATE("2.5.4.8", "ST", "ST"),
    STREET("2.5.4.9", "street", "street"),
    ORGANIZATION("2.5.4.10", "O", "O"),
    ORGANIZATIONAL_UNIT("2.5.4.11", "OU", "OU"),
    TITLE("2.5.4.12", "title", "title"),
    DESCRIPTION("2.5.4.13", "description", "description"),
    BUSINESS_CATEGORY("2.5.4.15", "businessCategory", "businessCategory"),
    POSTAL_ADDRESS("2.5.4.16", "postalAddress", ""),
    POSTAL_CODE("2.5.4.17", "postalCode", "postalCode"),
    TELEPHONE_NUMBER("2.5.4.20", "telephoneNumber", "telephoneNumber"),
    NAME("2.5.4.41", "name", "name"),
    GIVEN_NAME("2.5.4.42", "GN", "givenName"),
    INITIALS("2.5.4.43", "initials", "initials"),
    GENERATION_QUALIFIER("2.5.4.44", "generationQualifier", "generationQualifier"),
    DN_QUALIFIER("2.5.4.46", "dnQualifier", "dnQualifier"),
    PSEUDONYM("2.5.4.65", "pseudonym", "pseudonym"),
    ORGANIZATION_IDENTIFIER("2.5.4.97", "organizationIdentifier", ""),
    USER_ID("0.9.2342.19200300.100.1.1", "UID", "UID"),
    MAIL("0.9.2342.19200300.100.1.3", "mail", ""),
    DOMAIN_COMPONENT("0.9.2342.19200300.100.1.25", "DC", "DC"),
    EMAIL_ADDRESS("1.2.840.113549.1.9.1", "emailAddress", "EMAIL"),
    UNSTRUCTURED_NAME("1.2.840.113549.1.9.2", "unstructuredName", ""),
    UNSTRUCTURED_ADDRESS("1.2.840.113549.1.9.8", "unstructuredAddress", ""),
    JURISDICTION_LOCALITY("1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL", "jurisdictionOfIncorporationLocalityName"),
    JURISDICTION_STATE("1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST", "jurisdictionOfIncorporationStateOrProvinceName"),
    JURISDICTION_COUNTRY("1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC", "jurisdictionOfIncorporationCountryName");

    private static final Map<Oid, AttributeType> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AttributeType::oid, Function.identity()));
    private static final Map<String, AttributeType> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(type -> type.openSslName, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of one string
    private final Oid oid;

    private final String openSslName;
    private final String gnuTlsName;

    AttributeType(String oid, String openSslName, String gnuTlsName) {
        this.oid = new Oid(oid);
        this.openSslName = openSslName;
        this.gnuTlsName = gnuTlsName;
    }

    /// The type that this identifier names, if it is listed.
    public static Optional<AttributeType> of(Oid oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// The type that OpenSSL knows by this short name (case counts), if it is listed.
    public static Optional<AttributeType> named(String openSslName) {
        return Optional.ofNullable(BY_NAME.get(openSslName));
    }

    /// The object identifier.
    public Oid oid() {
        return oid;
    }

    /// OpenSSL's short name.
    public String openSslName() {
        return openSslName;
    }

    /// The name by which GnuTLS prints the type; empty if it has none.
    public Optional<String> gnuTlsName() {
        return gnuTlsName.isEmpty() ? Optional.empty() : Optional.of(gnuTlsName);
    }
}
