package postern.tls.pki;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// The extensions of a certificate (RFC 5280 §4.2), those that are known here already read: [#get(KnownExtension)].
/// The methods named after one are for the extensions that are asked for most.
public final class Extensions {
    /// A certificate of version 1 or 2, or one without any.
    static final Extensions NONE = new Extensions(Map.of());

    private final Map<Oid, Extension> byType;
    private final Map<Oid, Object> values = new HashMap<>();

    private Extensions(Map<Oid, Extension> byType) {
        this.byType = byType;
        byType.values()
                .forEach(extension -> KnownExtension.of(extension.type())
                        .ifPresent(known -> values.put(known.oid(), read(known, extension))));
    }

    static Extensions read(DerReader in) {
        return new Extensions(Extension.readAll(in));
    }

    private static <T> T read(KnownExtension<T> known, Extension extension) {
        try {
            var in = new DerReader(extension.value());
            var value = known.read(in);
            in.end();
            return value;
        } catch (DerException e) {
            throw new DerException("in the value of extension " + known.title() + ": " + e.getMessage());
        }
    }

    /// All of them, in the certificate's order.
    public Collection<Extension> all() {
        return List.copyOf(byType.values());
    }

    /// The extension of one type, undecoded.
    public Optional<Extension> find(Oid type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// The value of a known extension; empty if the certificate does not have it.
    @SuppressWarnings("unchecked") // the constructor put it there, read by the same key
    public <T> Optional<T> get(KnownExtension<T> known) {
        return Optional.ofNullable((T) values.get(known.oid()));
    }

    /// Whether the subject is an authority.
    public Optional<BasicConstraints> basicConstraints() {
        return get(KnownExtension.BASIC_CONSTRAINTS);
    }

    /// What the key may do; empty if the certificate does not restrict it.
    public Optional<Set<KeyUsage>> keyUsage() {
        return get(KnownExtension.KEY_USAGE);
    }

    /// What the certificate is for, as identifiers; empty if it does not restrict it.
    public Optional<List<Oid>> extendedKeyUsage() {
        return get(KnownExtension.EXTENDED_KEY_USAGE);
    }

    /// The names of the subject.
    public List<GeneralName> subjectAltNames() {
        return get(KnownExtension.SUBJECT_ALT_NAME).orElse(List.of());
    }

    /// For which names the subject, an authority, may vouch.
    public Optional<NameConstraints> nameConstraints() {
        return get(KnownExtension.NAME_CONSTRAINTS);
    }

    /// A fingerprint of the subject's key.
    public Optional<Bytes> subjectKeyIdentifier() {
        return get(KnownExtension.SUBJECT_KEY_IDENTIFIER);
    }

    /// A fingerprint of the issuer's key.
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return get(KnownExtension.AUTHORITY_KEY_IDENTIFIER);
    }

    /// The critical extensions that are not obeyed here: reason to refuse the certificate (RFC 5280 §4.2).
    public List<Oid> unknownCritical() {
        return byType.values().stream()
                .filter(extension -> extension.criticality() == Extension.Criticality.CRITICAL)
                .map(Extension::type)
                .filter(type ->
                        !KnownExtension.of(type).map(KnownExtension::isObeyed).orElse(false))
                .toList();
    }
}
