package postern.smtp.expand;

/// The escape sequences after a backslash: `\n`, `\r`, `\t`, `\101`, `\x41`; any other octet means itself.
///
/// @param octet the octet meant
/// @param end the index after the sequence
public record Escapes(char octet, int end) {
    private static final int MAX_OCTAL_DIGITS = 3;
    private static final int MAX_HEX_DIGITS = 2;

    /// Reads the sequence whose backslash stands before `at`.
    public static Escapes read(String text, int at) {
        char c = text.charAt(at);
        if (AsciiText.isOctalDigit(c)) {
            return number(text, at, MAX_OCTAL_DIGITS, 8);
        }
        return switch (c) {
            case 'b' -> new Escapes('\b', at + 1);
            case 'f' -> new Escapes('\f', at + 1);
            case 'n' -> new Escapes('\n', at + 1);
            case 'r' -> new Escapes('\r', at + 1);
            case 't' -> new Escapes('\t', at + 1);
            case 'v' -> new Escapes('\u000b', at + 1);
            case 'x' -> number(text, at + 1, MAX_HEX_DIGITS, 16);
            default -> new Escapes(c, at + 1);
        };
    }

    private static Escapes number(String text, int at, int most, int radix) {
        int value = 0;
        int end = at;
        while (end < text.length() && end < at + most && isDigit(text.charAt(end), radix)) {
            value = value * radix + Character.digit(text.charAt(end), radix);
            end++;
        }
        return new Escapes((char) (value & 0xff), end);
    }

    private static boolean isDigit(char c, int radix) {
        return c < 0x80 && Character.digit(c, radix) >= 0;
    }
}
