package postern.smtp.expand;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.tls.pki.AccessDescription;
import postern.tls.pki.AttributeType;
import postern.tls.pki.Certificate;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Name;
import postern.tls.pki.NameStyle;
import postern.tls.pki.SignatureName;
import postern.tls.pki.text.CertificateText;

/// The fields of a certificate that `${certextract` knows, each with modifiers after commas: `>` and an octet
/// for another separator of a list than the newline, `int` for a time in seconds, the type of the parts of a
/// name that are wanted.
final class CertificateFields {
    private final Certificate certificate;
    private final List<String> modifiers = new ArrayList<>();
    private char separator = '\n';

    private CertificateFields(Certificate certificate, String[] words) {
        this.certificate = certificate;
        for (int i = 1; i < words.length; i++) {
            var word = AsciiText.trim(words[i]);
            if (word.startsWith(">") && word.length() > 1) {
                separator = word.charAt(1);
            } else {
                modifiers.add(AsciiText.lower(word));
            }
        }
    }

    /// A field; null if the certificate has none of it.
    ///
    /// @param selector the field and its modifiers
    static @Nullable String extract(String selector, Certificate certificate) {
        var words = selector.split(",", -1);
        return new CertificateFields(certificate, words).field(AsciiText.lower(AsciiText.trim(words[0])), selector);
    }

    private @Nullable String field(String name, String selector) {
        return switch (name) {
            case "version" -> Integer.toString(certificate.version());
            case "serial_number" -> certificate.serial().toString(16);
            case "subject" -> name(certificate.subject());
            case "issuer" -> name(certificate.issuer());
            case "notbefore" -> time(certificate.validity().notBefore());
            case "notafter" -> time(certificate.validity().notAfter());
            case "sig_algorithm" ->
                SignatureName.of(certificate.signed().algorithmOid())
                        .map(SignatureName::title)
                        .orElseGet(() -> certificate.signed().algorithmOid().dotted());
            case "signature" -> certificate.signed().signature().toHex().toUpperCase(Locale.ROOT);
            case "subj_altname" -> alternativeNames();
            case "ocsp_uri" -> listOrNull(uris(ocspResponders()));
            case "crl_uri" -> listOrNull(uris(crlPoints()));
            default -> throw ExpansionStop.failed("bad field selector \"" + selector + "\" for certextract");
        };
    }

    /// The whole name (RFC 2253), or the values of the wanted type.
    private @Nullable String name(Name name) {
        if (modifiers.isEmpty()) {
            return octets(name.print(NameStyle.RFC2253));
        }
        var type = AttributeType.named(modifiers.getFirst().toUpperCase(Locale.ROOT));
        return listOrNull(type.map(name::all).orElse(List.of()).stream()
                .map(CertificateFields::octets)
                .toList());
    }

    private String time(Instant time) {
        return modifiers.contains("int") ? Long.toString(time.getEpochSecond()) : CertificateText.print(time);
    }

    /// `DNS=host` and so on, or without the tags those of the one wanted kind.
    private @Nullable String alternativeNames() {
        var wanted = modifiers.isEmpty() ? "" : modifiers.getFirst();
        var names = new ArrayList<String>();
        for (var name : certificate.subjectAltNames()) {
            tagged(name)
                    .filter(t -> wanted.isEmpty() || t.kind().equals(wanted))
                    .ifPresent(t -> names.add((wanted.isEmpty() ? AsciiText.upper(t.kind()) + "=" : "") + t.value()));
        }
        return listOrNull(names);
    }

    private record Tagged(String kind, String value) {}

    private static Optional<Tagged> tagged(GeneralName name) {
        return switch (name) {
            case GeneralName.DnsName(var host) -> Optional.of(new Tagged("dns", host));
            case GeneralName.Uri(var uri) -> Optional.of(new Tagged("uri", uri));
            case GeneralName.Mail(var address) -> Optional.of(new Tagged("mail", address));
            default -> Optional.empty();
        };
    }

    private List<GeneralName> ocspResponders() {
        return certificate.extensions().get(KnownExtension.AUTHORITY_INFORMATION_ACCESS).orElse(List.of()).stream()
                .filter(access -> access.method().equals(AccessDescription.OCSP))
                .map(AccessDescription::location)
                .toList();
    }

    private List<GeneralName> crlPoints() {
        return certificate.extensions().get(KnownExtension.CRL_DISTRIBUTION_POINTS).orElse(List.of()).stream()
                .flatMap(point -> point.fullName().stream())
                .toList();
    }

    private static List<String> uris(List<GeneralName> names) {
        return names.stream()
                .filter(GeneralName.Uri.class::isInstance)
                .map(name -> ((GeneralName.Uri) name).uri())
                .toList();
    }

    private @Nullable String listOrNull(List<String> items) {
        return items.isEmpty()
                ? null
                : String.join(
                        String.valueOf(separator),
                        items.stream()
                                .map(item -> SeparatedList.quote(item, separator))
                                .toList());
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
