package postern.tls.pki;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// A certificate extension that is known here: its identifier, the name by which OpenSSL prints it, and how its
/// value is read. The constants are the keys of [Extensions#get(KnownExtension)].
///
/// @param <T> what the value says
public final class KnownExtension<T> {
    private static final Map<Oid, KnownExtension<?>> BY_OID = new HashMap<>();

    /// RFC 5280 §4.2.1.1.
    public static final KnownExtension<AuthorityKeyIdentifier> AUTHORITY_KEY_IDENTIFIER =
            obeyed("2.5.29.35", "X509v3 Authority Key Identifier", AuthorityKeyIdentifier::read);

    /// RFC 5280 §4.2.1.2.
    public static final KnownExtension<Bytes> SUBJECT_KEY_IDENTIFIER =
            obeyed("2.5.29.14", "X509v3 Subject Key Identifier", DerReader::octetString);

    /// RFC 5280 §4.2.1.3.
    public static final KnownExtension<Set<KeyUsage>> KEY_USAGE =
            obeyed("2.5.29.15", "X509v3 Key Usage", KeyUsage::read);

    /// RFC 5280 §4.2.1.4.
    public static final KnownExtension<List<PolicyInformation>> CERTIFICATE_POLICIES =
            obeyed("2.5.29.32", "X509v3 Certificate Policies", PolicyInformation::readAll);

    /// RFC 5280 §4.2.1.5.
    public static final KnownExtension<List<PolicyMapping>> POLICY_MAPPINGS =
            obeyed("2.5.29.33", "X509v3 Policy Mappings", PolicyMapping::readAll);

    /// RFC 5280 §4.2.1.6.
    public static final KnownExtension<List<GeneralName>> SUBJECT_ALT_NAME =
            obeyed("2.5.29.17", "X509v3 Subject Alternative Name", GeneralName::readAll);

    /// RFC 5280 §4.2.1.7. It asks nothing of a verifier.
    public static final KnownExtension<List<GeneralName>> ISSUER_ALT_NAME =
            obeyed("2.5.29.18", "X509v3 Issuer Alternative Name", GeneralName::readAll);

    /// RFC 5280 §4.2.1.9.
    public static final KnownExtension<BasicConstraints> BASIC_CONSTRAINTS =
            obeyed("2.5.29.19", "X509v3 Basic Constraints", BasicConstraints::read);

    /// RFC 5280 §4.2.1.10.
    public static final KnownExtension<NameConstraints> NAME_CONSTRAINTS =
            obeyed("2.5.29.30", "X509v3 Name Constraints", NameConstraints::read);

    /// RFC 5280 §4.2.1.11.
    public static final KnownExtension<PolicyConstraints> POLICY_CONSTRAINTS =
            obeyed("2.5.29.36", "X509v3 Policy Constraints", PolicyConstraints::read);

    /// RFC 5280 §4.2.1.12.
    public static final KnownExtension<List<Oid>> EXTENDED_KEY_USAGE =
            obeyed("2.5.29.37", "X509v3 Extended Key Usage", Purpose::readAll);

    /// RFC 5280 §4.2.1.13. Where revocation is checked, by lists that were fetched beforehand.
    public static final KnownExtension<List<DistributionPoint>> CRL_DISTRIBUTION_POINTS =
            obeyed("2.5.29.31", "X509v3 CRL Distribution Points", DistributionPoint::readAll);

    /// RFC 5280 §4.2.1.14: how many more authorities may use the policy "any".
    public static final KnownExtension<Integer> INHIBIT_ANY_POLICY =
            obeyed("2.5.29.54", "X509v3 Inhibit Any Policy", PolicyConstraints::skipCerts);

    /// RFC 5280 §4.2.1.15.
    public static final KnownExtension<List<DistributionPoint>> FRESHEST_CRL =
            shown("2.5.29.46", "X509v3 Freshest CRL", DistributionPoint::readAll);

    /// RFC 5280 §4.2.2.1: where the issuer's certificate and its OCSP responder are.
    public static final KnownExtension<List<AccessDescription>> AUTHORITY_INFORMATION_ACCESS =
            shown("1.3.6.1.5.5.7.1.1", "Authority Information Access", AccessDescription::readAll);

    /// RFC 5280 §4.2.2.2.
    public static final KnownExtension<List<AccessDescription>> SUBJECT_INFORMATION_ACCESS =
            shown("1.3.6.1.5.5.7.1.11", "Subject Information Access", AccessDescription::readAll);

    /// RFC 7633 §4: the TLS extensions that a server with this certificate must support; 5 is "must staple".
    public static final KnownExtension<List<Integer>> TLS_FEATURE =
            shown("1.3.6.1.5.5.7.1.24", "TLS Feature", KnownExtension::readFeatures);

    /// RFC 6960 §4.2.2.2.1: the certificate of an OCSP responder need not be checked for revocation.
    public static final KnownExtension<Boolean> OCSP_NO_CHECK =
            shown("1.3.6.1.5.5.7.48.1.5", "OCSP No Check", KnownExtension::readNull);

    /// RFC 6962 §3.1: not a certificate, but the announcement of one. It is critical so that nobody takes it for
    /// one.
    public static final KnownExtension<Boolean> CT_POISON =
            shown("1.3.6.1.4.1.11129.2.4.3", "CT Precertificate Poison", KnownExtension::readNull);

    /// RFC 6962 §3.3: the signed promises of certificate transparency logs, undecoded.
    public static final KnownExtension<Bytes> CT_TIMESTAMPS =
            shown("1.3.6.1.4.1.11129.2.4.2", "CT Precertificate SCTs", DerReader::octetString);

    private enum Use {
        OBEYED,
        SHOWN
    }

    private final Oid oid;
    private final String title;
    private final Function<DerReader, T> reader;
    private final Use use;

    private KnownExtension(Oid oid, String title, Function<DerReader, T> reader, Use use) {
        this.oid = oid;
        this.title = title;
        this.reader = reader;
        this.use = use;
    }

    private static <T> KnownExtension<T> obeyed(String oid, String title, Function<DerReader, T> reader) {
        return register(new KnownExtension<>(new Oid(oid), title, reader, Use.OBEYED));
    }

    private static <T> KnownExtension<T> shown(String oid, String title, Function<DerReader, T> reader) {
        return register(new KnownExtension<>(new Oid(oid), title, reader, Use.SHOWN));
    }

    private static <T> KnownExtension<T> register(KnownExtension<T> extension) {
        BY_OID.put(extension.oid, extension);
        return extension;
    }

    /// The extension that this identifier names, if it is known.
    public static Optional<KnownExtension<?>> of(Oid oid) {
        return Optional.ofNullable(BY_OID.get(oid));
    }

    /// The object identifier.
    public Oid oid() {
        return oid;
    }

    /// The name by which OpenSSL prints it.
    public String title() {
        return title;
    }

    /// Whether validation does what it asks, so that it may be critical.
    public boolean isObeyed() {
        return use == Use.OBEYED;
    }

    /// Reads the value inside the OCTET STRING.
    T read(DerReader in) {
        return reader.apply(in);
    }

    /// `Features ::= SEQUENCE OF INTEGER`
    private static List<Integer> readFeatures(DerReader in) {
        return in.sequence().all(DerReader::smallInteger);
    }

    private static boolean readNull(DerReader in) {
        in.nullValue();
        return true;
    }
}
