package postern.tls.pki;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import postern.crypto.bytes.Bytes;

/// The forms in which distinguished names are printed.
public enum NameStyle {
    /// OpenSSL's one line: `/C=UK/O=Example/CN=mx+UID=1`, in the certificate's order, octet by octet: what is not
    /// printable ASCII becomes `\xNN`, so text beyond ASCII shows as the octets of its encoding.
    OPENSSL {
        @Override
        String print(Name name) {
            return name.rdns().stream()
                    .map(rdn -> "/" + join(rdn, a -> typeName(a) + "=" + escapeOctets(a.value())))
                    .collect(Collectors.joining());
        }
    },

    /// RFC 2253 as OpenSSL's `-nameopt rfc2253` prints it: last RDN first, attributes of one RDN reversed as well,
    /// characters beyond ASCII as `\XX` of their UTF-8 octets, unknown types as `1.2.3=#…` in hexadecimal.
    RFC2253 {
        @Override
        String print(Name name) {
            return name.rdns().reversed().stream()
                    .map(rdn -> join(rdn.reversed(), NameStyle::openSsl2253))
                    .collect(Collectors.joining(","));
        }
    },

    /// RFC 4514 as GnuTLS prints it: last RDN first, UTF-8 left as it is, `EMAIL` for the mail address.
    GNUTLS {
        @Override
        String print(Name name) {
            return name.rdns().reversed().stream()
                    .map(rdn -> join(rdn, NameStyle::gnuTls))
                    .collect(Collectors.joining(","));
        }
    },

    /// The same in the certificate's order: what a GnuTLS build of Exim puts into `$tls_in_peerdn`.
    GNUTLS_FORWARD {
        @Override
        String print(Name name) {
            return name.rdns().stream().map(rdn -> join(rdn, NameStyle::gnuTls)).collect(Collectors.joining(","));
        }
    };

    abstract String print(Name name);

    private static String join(List<Name.Attribute> rdn, Function<Name.Attribute, String> print) {
        return rdn.stream().map(print).collect(Collectors.joining("+"));
    }

    private static String typeName(Name.Attribute attribute) {
        return AttributeType.of(attribute.type())
                .map(AttributeType::openSslName)
                .orElseGet(() -> attribute.type().dotted());
    }

    private static String escapeOctets(Bytes value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            int octet = value.at(i);
            if (octet < ' ' || octet > '~') {
                text.append(String.format("\\x%02X", octet));
            } else {
                text.append(octet == '/' || octet == '+' ? "\\" : "").append((char) octet);
            }
        }
        return text.toString();
    }

    private static String openSsl2253(Name.Attribute attribute) {
        var known = AttributeType.of(attribute.type());
        var text = attribute.text();
        if (known.isEmpty() || text.isEmpty()) {
            return typeName(attribute) + "=#" + attribute.valueDer().toHex().toUpperCase(Locale.ROOT);
        }
        return known.get().openSslName() + "=" + escape2253(text.get(), c -> c < ' ' || c > '~');
    }

    private static String gnuTls(Name.Attribute attribute) {
        var known = AttributeType.of(attribute.type()).flatMap(AttributeType::gnuTlsName);
        var text = attribute.text();
        if (known.isEmpty() || text.isEmpty()) {
            return attribute.type() + "=#" + attribute.valueDer().toHex();
        }
        return known.get() + "=" + escape2253(text.get(), _ -> false);
    }

    /// RFC 2253 §2.4: `,+"\<>;` anywhere, `#` at the start, a space at either end.
    private static String escape2253(String text, IntPredicate asOctets) {
        var out = new StringBuilder();
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean edge = c == ' ' && (i == 0 || i == last) || c == '#' && i == 0;
            if (edge || ",+\"\\<>;".indexOf(c) >= 0) {
                out.append('\\').append(c);
            } else if (asOctets.test(c)) {
                int codePoint = text.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                appendOctets(out, Character.toString(codePoint));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void appendOctets(StringBuilder out, String character) {
        for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format("\\%02X", octet));
        }
    }
}
