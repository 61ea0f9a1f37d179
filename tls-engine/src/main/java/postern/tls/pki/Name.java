package postern.tls.pki;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;

/// A distinguished name (RFC 5280 §4.1.2.4): a sequence of sets of attributes, kept in the order of the
/// certificate.
///
/// Two names are equal if their canonical forms are: strings without regard to encoding, ASCII case and amount of
/// white space (the rule that RFC 5280 §7.1 wants, in the form that OpenSSL computes and hashes).
public final class Name {
    /// The name without any attribute.
    public static final Name EMPTY = read(new DerReader(DerWriter.write(out -> out.sequence(_ -> {}))));

    private final Bytes der;
    private final List<List<Attribute>> rdns;
    private final Bytes canonical;

    private Name(Bytes der, List<List<Attribute>> rdns) {
        this.der = der;
        this.rdns = rdns;
        this.canonical = canonicalForm(rdns);
    }

    /// One attribute of a name.
    ///
    /// @param type what it says, for example common name
    /// @param tag the ASN.1 type of the value, normally a string type
    /// @param value the contents octets of the value
    public record Attribute(Oid type, int tag, Bytes value) {
        /// The value as text; empty if it is not a string, or not one in its own encoding.
        public Optional<String> text() {
            var charset = charsetOf(tag);
            if (charset == null) {
                return Optional.empty();
            }
            try {
                var octets = ByteBuffer.wrap(value.toArray());
                return Optional.of(charset.newDecoder().decode(octets).toString());
            } catch (CharacterCodingException e) {
                return Optional.empty();
            }
        }

        /// The whole value, with tag and length.
        public Bytes valueDer() {
            return new DerWriter().element(tag, value).toBytes();
        }

        /// TeletexString is read as Latin-1, which is what those who still issue it mean. So are the ASCII types:
        /// an octet above 127 in them is a fault, but one that is better shown than hidden.
        private static @Nullable Charset charsetOf(int tag) {
            return switch (tag) {
                case DerTag.UTF8_STRING -> StandardCharsets.UTF_8;
                case DerTag.BMP_STRING -> StandardCharsets.UTF_16BE;
                case DerTag.UNIVERSAL_STRING -> StandardCharsets.UTF_32BE;
                case DerTag.PRINTABLE_STRING,
                        DerTag.NUMERIC_STRING,
                        DerTag.TELETEX_STRING,
                        DerTag.IA5_STRING,
                        DerTag.VISIBLE_STRING -> StandardCharsets.ISO_8859_1;
                default -> null;
            };
        }
    }

    /// Reads a name that stands alone.
    ///
    /// @throws DerException if it is not well-formed
    public static Name parse(Bytes der) {
        var in = new DerReader(der);
        var name = read(in);
        in.end();
        return name;
    }

    /// Reads `Name ::= SEQUENCE OF SET SIZE (1..MAX) OF SEQUENCE { type, value }`.
    public static Name read(DerReader in) {
        var der = in.lookAhead().rawElement();
        return new Name(der, in.sequence().all(rdns -> readRdn(rdns.set())));
    }

    private static List<Attribute> readRdn(DerReader set) {
        if (!set.hasMore()) {
            throw new DerException("RelativeDistinguishedName without an attribute (RFC 5280 §4.1.2.4)", set.offset());
        }
        return set.all(Name::readAttribute);
    }

    private static Attribute readAttribute(DerReader in) {
        var pair = in.sequence();
        var type = pair.oid();
        if (!pair.hasMore()) {
            throw new DerException("attribute " + type + " without a value", pair.offset());
        }
        int tag = pair.peekTag();
        var attribute = new Attribute(type, tag, pair.element(tag));
        pair.end();
        return attribute;
    }

    /// The encoding, as it stands in the certificate.
    public Bytes der() {
        return der;
    }

    /// The attributes in the certificate's order; an inner list of more than one is a multi-valued RDN.
    public List<List<Attribute>> rdns() {
        return rdns;
    }

    /// Whether there is no attribute at all.
    public boolean isEmpty() {
        return rdns.isEmpty();
    }

    /// The texts of all attributes of one type, in the certificate's order.
    public List<String> all(AttributeType type) {
        return rdns.stream()
                .flatMap(List::stream)
                .filter(attribute -> attribute.type().equals(type.oid()))
                .flatMap(attribute -> attribute.text().stream())
                .toList();
    }

    /// The form in which names are compared: RDNs one after the other, each a SET of attributes whose strings are
    /// UTF-8, in lower case (ASCII only), trimmed, with single spaces. There is no SEQUENCE around them: OpenSSL's
    /// subject hash is computed over exactly these octets.
    public Bytes canonical() {
        return canonical;
    }

    /// OpenSSL's hash of a subject, the file name in a directory of trusted certificates: the first four octets of
    /// the canonical form's SHA-1, read as a little-endian number, in eight hexadecimal digits.
    public String hash() {
        var digest = HashAlgorithm.SHA1.hash(canonical);
        return Bytes.of(digest.at(3), digest.at(2), digest.at(1), digest.at(0)).toHex();
    }

    /// The name in one of the forms that people know.
    public String print(NameStyle style) {
        return style.print(this);
    }

    private static Bytes canonicalForm(List<List<Attribute>> rdns) {
        var out = new DerWriter();
        for (var rdn : rdns) {
            out.setOf(rdn.stream().map(Name::canonicalAttribute).toList());
        }
        return out.toBytes();
    }

    private static Bytes canonicalAttribute(Attribute attribute) {
        return new DerWriter()
                .sequence(pair -> pair.oid(attribute.type()).raw(canonicalValue(attribute)))
                .toBytes();
    }

    /// NumericString is left alone, as everything that is no string: OpenSSL does so.
    private static Bytes canonicalValue(Attribute attribute) {
        var text = attribute.tag() == DerTag.NUMERIC_STRING ? Optional.<String>empty() : attribute.text();
        return text.map(Name::canonicalText)
                .map(folded -> new DerWriter()
                        .element(DerTag.UTF8_STRING, Bytes.utf8(folded))
                        .toBytes())
                .orElseGet(attribute::valueDer);
    }

    private static String canonicalText(String text) {
        var folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isAsciiSpace(c)) {
                gap = !folded.isEmpty();
                continue;
            }
            if (gap) {
                folded.append(' ');
                gap = false;
            }
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 0x20) : c);
        }
        return folded.toString();
    }

    private static boolean isAsciiSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Name other && canonical.equals(other.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    /// The slash form.
    @Override
    public String toString() {
        return print(NameStyle.OPENSSL);
    }
}
