package postern.tls.pki;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import postern.crypto.asn1.Oid;

/// The certificate extensions that are known by name. Those that [Extensions] reads are marked by being
/// [#isUnderstood()]; a critical one that is not refuses the certificate in validation.
public enum ExtensionId {
    SUBJECT_DIRECTORY_ATTRIBUTES("2.5.29.9", "X509v3 Subject Directory Attributes", Understood.NO),
    SUBJECT_KEY_IDENTIFIER("2.5.29.14", "X509v3 Subject Key Identifier", Understood.YES),
    KEY_USAGE("2.5.29.15", "X509v3 Key Usage", Understood.YES),
    SUBJECT_ALT_NAME("2.5.29.17", "X509v3 Subject Alternative Name", Understood.YES),
    ISSUER_ALT_NAME("2.5.29.18", "X509v3 Issuer Alternative Name", Understood.NO),
    BASIC_CONSTRAINTS("2.5.29.19", "X509v3 Basic Constraints", Understood.YES),
    NAME_CONSTRAINTS("2.5.29.30", "X509v3 Name Constraints", Understood.YES),
    CRL_DISTRIBUTION_POINTS("2.5.29.31", "X509v3 CRL Distribution Points", Understood.NO),
    CERTIFICATE_POLICIES("2.5.29.32", "X509v3 Certificate Policies", Understood.NO),
    POLICY_MAPPINGS("2.5.29.33", "X509v3 Policy Mappings", Understood.NO),
    AUTHORITY_KEY_IDENTIFIER("2.5.29.35", "X509v3 Authority Key Identifier", Understood.YES),
    POLICY_CONSTRAINTS("2.5.29.36", "X509v3 Policy Constraints", Understood.NO),
    EXTENDED_KEY_USAGE("2.5.29.37", "X509v3 Extended Key Usage", Understood.YES),
    FRESHEST_CRL("2.5.29.46", "X509v3 Freshest CRL", Understood.NO),
    INHIBIT_ANY_POLICY("2.5.29.54", "X509v3 Inhibit Any Policy", Understood.NO),
    AUTHORITY_INFORMATION_ACCESS("1.3.6.1.5.5.7.1.1", "Authority Information Access", Understood.NO),
    SUBJECT_INFORMATION_ACCESS("1.3.6.1.5.5.7.1.11", "Subject Information Access", Understood.NO),
    TLS_FEATURE("1.3.6.1.5.5.7.1.24", "TLS Feature", Understood.NO),
    CT_POISON("1.3.6.1.4.1.11129.2.4.3", "CT Precertificate Poison", Understood.NO),
    CT_TIMESTAMPS("1.3.6.1.4.1.11129.2.4.2", "CT Precertificate SCTs", Understood.NO);

    private static final Map<Oid, ExtensionId> BY_OID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ExtensionId::oid, Function.identity()));

    @SuppressWarnings("ImmutableEnumChecker") // a record of one string
    private final Oid oid;

    private final String title;
    private final Understood understood;

    ExtensionId(String oid, String title, Understood understood) {
        this.oid = new Oid(oid);
        this.title = title;
        this.understood = understood;
    }

    /// The extension that this identifier names, if it is listed.
    public static Optional<ExtensionId> of(Oid oid) {
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

    /// Whether its meaning is read and obeyed here.
    public boolean isUnderstood() {
        return understood == Understood.YES;
    }

    private enum Understood {
        YES,
        NO
    }
}
