package postern.smtp.expand;

/// The well-formed octet sequences of UTF-8 (RFC 3629 §4).
final class Utf8 {
    private Utf8() {}

    /// The length of the well-formed sequence at a place; 0 if there is none.
    static int sequenceAt(String octets, int at) {
        int length = announced(octets.charAt(at));
        if (length == 0 || at + length > octets.length()) {
            return 0;
        }
        int point = length == 1 ? octets.charAt(at) : octets.charAt(at) & 0x7f >> length;
        for (int i = 1; i < length; i++) {
            char c = octets.charAt(at + i);
            if ((c & 0xc0) != 0x80) {
                return 0;
            }
            point = point << 6 | c & 0x3f;
        }
        return isShortest(point, length) && (point < 0xd800 || point > 0xdfff) && point <= 0x10ffff ? length : 0;
    }

    /// How many octets a malformed sequence at a place takes: its first, and what continues it. An octet that
    /// begins no sequence stands alone.
    static int malformedAt(String octets, int at) {
        int announced = octets.charAt(at) == 0xc0 || octets.charAt(at) == 0xc1 ? 1 : announced(octets.charAt(at));
        int length = 1;
        while (length < announced && at + length < octets.length() && (octets.charAt(at + length) & 0xc0) == 0x80) {
            length++;
        }
        return length;
    }

    private static int announced(char first) {
        if (first < 0x80) {
            return 1;
        }
        if ((first & 0xe0) == 0xc0) {
            return 2;
        }
        if ((first & 0xf0) == 0xe0) {
            return 3;
        }
        return (first & 0xf8) == 0xf0 ? 4 : 0;
    }

    private static boolean isShortest(int point, int length) {
        return switch (length) {
            case 1 -> true;
            case 2 -> point >= 0x80;
            case 3 -> point >= 0x800;
            default -> point >= 0x10000;
        };
    }
}
