package postern.smtp.expand;

import java.nio.charset.StandardCharsets;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.pki.Certificate;

/// `${sha256:$tls_in_peercert}` and its like: a digest or the encoding of the certificate itself. Any other
/// operator sees an empty text, as do all of them where there is no certificate.
record CertificateOperation(OperatorCall call, String variable) implements Node {
    @Override
    public Value evaluate(Evaluation evaluation) {
        var certificate = evaluation.certificate(variable);
        evaluation.budget().spend(1);
        if (certificate == null) {
            return call.operator().apply(evaluation, call, Value.EMPTY);
        }
        return switch (call.written()) {
            case "md5" -> digest(HashAlgorithm.MD5, certificate);
            case "sha1" -> digest(HashAlgorithm.SHA1, certificate);
            case "sha256" -> digest(HashAlgorithm.SHA256, certificate);
            case "base64" -> Value.fromPeer(DigestOperators.base64(octets(certificate)));
            default -> call.operator().apply(evaluation, call, Value.EMPTY);
        };
    }

    private static Value digest(HashAlgorithm algorithm, Certificate certificate) {
        return Value.trusted(Hex.big(DigestOperators.digest(algorithm, octets(certificate))));
    }

    private static String octets(Certificate certificate) {
        return certificate.der().toText(StandardCharsets.ISO_8859_1);
    }
}
