package postern.tls.pki.revocation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.RandomSource;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;

/// A question to an OCSP responder: have these certificates been revoked? (RFC 6960 §4.1)
///
/// @param certificates which ones, at least one
/// @param nonce octets that the answer is to repeat, so that it cannot be an old one; most responders of public
///     authorities sign in advance and ignore it (RFC 9654)
public record OcspRequest(List<CertId> certificates, Optional<Bytes> nonce) {
    /// id-pkix-ocsp-nonce.
    static final Oid NONCE = new Oid("1.3.6.1.5.5.7.48.1.2");

    /// RFC 9654 §2.1: 32 octets, the length that every responder must accept.
    private static final int NONCE_OCTETS = 32;

    /// RFC 9654 §2.1 allows no longer nonce; an answer that repeats one is to stay short.
    static final int MAX_NONCE_OCTETS = 128;

    /// Each costs a responder a signed answer.
    private static final int MAX_CERTIFICATES = 256;

    /// Keeps its own copy of the list.
    public OcspRequest {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw new DerException(
                    "an OCSP request for " + certificates.size() + " certificates, not 1 to " + MAX_CERTIFICATES);
        }
    }

    /// A question about one certificate, to which a stored answer will do.
    public static OcspRequest about(CertId certificate) {
        return new OcspRequest(List.of(certificate), Optional.empty());
    }

    /// The same question, to which only a fresh answer will do.
    public OcspRequest withNonce(RandomSource random) {
        return new OcspRequest(certificates, Optional.of(random.bytes(NONCE_OCTETS)));
    }

    /// Reads a request. A signature on it, which anybody could make, is passed over.
    ///
    /// @throws CertificateException [CertificateProblem#MALFORMED], with what is wrong and where
    public static OcspRequest parse(Bytes der) {
        try {
            return read(der);
        } catch (DerException e) {
            throw new CertificateException(
                    CertificateProblem.MALFORMED, "the OCSP request is not well-formed: " + e.getMessage(), e);
        }
    }

    /// `OCSPRequest ::= SEQUENCE { tbsRequest SEQUENCE { version [0] DEFAULT v1, requestorName [1] OPTIONAL,
    /// requestList, requestExtensions [2] OPTIONAL }, optionalSignature [0] OPTIONAL }`
    private static OcspRequest read(Bytes der) {
        var in = new DerReader(der);
        var request = in.sequence();
        in.end();
        var tbs = request.sequence();
        request.optionalExplicit(0);
        request.end();
        if (tbs.optionalExplicit(0).isPresent()) {
            throw new DerException("version 1 is the default and must not be encoded (X.690 §11.5)", tbs.offset());
        }
        tbs.optionalExplicit(1);
        var certificates = tbs.sequence().oneOrMore(OcspRequest::readOne);
        var extensions =
                tbs.optionalExplicit(2).map(OcspRequest::readExtensions).orElse(Map.of());
        tbs.end();
        return new OcspRequest(certificates, nonce(extensions));
    }

    /// `Request ::= SEQUENCE { reqCert CertID, singleRequestExtensions [0] OPTIONAL }`
    private static CertId readOne(DerReader in) {
        var request = in.sequence();
        var id = CertId.read(request);
        request.optionalExplicit(0).ifPresent(OcspRequest::readExtensions);
        request.end();
        return id;
    }

    /// None but the nonce has a meaning here, so that none may be critical (RFC 6960 §4.4).
    static Map<Oid, Extension> readExtensions(DerReader explicit) {
        int start = explicit.offset();
        var extensions = Extension.readAll(explicit);
        explicit.end();
        for (var extension : extensions.values()) {
            if (extension.criticality() == Criticality.CRITICAL
                    && !extension.type().equals(NONCE)) {
                throw new DerException("unknown critical extension " + extension.type() + " (RFC 6960 §4.4)", start);
            }
        }
        return extensions;
    }

    static Optional<Bytes> nonce(Map<Oid, Extension> extensions) {
        return Optional.ofNullable(extensions.get(NONCE)).map(extension -> {
            var in = new DerReader(extension.value());
            var nonce = in.octetString();
            in.end();
            if (nonce.isEmpty() || nonce.length() > MAX_NONCE_OCTETS) {
                throw new DerException(
                        "a nonce of " + nonce.length() + " octets, not 1 to " + MAX_NONCE_OCTETS + " (RFC 9654 §2.1)");
            }
            return nonce;
        });
    }

    /// The extension that carries a nonce, in requests and responses.
    public static Extension nonceExtension(Bytes nonce) {
        return new Extension(NONCE, Criticality.NON_CRITICAL, DerWriter.write(out -> out.octetString(nonce)));
    }

    /// The request in DER.
    public Bytes der() {
        return DerWriter.write(out -> out.sequence(request -> request.sequence(tbs -> {
            tbs.sequence(list -> certificates.forEach(id -> list.sequence(id::write)));
            nonce.ifPresent(octets -> tbs.explicit(
                    2, e -> e.sequence(list -> nonceExtension(octets).write(list))));
        })));
    }
}
