package postern.tls.pki.issue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.key.PrivateKey;
import postern.crypto.key.PssRestriction;
import postern.crypto.key.PublicKey;
import postern.crypto.key.SignatureAlgorithm;
import postern.crypto.random.RandomSource;
import postern.tls.pki.AuthorityKeyIdentifier;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.Certificate;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Name;
import postern.tls.pki.Purpose;
import postern.tls.pki.Validity;

/// Makes certificates: self-signed ones for a first installation, authorities and what they issue for labs and
/// tests.
///
///     var certificate = CertificateBuilder.server(NameBuilder.commonName("mx.example.org"), now)
///             .names(List.of(new GeneralName.DnsName("mx.example.org")))
///             .selfSigned(key, random);
///
/// Everything that varies is passed in, clock and randomness too: the same inputs make the same certificate, as
/// far as the signature algorithm is deterministic.
///
/// Used by one thread.
public final class CertificateBuilder {
    /// Long enough for a lab. Browsers take less from public authorities; nobody renews a self-signed one by hand.
    private static final int DEFAULT_DAYS = 398;

    /// GeneralizedTime has four digits for the year. The value is also the one that means "never" (RFC 5280
    /// §4.1.2.5).
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /// Clocks of peers lag; a certificate that starts now would be refused by some.
    private static final Duration LEAD = Duration.ofHours(1);

    /// RFC 5280 §4.1.2.2 allows 20 octets; the CA/Browser Forum wants 64 random bits at least.
    private static final int SERIAL_OCTETS = 16;

    /// RFC 7093 §2 method 1: the leftmost 160 bits of SHA-256 over the key.
    private static final int KEY_IDENTIFIER_OCTETS = 20;

    private final Name subject;
    private final BasicConstraints constraints;
    private final Instant now;
    private Set<KeyUsage> keyUsage;
    private List<Purpose> purposes;
    private Validity validity;
    private List<GeneralName> names = List.of();
    private Optional<BigInteger> serial = Optional.empty();
    private Optional<SignatureAlgorithm> algorithm = Optional.empty();
    private final List<Extension> more = new ArrayList<>();

    private CertificateBuilder(Name subject, BasicConstraints constraints, Instant now) {
        this.subject = subject;
        this.constraints = constraints;
        boolean authority = constraints.role() == BasicConstraints.Role.CA;
        this.keyUsage = authority
                ? EnumSet.of(KeyUsage.CERTIFICATE_SIGN, KeyUsage.CRL_SIGN)
                : EnumSet.of(KeyUsage.DIGITAL_SIGNATURE);
        this.purposes = List.of();
        this.now = now;
        this.validity = new Validity(
                now.minus(LEAD).truncatedTo(ChronoUnit.SECONDS),
                now.plus(Duration.ofDays(DEFAULT_DAYS)).truncatedTo(ChronoUnit.SECONDS));
    }

    /// For an authority; `pathLength` is how many more may stand below it.
    public static CertificateBuilder authority(Name subject, OptionalInt pathLength, Instant now) {
        return new CertificateBuilder(subject, new BasicConstraints(BasicConstraints.Role.CA, pathLength), now);
    }

    /// For a TLS server.
    public static CertificateBuilder server(Name subject, Instant now) {
        return endEntity(subject, now).purposes(List.of(Purpose.SERVER));
    }

    /// For a TLS client.
    public static CertificateBuilder client(Name subject, Instant now) {
        return endEntity(subject, now).purposes(List.of(Purpose.CLIENT));
    }

    /// For an end entity without a purpose.
    public static CertificateBuilder endEntity(Name subject, Instant now) {
        return new CertificateBuilder(
                subject, new BasicConstraints(BasicConstraints.Role.END_ENTITY, OptionalInt.empty()), now);
    }

    /// The names of the subject; without this there is no subjectAltName.
    public CertificateBuilder names(List<GeneralName> names) {
        this.names = List.copyOf(names);
        return this;
    }

    /// The dates, to the second.
    public CertificateBuilder validity(Validity validity) {
        this.validity = validity;
        return this;
    }

