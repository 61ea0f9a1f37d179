package postern.tls.pki.issue;

import java.util.function.Function;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.crypto.key.SignatureAlgorithm;
import postern.crypto.random.RandomSource;
import postern.tls.pki.Certificate;

/// Somebody who can sign certificates: the certificate that says who it is, and its key.
///
/// @param key still owned by whoever made it
public record Issuer(Certificate certificate, PrivateKey key) {
    /// How its certificates name its key.
    Bytes keyIdentifier() {
        return certificate
                .extensions()
                .subjectKeyIdentifier()
                .orElseGet(() -> CertificateBuilder.keyIdentifier(key.publicKey()));
    }

    /// The signature that fits the key, with the hash of its strength.
    SignatureAlgorithm usualAlgorithm() {
        return CertificateBuilder.usualAlgorithm(key.publicKey());
    }

    /// `SEQUENCE { content, signatureAlgorithm, signature BIT STRING }`, the shape of all that an authority signs.
    Bytes sign(Function<SignatureAlgorithm, Bytes> content, RandomSource random) {
        return sign(key, content, random);
    }

    static Bytes sign(PrivateKey key, Function<SignatureAlgorithm, Bytes> content, RandomSource random) {
        var signature = CertificateBuilder.usualAlgorithm(key.publicKey());
        var signed = content.apply(signature);
        return DerWriter.write(out -> out.sequence(whole ->
                whole.raw(signed).raw(signature.algorithmIdentifier()).bitString(signature.sign(key, signed, random))));
    }
}
