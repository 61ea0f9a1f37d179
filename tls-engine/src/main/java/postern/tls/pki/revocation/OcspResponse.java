package postern.tls.pki.revocation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Name;
import postern.tls.pki.SignedContent;

/// An OCSP response (RFC 6960 §4.2), parsed. It was read, not believed: that is [OcspVerifier]'s work.
///
/// Immutable.
///
/// @param der the whole response, as it is stapled
/// @param status how the request as a whole was answered
/// @param basic the answer itself; there if and only if the status is successful
public record OcspResponse(Bytes der, OcspResponseStatus status, Optional<Basic> basic) {
    /// id-pkix-ocsp-basic, the only type of answer there is.
    private static final Oid BASIC = new Oid("1.3.6.1.5.5.7.48.1.1");

    /// Responders send one signer's certificate, or its chain; each more would cost a parse.
    private static final int MAX_CERTIFICATES = 16;

    /// A signed answer.
    ///
    /// @param responder who says so
    /// @param producedAt when it was signed
    /// @param responses one for each certificate, in no particular order
    /// @param nonce the request's, repeated
    /// @param certificates the signer's own, if it is not the issuer
    public record Basic(
            SignedContent signed,
            Responder responder,
            Instant producedAt,
            List<SingleResponse> responses,
            Optional<Bytes> nonce,
            List<Certificate> certificates) {
        /// Keeps its own copies of the lists.
        public Basic {
            responses = List.copyOf(responses);
            certificates = List.copyOf(certificates);
        }

        /// What it says of a certificate: found by its identifier, never by its place.
        public Optional<SingleResponse> find(Certificate subject, Certificate issuer) {
            return responses.stream()
                    .filter(response -> response.certificate().identifies(subject, issuer))
                    .findFirst();
        }
    }

    /// By what a responder is named: `CHOICE { byName [1] Name, byKey [2] OCTET STRING }`, the SHA-1 of its key.
    public sealed interface Responder {
        /// The responder's subject.
        record ByName(Name name) implements Responder {}

        /// The SHA-1 of its key's bits.
        record ByKey(Bytes keyHash) implements Responder {}

        /// Whether this certificate's holder is the responder.
        default boolean is(Certificate certificate) {
            return switch (this) {
                case ByName(var name) -> name.equals(certificate.subject());
                case ByKey(var hash) -> hash.equals(HashAlgorithm.SHA1.hash(CertId.keyBits(certificate)));
            };
        }

        private static Responder read(DerReader in) {
            var byName = in.optionalExplicit(1);
            if (byName.isPresent()) {
                var name = Name.read(byName.get());
                byName.get().end();
                return new ByName(name);
            }
            var byKey = in.explicit(2);
            var hash = byKey.octetString();
            byKey.end();
            return new ByKey(hash);
        }
    }

    /// Reads a response.
    ///
    /// @throws CertificateException [CertificateProblem#MALFORMED], with what is wrong and where
    public static OcspResponse parse(Bytes der) {
        try {
            return read(der);
        } catch (DerException e) {
            throw new CertificateException(
                    CertificateProblem.MALFORMED, "the OCSP response is not well-formed: " + e.getMessage(), e);
        }
    }

    /// `OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] SEQUENCE { type, OCTET STRING }
    /// OPTIONAL }`
    private static OcspResponse read(Bytes der) {
        var in = new DerReader(der);
        var response = in.sequence();
        in.end();
        int start = response.offset();
        var status = OcspResponseStatus.of(response.enumerated());
        var basic = response.optionalExplicit(0).map(OcspResponse::readBytes);
        response.end();
        if (basic.isPresent() != (status == OcspResponseStatus.SUCCESSFUL)) {
            throw new DerException(
                    "an answer stands there if and only if the status is successful " + "(RFC 6960 §4.2.1)", start);
        }
        return new OcspResponse(der, status, basic);
    }

    private static Basic readBytes(DerReader explicit) {
        var bytes = explicit.sequence();
        explicit.end();
        int start = bytes.offset();
        var type = bytes.oid();
        if (!type.equals(BASIC)) {
            throw new DerException("response of the unknown type " + type, start);
        }
        var octets = bytes.octetStringContents();
        bytes.end();
        var basic = readBasic(octets);
        octets.end();
        return basic;
    }

    /// `SEQUENCE { tbsResponseData, signatureAlgorithm, signature, certs [0] SEQUENCE OF Certificate OPTIONAL }`
    private static Basic readBasic(DerReader in) {
        var basic = in.sequence();
        var data = basic.lookAhead().sequence();
        var signed = SignedContent.read(basic);
        var certificates =
                basic.optionalExplicit(0).map(OcspResponse::readCertificates).orElse(List.of());
        basic.end();
        return readData(data, signed, certificates);
    }

    private static List<Certificate> readCertificates(DerReader explicit) {
        var list = explicit.sequence();
        explicit.end();
        var encodings = list.all(DerReader::rawElement);
        if (encodings.size() > MAX_CERTIFICATES) {
            throw new DerException("more than " + MAX_CERTIFICATES + " certificates", list.offset());
        }
        return encodings.stream().map(Certificate::parse).toList();
    }

    /// `ResponseData ::= SEQUENCE { version [0] DEFAULT v1, responderID, producedAt, responses,
    /// responseExtensions [1] }`
    private static Basic readData(DerReader data, SignedContent signed, List<Certificate> certificates) {
        if (data.nextIs(DerTag.constructed(0))) {
            throw new DerException("version 1 is the default and must not be encoded (X.690 §11.5)", data.offset());
        }
        var responder = Responder.read(data);
        var producedAt = SingleResponse.time(data);
        var responses = data.sequence().all(SingleResponse::read);
        var extensions =
                data.optionalExplicit(1).map(OcspRequest::readExtensions).orElse(Map.of());
        data.end();
        return new Basic(signed, responder, producedAt, responses, OcspRequest.nonce(extensions), certificates);
    }

    /// A refusal, which is not signed.
    ///
    /// @throws IllegalArgumentException if the status is successful: that needs an answer
    public static OcspResponse refusal(OcspResponseStatus status) {
        if (status == OcspResponseStatus.SUCCESSFUL) {
            throw new IllegalArgumentException("a successful response needs an answer");
        }
        var der = DerWriter.write(out -> out.sequence(response -> response.enumerated(status.code())));
        return new OcspResponse(der, status, Optional.empty());
    }

    /// Wraps a BasicOCSPResponse.
    ///
    /// @throws CertificateException if it is not well-formed
    public static OcspResponse successful(Bytes basicDer) {
        return parse(DerWriter.write(out -> out.sequence(response -> response.enumerated(
                        OcspResponseStatus.SUCCESSFUL.code())
                .explicit(
                        0,
                        explicit -> explicit.sequence(bytes -> bytes.oid(BASIC).octetString(basicDer))))));
    }

    /// Status and size.
    @Override
    public String toString() {
        return "OcspResponse[" + status + ", " + der.length() + " octets]";
    }
}