    /// Valid for so many days from the given now on.
    ///
    /// @throws IllegalArgumentException if the end lies before the beginning or beyond the year 9999
    public CertificateBuilder days(int days) {
        var notAfter = now.plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
        if (days < 0 || notAfter.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "a certificate can be valid for 0 days or more, until the year 9999, not for " + days);
        }
        return validity(new Validity(validity.notBefore(), notAfter));
    }

    /// The serial number; a random one without this.
    public CertificateBuilder serial(BigInteger serial) {
        this.serial = Optional.of(serial);
        return this;
    }

    /// What the key may do; empty leaves the extension out.
    public CertificateBuilder keyUsage(Set<KeyUsage> usages) {
        this.keyUsage = usages;
        return this;
    }

    /// What the certificate is for; empty leaves the extension out.
    public CertificateBuilder purposes(List<Purpose> purposes) {
        this.purposes = List.copyOf(purposes);
        return this;
    }

    /// How the issuer signs; without this, the hash that fits its key.
    public CertificateBuilder signedWith(SignatureAlgorithm algorithm) {
        this.algorithm = Optional.of(algorithm);
        return this;
    }

    /// One more extension.
    public CertificateBuilder extension(Extension extension) {
        more.add(extension);
        return this;
    }

    /// The certificate, signed with the key that it certifies.
    public Certificate selfSigned(PrivateKey key, RandomSource random) {
        return sign(key.publicKey(), new Signer(subject, key, keyIdentifier(key.publicKey())), random);
    }

    /// The certificate, signed by an authority. Nobody checks here whether it is one: tests need the wrong ones
    /// too.
    public Certificate issuedBy(Issuer issuer, PublicKey key, RandomSource random) {
        var certificate = issuer.certificate();
        var identifier = certificate
                .extensions()
                .subjectKeyIdentifier()
                .orElseGet(() -> keyIdentifier(issuer.key().publicKey()));
        return sign(key, new Signer(certificate.subject(), issuer.key(), identifier), random);
    }

    private record Signer(Name name, PrivateKey key, Bytes keyIdentifier) {}

    private Certificate sign(PublicKey key, Signer signer, RandomSource random) {
        var signature = algorithm.orElseGet(() -> usualAlgorithm(signer.key().publicKey()));
        var number = serial.orElseGet(() -> randomSerial(random));
        var extensions = extensions(key, signer);
        var signed = DerWriter.write(out -> out.sequence(tbs -> {
            tbs.explicit(0, version -> version.integer(2));
            tbs.integer(number);
            tbs.raw(signature.algorithmIdentifier());
            tbs.raw(signer.name().der());
            tbs.sequence(dates -> dates.time(validity.notBefore()).time(validity.notAfter()));
            tbs.raw(subject.der());
            tbs.raw(key.spki());
            tbs.explicit(3, explicit -> explicit.sequence(list -> extensions.forEach(e -> e.write(list))));
        }));
        return Certificate.parse(DerWriter.write(out -> out.sequence(certificate -> certificate
                .raw(signed)
                .raw(signature.algorithmIdentifier())
                .bitString(signature.sign(signer.key(), signed, random)))));
    }

    private List<Extension> extensions(PublicKey key, Signer signer) {
        var list = new ArrayList<Extension>();
        list.add(extension(KnownExtension.BASIC_CONSTRAINTS, Criticality.CRITICAL, constraints.write()));
        if (!keyUsage.isEmpty()) {
            list.add(extension(KnownExtension.KEY_USAGE, Criticality.CRITICAL, KeyUsage.write(keyUsage)));
        }
        if (!purposes.isEmpty()) {
            list.add(extension(KnownExtension.EXTENDED_KEY_USAGE, Criticality.NON_CRITICAL, Purpose.write(purposes)));
        }
        if (!names.isEmpty()) {
            // Critical if there is no other name (RFC 5280 §4.2.1.6).
            var criticality = subject.isEmpty() ? Criticality.CRITICAL : Criticality.NON_CRITICAL;
            list.add(extension(KnownExtension.SUBJECT_ALT_NAME, criticality, GeneralName.writeAll(names)));
        }
        var identifier = keyIdentifier(key);
        list.add(extension(
                KnownExtension.SUBJECT_KEY_IDENTIFIER,
                Criticality.NON_CRITICAL,
                DerWriter.write(out -> out.octetString(identifier))));
        list.add(extension(
                KnownExtension.AUTHORITY_KEY_IDENTIFIER,
                Criticality.NON_CRITICAL,
                AuthorityKeyIdentifier.write(signer.keyIdentifier())));
        list.addAll(more);
        return list;
    }

    private static Extension extension(KnownExtension<?> id, Criticality criticality, Bytes value) {
        return new Extension(id.oid(), criticality, value);
    }

    /// Of the key's bits, without the algorithm around them.
    static Bytes keyIdentifier(PublicKey key) {
        var info = new DerReader(key.spki()).sequence();
        info.sequence();
        return HashAlgorithm.SHA256.hash(info.bitString()).slice(0, KEY_IDENTIFIER_OCTETS);
    }

    /// Positive and not zero (RFC 5280 §4.1.2.2).
    private static BigInteger randomSerial(RandomSource random) {
        return new BigInteger(1, random.bytes(SERIAL_OCTETS).toArray())
                .clearBit(8 * SERIAL_OCTETS - 1)
                .setBit(8 * SERIAL_OCTETS - 2);
    }

    static SignatureAlgorithm usualAlgorithm(PublicKey key) {
        return switch (key) {
            case PublicKey.Rsa rsa -> SignatureAlgorithm.RSA_PKCS1_SHA256;
            case PublicKey.RsaPss pss ->
                switch (pss.restriction().map(PssRestriction::hash).orElse(HashAlgorithm.SHA256)) {
                    case SHA384 -> SignatureAlgorithm.RSA_PSS_SHA384;
                    case SHA512 -> SignatureAlgorithm.RSA_PSS_SHA512;
                    default -> SignatureAlgorithm.RSA_PSS_SHA256;
                };
            case PublicKey.Ec(var curve, var point) ->
                switch (curve) {
                    case P256 -> SignatureAlgorithm.ECDSA_SHA256;
                    case P384 -> SignatureAlgorithm.ECDSA_SHA384;
                    case P521 -> SignatureAlgorithm.ECDSA_SHA512;
                };
            case PublicKey.Edwards(var kind, var point) ->
                switch (kind) {
                    case ED25519 -> SignatureAlgorithm.ED25519;
                    case ED448 -> SignatureAlgorithm.ED448;
                };
        };
    }
}
