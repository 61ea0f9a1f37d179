package postern.smtp.expand;

/// Octets as ASCII sees them, whatever the locale: upper octets are neither letters nor blanks.
public final class AsciiText {
    private AsciiText() {}

    public static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isOctalDigit(char c) {
        return c >= '0' && c <= '7';
    }

    /// Whether it is a letter or a digit.
    public static boolean isWord(char c) {
        return isLetter(c) || isDigit(c);
    }

    /// C's `isspace`.
    public static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /// C's `iscntrl`.
    public static boolean isControl(char c) {
        return c < ' ' || c == 0x7f;
    }

    /// C's `ispunct`.
    public static boolean isPunctuation(char c) {
        return c > ' ' && c < 0x7f && !isWord(c);
    }

    /// C's `isprint`.
    public static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f;
    }

    /// With the letters made small.
    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return shift(text, 'A', 0x20);
            }
        }
        return text;
    }

    /// With the letters made big.
    public static String upper(String text) {
        return shift(text, 'a', -0x20);
    }

    private static String shift(String text, char first, int by) {
        var out = text.toCharArray();
        for (int i = 0; i < out.length; i++) {
            if (out[i] >= first && out[i] < first + 26) {
                out[i] += (char) by;
            }
        }
        return new String(out);
    }

    /// Whether two texts are the same but for the size of letters.
    public static boolean sameLetters(String a, String b) {
        return a.length() == b.length() && lower(a).equals(lower(b));
    }

    /// Without the blanks at both ends.
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
