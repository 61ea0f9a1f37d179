package postern.tls.pki.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.Oid;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.AuthorityKeyIdentifier;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;
import postern.tls.pki.Name;
import postern.tls.pki.SignedContent;

/// A certificate revocation list (RFC 5280 §5), parsed. It was read, not believed: that is [RevocationPolicy]'s
/// work.
///
/// Complete lists of one issuer are supported, bound to a distribution point or not. Delta lists (§5.2.4) and
/// indirect ones (§5.2.5), which nobody offers for TLS, are refused by name.
///
/// Immutable. A list takes its own size and, for each entry, up to 16 octets more.
public final class Crl {
    private static final String PEM_LABEL = "X509 CRL";

    private static final Oid AUTHORITY_KEY_IDENTIFIER = new Oid("2.5.29.35");
    private static final Oid ISSUER_ALT_NAME = new Oid("2.5.29.18");
    private static final Oid CRL_NUMBER = new Oid("2.5.29.20");
    private static final Oid DELTA_INDICATOR = new Oid("2.5.29.27");
    private static final Oid ISSUING_DISTRIBUTION_POINT = new Oid("2.5.29.28");

    /// What may be critical: the rest must be refused if it is (RFC 5280 §5.2).
    private static final Set<Oid> UNDERSTOOD =
            Set.of(AUTHORITY_KEY_IDENTIFIER, ISSUER_ALT_NAME, CRL_NUMBER, ISSUING_DISTRIBUTION_POINT);

    private final Bytes der;
    private final SignedContent signed;
    private final Name issuer;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final CrlEntries entries;
    private final Map<Oid, Extension> extensions;
    private final Optional<AuthorityKeyIdentifier> authorityKeyIdentifier;
    private final Optional<BigInteger> number;
    private final CrlScope scope;

    /// `CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue BIT STRING }`
    private Crl(Bytes der) {
        this.der = der;
        var outermost = new DerReader(der);
        var list = outermost.sequence();
        outermost.end();
        var tbs = list.lookAhead().sequence();
        this.signed = SignedContent.read(list);
        list.end();
        readVersion(tbs);
        signed.checkSignedAlgorithm(tbs.rawElement());
        this.issuer = Name.read(tbs);
        this.thisUpdate = tbs.time();
        this.nextUpdate = isTime(tbs) ? Optional.of(tbs.time()) : Optional.empty();
        this.entries = tbs.nextIs(DerTag.SEQUENCE) ? CrlEntries.read(tbs) : CrlEntries.NONE;
        this.extensions = tbs.optionalExplicit(0).map(Crl::readExtensions).orElse(Map.of());
        tbs.end();
        this.authorityKeyIdentifier = value(AUTHORITY_KEY_IDENTIFIER, AuthorityKeyIdentifier::read);
        this.number = value(CRL_NUMBER, DerReader::integer);
        this.scope = value(ISSUING_DISTRIBUTION_POINT, CrlScope::read).orElse(CrlScope.EVERYTHING);
    }

    /// `Version` is absent (1) or `v2(1)`.
    private static void readVersion(DerReader tbs) {
        int start = tbs.offset();
        if (tbs.nextIs(DerTag.INTEGER) && tbs.smallInteger() != 1) {
            throw new DerException("the version of a revocation list is 2 or absent (RFC 5280 §5.1.2.1)", start);
        }
    }

    private static boolean isTime(DerReader tbs) {
        return tbs.nextIs(DerTag.UTC_TIME) || tbs.nextIs(DerTag.GENERALIZED_TIME);
    }

    private static Map<Oid, Extension> readExtensions(DerReader explicit) {
        int start = explicit.offset();
        var extensions = Extension.readAll(explicit);
        explicit.end();
        for (var extension : extensions.values()) {
            if (extension.type().equals(DELTA_INDICATOR)) {
                throw new DerException("delta revocation lists (deltaCRLIndicator) are not supported", start);
            }
            if (extension.criticality() == Criticality.CRITICAL && !UNDERSTOOD.contains(extension.type())) {
                throw new DerException("unknown critical extension " + extension.type() + " (RFC 5280 §5.2)", start);
            }
        }
        return extensions;
    }

    private <T> Optional<T> value(Oid type, Function<DerReader, T> read) {
        return Optional.ofNullable(extensions.get(type)).map(extension -> {
            var in = new DerReader(extension.value());
            var value = read.apply(in);
            in.end();
            return value;
        });
    }

    /// Reads one list.
    ///
    /// @throws CertificateException [CertificateProblem#MALFORMED], with what is wrong and where, or what is not
    ///     supported
    public static Crl parse(Bytes der) {
        try {
            return new Crl(der);
        } catch (DerException e) {
            throw new CertificateException(
                    CertificateProblem.MALFORMED, "the revocation list cannot be used: " + e.getMessage(), e);
        }
    }

    /// All lists of a PEM file, or the one of a DER file; certificates and text in between are skipped.
    ///
    /// @throws CertificateException if there is none, or one that cannot be used
    public static List<Crl> parseAll(Bytes file) {
        var blocks = blocks(file).stream()
                .filter(block -> block.label().equals(PEM_LABEL))
                .toList();
        if (!blocks.isEmpty()) {
            return blocks.stream().map(block -> parse(block.der())).toList();
        }
        if (!file.isEmpty() && file.at(0) == DerTag.SEQUENCE) {
            return List.of(parse(file));
        }
        throw new CertificateException(
                CertificateProblem.MALFORMED, "there is no revocation list in it (no line -----BEGIN X509 CRL-----)");
    }

    private static List<Pem> blocks(Bytes file) {
        try {
            return Pem.parseAll(file);
        } catch (DerException e) {
            throw new CertificateException(CertificateProblem.MALFORMED, "not a PEM file: " + e.getMessage(), e);
        }
    }

    /// One PEM block.
    public String toPem() {
        return new Pem(PEM_LABEL, der).encode();
    }

    /// The whole list as it was read.
    public Bytes der() {
        return der;
    }

    /// What the issuer signed, how, and the signature.
    public SignedContent signed() {
        return signed;
    }

    /// Who signed it.
    public Name issuer() {
        return issuer;
    }

    /// The issuer's key, if it is named.
    public Optional<AuthorityKeyIdentifier> authorityKeyIdentifier() {
        return authorityKeyIdentifier;
    }

    /// When it was made.
    public Instant thisUpdate() {
        return thisUpdate;
    }

    /// When the next will be there at the latest.
    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    /// Its number among its issuer's lists.
    public Optional<BigInteger> number() {
        return number;
    }

    /// How many certificates it lists.
    public int size() {
        return entries.size();
    }

    /// Whether a certificate of this issuer would be listed here, were it revoked.
    public boolean covers(Certificate certificate) {
        return issuer.equals(certificate.issuer()) && scope.covers(certificate);
    }

    /// What the list says of the certificate with this serial number.
    public Optional<Revocation> find(BigInteger serial) {
        return entries.find(serial);
    }

    /// The issuer and the date.
    @Override
    public String toString() {
        return "revocation list of " + issuer + " of " + thisUpdate;
    }
}
