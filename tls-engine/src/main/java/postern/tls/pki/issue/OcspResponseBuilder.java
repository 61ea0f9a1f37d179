package postern.tls.pki.issue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.RandomSource;
import postern.tls.pki.revocation.OcspRequest;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.SingleResponse;

/// Makes OCSP responses (RFC 6960 §4.2), signed by the issuer of the certificates or by whom it appointed.
///
/// Used by one thread.
public final class OcspResponseBuilder {
    private final Instant producedAt;
    private final List<SingleResponse> responses = new ArrayList<>();
    private Optional<Bytes> nonce = Optional.empty();
    private boolean withCertificate;

    /// A response without any answer yet.
    public OcspResponseBuilder(Instant producedAt) {
        this.producedAt = producedAt;
    }

    /// One more answer.
    public OcspResponseBuilder add(SingleResponse response) {
        responses.add(response);
        return this;
    }

    /// Repeats the request's nonce, if it has one.
    public OcspResponseBuilder nonceOf(OcspRequest request) {
        nonce = request.nonce();
        return this;
    }

    /// Puts the signer's certificate into the response, which one that the issuer appointed must do.
    public OcspResponseBuilder withCertificate() {
        withCertificate = true;
        return this;
    }

    /// The response, signed.
    public OcspResponse signedBy(Issuer signer, RandomSource random) {
        var signature = signer.usualAlgorithm();
        var data = DerWriter.write(out -> writeData(out, signer));
        return OcspResponse.successful(DerWriter.write(out -> out.sequence(basic -> {
            basic.raw(data).raw(signature.algorithmIdentifier());
            basic.bitString(signature.sign(signer.key(), data, random));
            if (withCertificate) {
                basic.explicit(
                        0, e -> e.sequence(list -> list.raw(signer.certificate().der())));
            }
        })));
    }

    private void writeData(DerWriter out, Issuer signer) {
        var keyHash = HashAlgorithm.SHA1.hash(keyBits(signer));
        out.sequence(data -> {
            data.explicit(2, byKey -> byKey.octetString(keyHash));
            data.generalizedTime(producedAt);
            data.sequence(list -> responses.forEach(response -> response.write(list)));
            nonce.ifPresent(octets -> data.explicit(
                    1,
                    e -> e.sequence(list -> OcspRequest.nonceExtension(octets).write(list))));
        });
    }

    private static Bytes keyBits(Issuer signer) {
        var info = new DerReader(signer.certificate().spki()).sequence();
        info.sequence();
        return info.bitString();
    }
}
