package postern.crypto.asn1;

/// Identifier octets of X.690 §8.1.2, in the low-tag-number form: class in the two top bits, then the bit that says
/// "constructed", then the number. PKIX never needs a number above 30.
public final class DerTag {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OID = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTF8_STRING = 0x0c;
    public static final int NUMERIC_STRING = 0x12;
    public static final int PRINTABLE_STRING = 0x13;
    public static final int TELETEX_STRING = 0x14;
    public static final int IA5_STRING = 0x16;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int VISIBLE_STRING = 0x1a;
    public static final int UNIVERSAL_STRING = 0x1c;
    public static final int BMP_STRING = 0x1e;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    /// The bit of an element whose contents are elements.
    static final int CONSTRUCTED = 0x20;

    /// The number 31, which announces further identifier octets.
    static final int HIGH_NUMBER = 0x1f;

    private static final int CONTEXT_CLASS = 0x80;

    private DerTag() {}

    /// `[n] EXPLICIT`, or `[n] IMPLICIT` of a SEQUENCE or SET.
    public static int constructed(int number) {
        return CONTEXT_CLASS | CONSTRUCTED | checkNumber(number);
    }

    /// `[n] IMPLICIT` of a primitive type.
    public static int primitive(int number) {
        return CONTEXT_CLASS | checkNumber(number);
    }

    /// The tag in words, for messages: `INTEGER`, `[0] constructed`, `tag 5f`.
    public static String name(int tag) {
        return switch (tag) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case BIT_STRING -> "BIT STRING";
            case OCTET_STRING -> "OCTET STRING";
            case NULL -> "NULL";
            case OID -> "OBJECT IDENTIFIER";
            case ENUMERATED -> "ENUMERATED";
            case UTF8_STRING -> "UTF8String";
            case NUMERIC_STRING -> "NumericString";
            case PRINTABLE_STRING -> "PrintableString";
            case TELETEX_STRING -> "TeletexString";
            case IA5_STRING -> "IA5String";
            case UTC_TIME -> "UTCTime";
            case GENERALIZED_TIME -> "GeneralizedTime";
            case VISIBLE_STRING -> "VisibleString";
            case UNIVERSAL_STRING -> "UniversalString";
            case BMP_STRING -> "BMPString";
            case SEQUENCE -> "SEQUENCE";
            case SET -> "SET";
            default -> nameOfOther(tag);
        };
    }

    private static String nameOfOther(int tag) {
        if ((tag & 0xc0) != CONTEXT_CLASS) {
            return "tag " + String.format("%02x", tag);
        }
        return "[" + (tag & HIGH_NUMBER) + "] " + ((tag & CONSTRUCTED) == 0 ? "primitive" : "constructed");
    }

    private static int checkNumber(int number) {
        if (number < 0 || number >= HIGH_NUMBER) {
            throw new IllegalArgumentException("tag number " + number + " is not from 0 to 30");
        }
        return number;
    }
}
