package postern.smtp.expand;

import java.util.Map;

/// Operators that read or write numbers and times. A number is trusted whatever it was made of.
final class NumberOperators {
    static final Map<String, Operator> ALL = Map.ofEntries(
            Map.entry(
                    "eval",
                    (e, call, subject) ->
                            Value.trusted(Long.toString(Arithmetic.evaluate(subject.text(), Arithmetic.Notation.C)))),
            Map.entry(
                    "eval10",
                    (e, call, subject) -> Value.trusted(
                            Long.toString(Arithmetic.evaluate(subject.text(), Arithmetic.Notation.DECIMAL)))),
            Map.entry("base32", Operator.toTrusted(NumberOperators::toBase32)),
            Map.entry("base32d", Operator.toTrusted(NumberOperators::fromBase32)),
            Map.entry("base62", Operator.toTrusted(NumberOperators::toBase62)),
            Map.entry("base62d", Operator.toTrusted(NumberOperators::fromBase62)),
            Map.entry("randint", NumberOperators::random),
            Map.entry("time_eval", Operator.toTrusted(NumberOperators::seconds)),
            Map.entry("time_interval", Operator.toTrusted(NumberOperators::interval)));

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// Exim writes numbers in base 62 with at least, and at most, so many digits.
    private static final int BASE62_DIGITS = 6;

    private NumberOperators() {}

    private static Value random(Evaluation evaluation, OperatorCall call, Value subject) {
        long bound = Numbers.read(subject.text());
        return Value.trusted(
                bound <= 1
                        ? "0"
                        : Long.toString(evaluation.environment().random().nextLong(bound)));
    }

    private static String toBase32(String text) {
        long value = decimal(text, "base32");
        var out = new StringBuilder();
        while (value != 0) {
            out.append(BASE32.charAt((int) (value & 31)));
            value >>>= 5;
        }
        return out.reverse().toString();
    }

    private static String fromBase32(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = BASE32.indexOf(c);
            if (digit < 0) {
                throw ExpansionStop.failed(
                        "argument for base32d operator is \"" + text + "\", which is not a base 32 number");
            }
            value = value << 5 | digit;
        }
        return Long.toString(value);
    }

    private static String toBase62(String text) {
        long value = decimal(text, "base62");
        var out = new StringBuilder();
        for (int i = 0; i < BASE62_DIGITS; i++) {
            out.append(BASE62.charAt((int) Long.remainderUnsigned(value, BASE62.length())));
            value = Long.divideUnsigned(value, BASE62.length());
        }
        return out.reverse().toString();
    }

    private static String fromBase62(String text) {
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = BASE62.indexOf(c);
            if (digit < 0) {
                throw ExpansionStop.failed(
                        "argument for base62d operator is \"" + text + "\", which is not a base 62 number");
            }
            value = value * BASE62.length() + digit;
        }
        return Long.toUnsignedString(value);
    }

    private static long decimal(String text, String operator) {
        var digits = AsciiText.trim(text);
        if (digits.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw ExpansionStop.failed(
                    "argument for " + operator + " operator is \"" + text + "\", which is not a decimal number");
        }
    }

    private static String seconds(String text) {
        long seconds = TimeInterval.read(text);
        if (seconds < 0) {
            throw ExpansionStop.failed(
                    "string \"" + text + "\" is not an Exim time interval in \"time_eval\" operator");
        }
        return Long.toString(seconds);
    }

    private static String interval(String text) {
        boolean digits = text.chars().allMatch(c -> AsciiText.isDigit((char) c));
        int longest = 18;
        if (!digits || text.length() > longest) {
            throw ExpansionStop.failed(
                    "string \"" + text + "\" is not a positive number in \"time_interval\" operator");
        }
        return TimeInterval.write(text.isEmpty() ? 0 : Long.parseLong(text));
    }
}
