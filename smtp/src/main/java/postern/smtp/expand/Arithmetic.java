package postern.smtp.expand;

import java.math.BigInteger;
import java.util.function.LongSupplier;

/// The expressions of `${eval:`: C's operators on 64-bit numbers, from weak to strong `|`, `^`, `&`, `<< >>`,
/// `+ -`, `* / %`, and `- + ~` before a number.
final class Arithmetic {
    /// How numbers are written.
    enum Notation {
        /// `0x1f`, `017` and decimal.
        C,
        /// Decimal alone.
        DECIMAL
    }

    /// Each parenthesis costs a dozen frames of the stack.
    private static final int MAX_DEPTH = 50;

    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String text;
    private final Notation notation;
    private int at;
    private int depth;

    private Arithmetic(String text, Notation notation) {
        this.text = text;
        this.notation = notation;
    }

    /// The value of an expression.
    ///
    /// @throws ExpansionStop if it has none
    static long evaluate(String text, Notation notation) {
        var arithmetic = new Arithmetic(text, notation);
        long value = arithmetic.or();
        if (arithmetic.at < text.length()) {
            throw arithmetic.error("expecting operator");
        }
        return value;
    }

    private long or() {
        long value = xor();
        while (take("|")) {
            value |= xor();
        }
        return value;
    }

    private long xor() {
        long value = and();
        while (take("^")) {
            value ^= and();
        }
        return value;
    }

    private long and() {
        long value = shift();
        while (take("&")) {
            value &= shift();
        }
        return value;
    }

    private long shift() {
        long value = sum();
        while (true) {
            if (take("<<")) {
                value <<= sum();
            } else if (take(">>")) {
                value >>= sum();
            } else {
                return value;
            }
        }
    }

    private long sum() {
        long value = product();
        while (true) {
            if (take("+")) {
                value = plus(value, product());
            } else if (take("-")) {
                value = minus(value, product());
            } else {
                return value;
            }
        }
    }

    private long plus(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            throw error("overflow in sum");
        }
        return sum;
    }

    private long minus(long a, long b) {
        long difference = a - b;
        if (((a ^ b) & (a ^ difference)) < 0) {
            throw error("overflow in difference");
        }
        return difference;
    }

    private long product() {
        long value = signed();
        while (true) {
            if (take("*")) {
                value *= signed();
            } else if (take("/")) {
                value = divide(value, signed(), "divide by zero");
            } else if (take("%")) {
                value = remainder(value, signed());
            } else {
                return value;
            }
        }
    }

    /// The one quotient that does not fit is taken for the greatest number.
    private long divide(long a, long b, String zero) {
        if (b == 0) {
            throw error(zero);
        }
        return a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b;
    }

    private long remainder(long a, long b) {
        if (b == 0) {
            throw error("modulo by zero");
        }
        return a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a % b;
    }

    private long signed() {
        if (take("+")) {
            return nested(this::signed);
        }
        if (take("-")) {
            return -nested(this::signed);
        }
        if (take("~")) {
            return ~nested(this::signed);
        }
        return primary();
    }

    private long primary() {
        if (at < text.length() && AsciiText.isDigit(text.charAt(at))) {
            long value = number();
            skipBlanks();
            return value;
        }
        if (!take("(")) {
            throw error("expecting number or opening parenthesis");
        }
        long value = nested(this::or);
        if (!take(")")) {
            throw error("expecting closing parenthesis");
        }
        return value;
    }

    private long nested(LongSupplier inner) {
        if (++depth > MAX_DEPTH) {
            throw error("too many levels");
        }
        long value = inner.getAsLong();
        depth--;
        return value;
    }

    private long number() {
        int radix = radix();
        int start = at;
        while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        var digits = text.substring(start, at);
        var value = (digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits, radix)).min(GREATEST);
        int shift = at < text.length() ? Numbers.shift(text.charAt(at)) : 0;
        if (shift > 0) {
            at++;
        }
        return value.longValue() << shift;
    }

    private int radix() {
        if (notation == Notation.DECIMAL || text.charAt(at) != '0') {
            return 10;
        }
        if (text.startsWith("0x", at) || text.startsWith("0X", at)) {
            at += 2;
            return 16;
        }
        return 8;
    }

    private boolean take(String word) {
        skipBlanks();
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        skipBlanks();
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && AsciiText.isBlank(text.charAt(at))) {
            at++;
        }
    }

    private ExpansionStop error(String what) {
        return ExpansionStop.failed(
                "error in expression evaluation: " + what + " (after processing \"" + text.substring(0, at) + "\")");
    }
}
