package postern.tls.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.KeyException;
import postern.crypto.key.PublicKey;

/// An X.509 certificate (RFC 5280 §4.1), parsed and immutable. It was read, not believed: that is
/// [PathValidator]'s work. Keys and signature algorithms that are not implemented here do not stop a
/// certificate from being read and shown; [#publicKey()] and [SignedContent#isSignedBy] refuse them when they
/// are needed.
///
/// Two certificates are equal if their encodings are.
public final class Certificate {
    /// The label of a certificate in a PEM file (RFC 7468 §5), and two older ones that mean the same; OpenSSL's
    /// "trusted" form has settings of its own after the certificate and is not read.
    private static final List<String> PEM_LABELS = List.of("CERTIFICATE", "X509 CERTIFICATE");

    /// RFC 5280 §4.1.2.2: at most 20 octets.
    private static final int MAX_SERIAL_OCTETS = 20;

    private static final int V3 = 3;

    private final Bytes der;
    private final SignedContent signed;
    private final int version;
    private final BigInteger serial;
    private final Name issuer;
    private final Validity validity;
    private final Name subject;
    private final Bytes spki;
    private final Extensions extensions;

    /// `Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue BIT STRING }`
    private Certificate(Bytes der) {
        this.der = der;
        var outermost = new DerReader(der);
        var certificate = outermost.sequence();
        outermost.end();
        var tbs = certificate.lookAhead().sequence();
        this.signed = SignedContent.read(certificate);
        certificate.end();
        this.version = version(tbs);
        this.serial = serial(tbs);
        signed.checkSignedAlgorithm(tbs.rawElement());
        this.issuer = Name.read(tbs);
        this.validity = Validity.read(tbs);
        this.subject = Name.read(tbs);
        this.spki = tbs.rawElement();
        skipUniqueIdentifiers(tbs);
        this.extensions = tbs.optionalExplicit(3).map(this::extensions).orElse(Extensions.NONE);
        tbs.end();
    }

    /// `Version ::= INTEGER { v1(0), v2(1), v3(2) } DEFAULT v1`
    private static int version(DerReader tbs) {
        int start = tbs.offset();
        var explicit = tbs.optionalExplicit(0);
        if (explicit.isEmpty()) {
            return 1;
        }
        int version = explicit.get().smallInteger() + 1;
        explicit.get().end();
        if (version != 2 && version != V3) {
            throw new DerException(
                    version == 1
                            ? "version 1 is the default and must not be encoded (X.690 §11.5)"
                            : "there is no certificate version " + version + " (RFC 5280 §4.1.2.1)",
                    start);
        }
        return version;
    }

    /// Zero and negative numbers have been issued and must be coped with (RFC 5280 §4.1.2.2).
    private static BigInteger serial(DerReader tbs) {
        int start = tbs.offset();
        var serial = tbs.integer();
        if (serial.bitLength() > 8 * MAX_SERIAL_OCTETS) {
            throw new DerException("serial number longer than 20 octets (RFC 5280 §4.1.2.2)", start);
        }
        return serial;
    }

    /// `issuerUniqueID [1] IMPLICIT BIT STRING OPTIONAL, subjectUniqueID [2]`: not from version 1 (RFC 5280
    /// §4.1.2.8).
    private void skipUniqueIdentifiers(DerReader tbs) {
        int start = tbs.offset();
        var ofIssuer = tbs.optionalImplicit(1);
        var ofSubject = tbs.optionalImplicit(2);
        if (version < 2 && (ofIssuer.isPresent() || ofSubject.isPresent())) {
            throw new DerException("unique identifier in a certificate of version 1 (RFC 5280 §4.1.2.8)", start);
        }
    }

    private Extensions extensions(DerReader explicit) {
        if (version != V3) {
            throw new DerException(
                    "extensions in a certificate of version " + version + " (RFC 5280 §4.1.2.9)", explicit.offset());
        }
        var result = Extensions.read(explicit);
        explicit.end();
        return result;
    }

    /// Reads one certificate.
    ///
    /// @throws CertificateException [CertificateProblem#MALFORMED], with what is wrong and where
    public static Certificate parse(Bytes der) {
        try {
            return new Certificate(der);
        } catch (DerException e) {
            throw new CertificateException(
                    CertificateProblem.MALFORMED, "the certificate is not well-formed: " + e.getMessage(), e);
        }
    }

    /// All certificates of a PEM file, in its order; other blocks and text around them are skipped.
    ///
    /// @throws CertificateException if one of them is not well-formed; the message gives its number, from 1
    public static List<Certificate> parsePem(String text) {
        var certificates = new ArrayList<Certificate>();
        for (var block : blocks(text)) {
            if (PEM_LABELS.contains(block.label())) {
                certificates.add(parseBlock(block, certificates.size() + 1));
            }
        }
        return List.copyOf(certificates);
    }

    private static List<Pem> blocks(String text) {
        try {
            return Pem.parseAll(text);
        } catch (DerException e) {
            throw new CertificateException(CertificateProblem.MALFORMED, "not a PEM file: " + e.getMessage(), e);
        }
    }

    /// All certificates of a PEM file on disk, of which there must be at least one.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws CertificateException if it has no certificate, or a malformed one
    public static List<Certificate> readFile(Path file) throws IOException {
        try {
            var certificates = parsePem(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw new CertificateException(e.problem(), file + ": " + e.getMessage(), e);
        }
        throw new CertificateException(
                CertificateProblem.MALFORMED, file + " has no certificate (no line -----BEGIN CERTIFICATE-----)");
    }

    private static Certificate parseBlock(Pem block, int number) {
        try {
            return parse(block.der());
        } catch (CertificateException e) {
            throw new CertificateException(e.problem(), "certificate " + number + ": " + e.getMessage(), e);
        }
    }

    /// One PEM block.
    public String toPem() {
        return new Pem("CERTIFICATE", der).encode();
    }

    /// The whole certificate as it was read.
    public Bytes der() {
        return der;
    }

    /// What the issuer signed, how, and the signature.
    public SignedContent signed() {
        return signed;
    }

    /// The version: 1, 2 or 3.
    public int version() {
        return version;
    }

    /// The number that the issuer gave it.
    public BigInteger serial() {
        return serial;
    }

    /// Who signed it.
    public Name issuer() {
        return issuer;
    }

    /// From when to when it is good.
    public Validity validity() {
        return validity;
    }

    /// Whose key it certifies; may be empty if [#subjectAltNames()] is not.
    public Name subject() {
        return subject;
    }

    /// The certified key; it is parsed at each call.
    ///
    /// @throws CertificateException if it is malformed, or of a kind that is not implemented here
    public PublicKey publicKey() {
        try {
            return PublicKey.fromSpki(spki);
        } catch (KeyException e) {
            throw new CertificateException(
                    CertificateProblem.UNSUPPORTED_ALGORITHM,
                    "the key of " + subject + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    /// The DER of SubjectPublicKeyInfo.
    public Bytes spki() {
        return spki;
    }

    /// The extensions.
    public Extensions extensions() {
        return extensions;
    }

    /// The names for which it was issued.
    public List<GeneralName> subjectAltNames() {
        return extensions.subjectAltNames();
    }

    /// Whether subject and issuer have the same name (RFC 5280 §6.1): a root, or an authority's change of keys.
    public boolean isSelfIssued() {
        return subject.equals(issuer);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Certificate other && der.equals(other.der);
    }

    @Override
    public int hashCode() {
        return signed.signature().hashCode();
    }

    /// The subject, and the issuer's number for it.
    @Override
    public String toString() {
        return subject + " (serial number " + serial.toString(16) + ")";
    }
}
