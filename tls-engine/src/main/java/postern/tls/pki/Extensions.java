package postern.tls.pki;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// The extensions of a certificate (RFC 5280 §4.2), those that are understood here already read.
public final class Extensions {
    /// Each costs a map entry and, if it is a known one, a parse. Certificates in use have about a dozen.
    private static final int MAX_EXTENSIONS = 128;

    /// A certificate of version 1 or 2, or one without any.
    static final Extensions NONE = new Extensions(Map.of());

    private final Map<Oid, Extension> byType;
    private final Optional<BasicConstraints> basicConstraints;
    private final Optional<Set<KeyUsage>> keyUsage;
    private final Optional<List<Oid>> extendedKeyUsage;
    private final List<GeneralName> subjectAltNames;
    private final Optional<NameConstraints> nameConstraints;
    private final Optional<Bytes> subjectKeyIdentifier;
    private final Optional<AuthorityKeyIdentifier> authorityKeyIdentifier;

    private Extensions(Map<Oid, Extension> byType) {
        this.byType = byType;
        this.basicConstraints = parse(ExtensionId.BASIC_CONSTRAINTS, BasicConstraints::read);
        this.keyUsage = parse(ExtensionId.KEY_USAGE, KeyUsage::read);
        this.extendedKeyUsage = parse(ExtensionId.EXTENDED_KEY_USAGE, Purpose::readAll);
        this.subjectAltNames =
                parse(ExtensionId.SUBJECT_ALT_NAME, GeneralName::readAll).orElse(List.of());
        this.nameConstraints = parse(ExtensionId.NAME_CONSTRAINTS, NameConstraints::read);
        this.subjectKeyIdentifier = parse(ExtensionId.SUBJECT_KEY_IDENTIFIER, DerReader::octetString);
        this.authorityKeyIdentifier = parse(ExtensionId.AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::read);
    }

    /// `Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension`, no type twice (RFC 5280 §4.2).
    static Extensions read(DerReader in) {
        var sequence = in.sequence();
        var byType = new LinkedHashMap<Oid, Extension>();
        do {
            int offset = sequence.offset();
            var extension = Extension.read(sequence);
            if (byType.put(extension.type(), extension) != null) {
                throw new DerException("extension " + extension.type() + " stands there twice (RFC 5280 §4.2)", offset);
            }
            if (byType.size() > MAX_EXTENSIONS) {
                throw new DerException("more than " + MAX_EXTENSIONS + " extensions", offset);
            }
        } while (sequence.hasMore());
        return new Extensions(byType);
    }

    private <T> Optional<T> parse(ExtensionId id, Function<DerReader, T> read) {
        return Optional.ofNullable(byType.get(id.oid())).map(extension -> {
            try {
                var in = new DerReader(extension.value());
                var value = read.apply(in);
                in.end();
                return value;
            } catch (DerException e) {
                throw new DerException("in the value of extension " + id.title() + ": " + e.getMessage());
            }
        });
    }

    /// All of them, in the certificate's order.
    public Collection<Extension> all() {
        return List.copyOf(byType.values());
    }

    /// The extension of one type, undecoded.
    public Optional<Extension> find(Oid type) {
        return Optional.ofNullable(byType.get(type));
    }

    /// Whether the subject is an authority.
    public Optional<BasicConstraints> basicConstraints() {
        return basicConstraints;
    }

    /// What the key may do; empty if the certificate does not restrict it.
    public Optional<Set<KeyUsage>> keyUsage() {
        return keyUsage;
    }

    /// What the certificate is for, as identifiers; empty if it does not restrict it.
    public Optional<List<Oid>> extendedKeyUsage() {
        return extendedKeyUsage;
    }

    /// The names of the subject.
    public List<GeneralName> subjectAltNames() {
        return subjectAltNames;
    }

    /// For which names the subject, an authority, may vouch.
    public Optional<NameConstraints> nameConstraints() {
        return nameConstraints;
    }

    /// A fingerprint of the subject's key.
    public Optional<Bytes> subjectKeyIdentifier() {
        return subjectKeyIdentifier;
    }

    /// A fingerprint of the issuer's key.
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return authorityKeyIdentifier;
    }

    /// The critical extensions that are not understood here: reason to refuse the certificate (RFC 5280 §4.2).
    public List<Oid> unknownCritical() {
        return byType.values().stream()
                .filter(extension -> extension.criticality() == Extension.Criticality.CRITICAL)
                .map(Extension::type)
                .filter(type ->
                        !ExtensionId.of(type).map(ExtensionId::isUnderstood).orElse(false))
                .toList();
    }
}
