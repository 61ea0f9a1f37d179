package postern.tls.pki.issue;

import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.KeyException;
import postern.crypto.key.PrivateKey;
import postern.crypto.key.PublicKey;
import postern.crypto.random.RandomSource;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Name;
import postern.tls.pki.SignedContent;

/// A request for a certificate (PKCS#10, RFC 2986): a name and a key, signed with that key. Whether the asker
/// may have this name is the issuer's decision; the signature proves no more than that it has the key.
///
/// @param der the whole request
/// @param names the subject alternative names that it asks for; other extensions it asks for are passed over
public record CertificateRequest(Bytes der, Name subject, PublicKey key, List<GeneralName> names) {
    private static final String LABEL = "CERTIFICATE REQUEST";
    private static final String OLD_LABEL = "NEW CERTIFICATE REQUEST";

    /// id-pkcs9-at-extensionRequest (RFC 2985 §5.4.2).
    private static final Oid EXTENSION_REQUEST = new Oid("1.2.840.113549.1.9.14");

    /// Keeps its own copy of the list.
    public CertificateRequest {
        names = List.copyOf(names);
    }

    /// A request for these names.
    public static CertificateRequest make(Name subject, List<GeneralName> names, PrivateKey key, RandomSource random) {
        return parse(Issuer.sign(
                key,
                signature -> DerWriter.write(out -> out.sequence(info -> {
                    info.integer(0).raw(subject.der()).raw(key.publicKey().spki());
                    info.explicit(0, attributes -> writeNames(attributes, names));
                })),
                random));
    }

    private static void writeNames(DerWriter attributes, List<GeneralName> names) {
        if (names.isEmpty()) {
            return;
        }
        var extension = new Extension(
                KnownExtension.SUBJECT_ALT_NAME.oid(), Criticality.NON_CRITICAL, GeneralName.writeAll(names));
        attributes.sequence(
                attribute -> attribute.oid(EXTENSION_REQUEST).set(values -> values.sequence(extension::write)));
    }

    /// The first request of a PEM text.
    ///
    /// @throws CertificateException if there is none, or it is malformed or not signed with its own key
    public static CertificateRequest fromPem(String text) {
        try {
            return Pem.parseAll(text).stream()
                    .filter(block ->
                            block.label().equals(LABEL) || block.label().equals(OLD_LABEL))
                    .findFirst()
                    .map(block -> parse(block.der()))
                    .orElseThrow(() -> new DerException("no line -----BEGIN CERTIFICATE REQUEST-----"));
        } catch (DerException e) {
            throw malformed(e);
        }
    }

    /// Reads a request and checks its signature.
    ///
    /// @throws CertificateException if it is malformed, its key is of an unknown kind, or it is not signed with it
    public static CertificateRequest parse(Bytes der) {
        try {
            return read(der);
        } catch (DerException | KeyException e) {
            throw malformed(e);
        }
    }

    private static CertificateException malformed(RuntimeException e) {
        return new CertificateException(
                CertificateProblem.MALFORMED, "the certificate request cannot be used: " + e.getMessage(), e);
    }

    /// `CertificationRequestInfo ::= SEQUENCE { version INTEGER { v1(0) }, subject, subjectPKInfo, attributes
    /// [0] }`
    private static CertificateRequest read(Bytes der) {
        var in = new DerReader(der);
        var request = in.sequence();
        in.end();
        var info = request.lookAhead().sequence();
        var signed = SignedContent.read(request);
        request.end();
        int start = info.offset();
        if (info.smallInteger() != 0) {
            throw new DerException("there is no certificate request of this version (RFC 2986 §4.1)", start);
        }
        var subject = Name.read(info);
        var key = PublicKey.fromSpki(info.rawElement());
        var names = info.optionalExplicit(0).map(CertificateRequest::readNames).orElse(List.of());
        info.end();
        if (!signed.isSignedBy(key, "the certificate request")) {
            throw new CertificateException(
                    CertificateProblem.BAD_SIGNATURE,
                    "the certificate request of " + subject + " is not signed with the key that it names");
        }
        return new CertificateRequest(der, subject, key, names);
    }

    /// `Attributes ::= SET OF SEQUENCE { type, values SET OF ANY }`
    private static List<GeneralName> readNames(DerReader attributes) {
        List<GeneralName> names = List.of();
        while (attributes.hasMore()) {
            var attribute = attributes.sequence();
            var type = attribute.oid();
            var values = attribute.set();
            attribute.end();
            if (type.equals(EXTENSION_REQUEST)) {
                var wanted = Extension.readAll(values);
                values.end();
                var extension = wanted.get(KnownExtension.SUBJECT_ALT_NAME.oid());
                names = extension == null ? names : readNames(extension.value());
            }
        }
        return names;
    }

    private static List<GeneralName> readNames(Bytes value) {
        var in = new DerReader(value);
        var names = GeneralName.readAll(in);
        in.end();
        return names;
    }

    /// One PEM block.
    public String toPem() {
        return new Pem(LABEL, der).encode();
    }

    /// The subject.
    @Override
    public String toString() {
        return "certificate request of " + subject;
    }
}
