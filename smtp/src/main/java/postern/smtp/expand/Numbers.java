package postern.smtp.expand;

import java.math.BigInteger;

/// Numbers as conditions read them: decimal, with K, M or G behind, blanks around; nothing at all is 0.
public final class Numbers {
    /// Longer ones do not fit 64 bits, and need not be read to know that.
    private static final int MAX_DIGITS = 40;

    private Numbers() {}

    /// Reads a number.
    ///
    /// @throws ExpansionStop in Exim's words if it is none
    public static long read(String text) {
        var trimmed = AsciiText.trim(text);
        if (trimmed.isEmpty()) {
            return 0;
        }
        var shown = text.substring(text.indexOf(trimmed));
        int at = trimmed.charAt(0) == '-' || trimmed.charAt(0) == '+' ? 1 : 0;
        int start = at;
        while (at < trimmed.length() && AsciiText.isDigit(trimmed.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw ExpansionStop.failed("integer expected but \"" + shown + "\" found");
        }
        int shift = at < trimmed.length() ? shift(trimmed.charAt(at)) : 0;
        if (at + (shift > 0 ? 1 : 0) != trimmed.length()) {
            throw ExpansionStop.failed("invalid integer \"" + shown + "\"");
        }
        var value = at - start > MAX_DIGITS
                ? BigInteger.ONE.shiftLeft(Long.SIZE)
                : new BigInteger(trimmed.substring(start, at)).shiftLeft(shift);
        if (value.bitLength() > Long.SIZE - 1) {
            throw ExpansionStop.failed("absolute value of integer \"" + shown + "\" is too large (overflow)");
        }
        return trimmed.charAt(0) == '-' ? -value.longValue() : value.longValue();
    }

    /// How far K, M and G move a number to the left; 0 for any other octet.
    static int shift(char suffix) {
        return switch (suffix) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
    }
}
