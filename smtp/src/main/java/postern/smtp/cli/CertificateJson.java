package postern.smtp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import postern.crypto.hash.HashAlgorithm;
import postern.tls.pki.BasicConstraints;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.Extensions;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.NameStyle;
import postern.tls.pki.Purpose;
import postern.tls.pki.SignatureName;

/// A certificate's fields for programs.
final class CertificateJson {
    private CertificateJson() {}

    static Map<String, Object> of(Certificate certificate, NameStyle style) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("version", certificate.version());
        fields.put("serial", certificate.serial().toString(16));
        var algorithm = certificate.signed().algorithmOid();
        fields.put(
                "signatureAlgorithm",
                SignatureName.of(algorithm).map(SignatureName::title).orElse(algorithm.dotted()));
        fields.put("issuer", certificate.issuer().print(style));
        fields.put("notBefore", certificate.validity().notBefore().toString());
        fields.put("notAfter", certificate.validity().notAfter().toString());
        fields.put("subject", certificate.subject().print(style));
        fields.put("key", key(certificate));
        fields.put("subjectAltNames", texts(certificate.subjectAltNames(), Object::toString));
        putExtensions(fields, certificate.extensions());
        fields.put("sha256", HashAlgorithm.SHA256.hash(certificate.der()).toHex());
        return fields;
    }

    private static void putExtensions(Map<String, Object> fields, Extensions extensions) {
        fields.put(
                "ca",
                extensions
                        .basicConstraints()
                        .map(BasicConstraints::role)
                        .equals(Optional.of(BasicConstraints.Role.CA)));
        extensions
                .basicConstraints()
                .map(BasicConstraints::pathLength)
                .ifPresent(limit -> limit.ifPresent(n -> fields.put("pathLength", n)));
        extensions.keyUsage().ifPresent(usages -> fields.put("keyUsage", texts(List.copyOf(usages), KeyUsage::title)));
        extensions
                .extendedKeyUsage()
                .ifPresent(purposes -> fields.put(
                        "extendedKeyUsage",
                        texts(
                                purposes,
                                oid -> Purpose.of(oid).map(Purpose::title).orElse(oid.dotted()))));
        extensions.subjectKeyIdentifier().ifPresent(key -> fields.put("subjectKeyIdentifier", key.toHex()));
        extensions
                .authorityKeyIdentifier()
                .flatMap(identifier -> identifier.keyIdentifier())
                .ifPresent(key -> fields.put("authorityKeyIdentifier", key.toHex()));
        if (!extensions.unknownCritical().isEmpty()) {
            fields.put("unknownCriticalExtensions", texts(extensions.unknownCritical(), Object::toString));
        }
    }

    private static String key(Certificate certificate) {
        try {
            return certificate.publicKey().describe();
        } catch (CertificateException e) {
            return "unsupported: " + e.getMessage();
        }
    }

    private static <T> List<String> texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toList();
    }
}
