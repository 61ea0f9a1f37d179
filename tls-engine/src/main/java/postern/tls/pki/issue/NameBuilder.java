package postern.tls.pki.issue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.AttributeType;
import postern.tls.pki.Name;

/// Puts a distinguished name together, most significant attribute first, or reads it from OpenSSL's slash form.
public final class NameBuilder {
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:[^/+\\\\]++|\\\\.)++", Pattern.DOTALL);
    private static final Pattern RDN = Pattern.compile(ATTRIBUTE + "(\\+" + ATTRIBUTE + ")*", Pattern.DOTALL);
    private static final Pattern SLASH_FORM = Pattern.compile("(/" + RDN + ")+", Pattern.DOTALL);

    /// A string that other lands' software reads too: letters, digits and some punctuation (X.680 §41.4).
    private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9 '()+,./:=?-]*");

    private final List<List<Bytes>> rdns = new ArrayList<>();

    /// A builder of a name that has no attribute yet.
    public NameBuilder() {}

    /// The name that consists of a common name, the usual one for a server.
    public static Name commonName(String text) {
        return new NameBuilder().add(AttributeType.COMMON_NAME, text).build();
    }

    /// Reads `/C=UK/O=Example/CN=mx+UID=1`: attribute types by OpenSSL's short names or as object identifiers, `+`
    /// between attributes of one RDN, `\` before a `/`, `+` or `\` that belongs to a value.
    ///
    /// @throws IllegalArgumentException if it cannot be read, with the reason
    public static Name parse(String slashForm) {
        if (!SLASH_FORM.matcher(slashForm).matches()) {
            throw new IllegalArgumentException(
                    "'" + slashForm + "' is not a name in the form /C=UK/O=Example/CN=mx.example.org");
        }
        var builder = new NameBuilder();
        RDN.matcher(slashForm).results().forEach(rdn -> builder.addRdn(rdn.group()));
        return builder.build();
    }

    private void addRdn(String text) {
        rdns.add(new ArrayList<>());
        ATTRIBUTE.matcher(text).results().forEach(attribute -> addAttribute(attribute.group()));
    }

    private void addAttribute(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form type=value, as in CN=mx.example.org");
        }
        var name = text.substring(0, equals);
        var type = AttributeType.named(name).map(AttributeType::oid).orElseGet(() -> unnamedType(name));
        var value = text.substring(equals + 1).replaceAll("\\\\(.)", "$1");
        rdns.getLast().add(encode(type, value));
    }

    private static Oid unnamedType(String name) {
        if (name.matches("[0-9.]+")) {
            return new Oid(name);
        }
        throw new IllegalArgumentException("'" + name + "' is not an attribute type that is known here; give its "
                + "object identifier, as in 2.5.4.3=mx.example.org");
    }

    /// Appends an RDN of one attribute.
    public NameBuilder add(AttributeType type, String value) {
        rdns.add(new ArrayList<>(List.of(encode(type.oid(), value))));
        return this;
    }

    /// The name.
    public Name build() {
        var der = DerWriter.write(out -> out.sequence(sequence -> rdns.forEach(sequence::setOf)));
        return Name.parse(der);
    }

    private static Bytes encode(Oid type, String value) {
        return DerWriter.write(out -> out.sequence(pair -> {
            pair.oid(type);
            writeValue(pair, type, value);
        }));
    }

    /// UTF8String for everything (RFC 5280 §4.1.2.4), but for the types whose definition allows one string type only.
    private static void writeValue(DerWriter out, Oid type, String value) {
        var known = AttributeType.of(type).orElse(AttributeType.COMMON_NAME);
        switch (known) {
            case COUNTRY, JURISDICTION_COUNTRY, SERIAL_NUMBER, DN_QUALIFIER ->
                out.printableString(printable(known, value));
            case EMAIL_ADDRESS, DOMAIN_COMPONENT, MAIL -> out.ia5String(value);
            default -> out.utf8String(value);
        }
    }

    private static String printable(AttributeType type, String value) {
        if (!PRINTABLE.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' has a character that a " + type.openSslName()
                    + " must not have (letters, digits, space and '()+,-./:=? are allowed)");
        }
        boolean country = type == AttributeType.COUNTRY || type == AttributeType.JURISDICTION_COUNTRY;
        if (country && value.length() != 2) {
            throw new IllegalArgumentException("'" + value + "' is not a country of two letters, as in C=UK");
        }
        return value;
    }
}
