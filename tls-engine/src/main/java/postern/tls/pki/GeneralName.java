package postern.tls.pki;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.DerReader;
import postern.crypto.asn1.DerTag;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;

/// A name of any kind: `GeneralName` of RFC 5280 §4.2.1.6.
///
/// A name is kept as it was presented, even if nothing can ever match it (a DNS name with a NUL in it): a
/// certificate with one odd name is still good for its other names.
public sealed interface GeneralName {
    /// Reads one name of the CHOICE.
    static GeneralName read(DerReader in) {
        int tag = in.peekTag();
        if (tag == DerTag.constructed(4)) {
            var explicit = in.explicit(4);
            var name = Name.read(explicit);
            explicit.end();
            return new DirectoryName(name);
        }
        if ((tag & 0xc0) != 0x80) {
            throw new DerException("GeneralName expected, found another type", in.offset());
        }
        return of(tag & 0x1f, in.element(tag));
    }

    /// `GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName`
    public static List<GeneralName> readAll(DerReader in) {
        return readContents(in.sequence());
    }

    /// The elements of GeneralNames, whatever tag stands before them.
    static List<GeneralName> readContents(DerReader names) {
        return names.oneOrMore(GeneralName::read);
    }

    private static GeneralName of(int kind, Bytes value) {
        return switch (kind) {
            case 1 -> new Mail(text(value));
            case 2 -> new DnsName(text(value));
            case 6 -> new Uri(text(value));
            case 7 -> new IpAddress(value);
            case 0, 3, 5, 8 -> new Other(kind, value);
            default -> throw new DerException("GeneralName of the unknown kind [" + kind + "]");
        };
    }

    /// The types say IA5String. An octet above 127 is kept as the Latin-1 character, which no reference name
    /// equals.
    private static String text(Bytes value) {
        return value.toText(StandardCharsets.ISO_8859_1);
    }

    /// Writes this name as an element of GeneralNames.
    default void write(DerWriter out) {
        switch (this) {
            case Mail(var address) -> out.implicit(1, latin1(address));
            case DnsName(var name) -> out.implicit(2, latin1(name));
            case DirectoryName(var name) -> out.explicit(4, explicit -> explicit.raw(name.der()));
            case Uri(var uri) -> out.implicit(6, latin1(uri));
            case IpAddress(var octets) -> out.implicit(7, octets);
            case Other(int kind, var value) ->
                out.element(kind == 8 ? DerTag.primitive(kind) : DerTag.constructed(kind), value);
        }
    }

    /// The value of subjectAltName.
    public static Bytes writeAll(List<GeneralName> names) {
        return DerWriter.write(out -> out.sequence(sequence -> names.forEach(name -> name.write(sequence))));
    }

    private static Bytes latin1(String text) {
        return Bytes.adopt(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// `dNSName [2]`: a host name in A-labels, possibly with a wildcard.
    record DnsName(String name) implements GeneralName {
        @Override
        public String toString() {
            return "DNS:" + name;
        }
    }

    /// `iPAddress [7]`: 4 or 16 octets; in a name constraint twice as many, address and mask.
    record IpAddress(Bytes octets) implements GeneralName {
        @Override
        public String toString() {
            return "IP:" + print(octets);
        }

        /// The usual text of an address or of address and mask; hexadecimal digits if it is neither.
        static String print(Bytes octets) {
            return switch (octets.length()) {
                case 4 -> printV4(octets);
                case 16 -> printV6(octets);
                case 8 -> printV4(octets.slice(0, 4)) + "/" + printV4(octets.from(4));
                case 32 -> printV6(octets.slice(0, 16)) + "/" + printV6(octets.from(16));
                default -> octets.toHex();
            };
        }

        private static String printV4(Bytes octets) {
            return octets.at(0) + "." + octets.at(1) + "." + octets.at(2) + "." + octets.at(3);
        }

        /// RFC 5952 §4: the longest run of two or more zero groups, the first of equals, becomes `::`.
        private static String printV6(Bytes octets) {
            int best = -1;
            int bestLength = 1;
            for (int from = 0; from < 8; from++) {
                int to = from;
                while (to < 8 && group(octets, to) == 0) {
                    to++;
                }
                if (to - from > bestLength) {
                    best = from;
                    bestLength = to - from;
                }
            }
            var text = new StringBuilder();
            for (int i = 0; i < 8; i++) {
                if (i == best) {
                    text.append("::");
                    i += bestLength - 1;
                } else {
                    text.append(text.isEmpty() || text.toString().endsWith(":") ? "" : ":")
                            .append(HexFormat.of().toHexDigits(group(octets, i)).replaceFirst("^0+(?=.)", ""));
                }
            }
            return text.toString();
        }

        private static short group(Bytes octets, int index) {
            return (short) (octets.at(2 * index) << 8 | octets.at(2 * index + 1));
        }
    }

    /// `rfc822Name [1]`: a mailbox.
    record Mail(String address) implements GeneralName {
        @Override
        public String toString() {
            return "email:" + address;
        }
    }

    /// `uniformResourceIdentifier [6]`.
    record Uri(String uri) implements GeneralName {
        @Override
        public String toString() {
            return "URI:" + uri;
        }
    }

    /// `directoryName [4]`: a distinguished name.
    record DirectoryName(Name name) implements GeneralName {
        @Override
        public String toString() {
            return "DirName:" + name;
        }
    }

    /// Any other kind, undecoded: `otherName [0]`, `x400Address [3]`, `ediPartyName [5]`, `registeredID [8]`.
    ///
    /// @param kind the number in brackets
    /// @param value the content octets
    record Other(int kind, Bytes value) implements GeneralName {
        @Override
        public String toString() {
            return switch (kind) {
                case 0 -> "othername:" + value;
                case 3 -> "X400Name:" + value;
                case 5 -> "EdiPartyName:" + value;
                case 8 -> "Registered ID:" + value;
                default -> "[" + kind + "]:" + value;
            };
        }
    }
}
