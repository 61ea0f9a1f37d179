package postern.smtp.expand;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Operators, and the items of the same names, that cut a text or hash it to a number or a few letters: `length`,
/// `substr`, `hash`, `nhash`.
final class CutOperators {
    static final Map<String, Operator> ALL = all();

    /// The digits of a textual hash. Exim has t and s in that order.
    private static final String HASH_CODES = "abcdefghijklmnopqrtsuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static final int DEFAULT_HASH_CODES = 26;

    /// The weights of a numeric hash, the last for the first octet, and over again after 29 octets.
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113
    };

    private CutOperators() {}

    /// A number that is not given.
    static final int UNSET = -1;

    private static Map<String, Operator> all() {
        var all = new HashMap<String, Operator>();
        for (var name : new String[] {"length", "l", "substr", "s", "hash", "h", "nhash", "nh"}) {
            all.put(name, CutOperators::apply);
        }
        return all;
    }

    private static Value apply(Evaluation evaluation, OperatorCall call, Value subject) {
        var argument = call.argument();
        if (argument == null) {
            throw ExpansionStop.failed("missing values after " + call.name());
        }
        boolean signed = call.name().startsWith("s");
        if (argument.isEmpty() || signed && argument.equals("-")) {
            return cut(call.name(), subject, 0, UNSET);
        }
        var numbers = argument.split("_", -1);
        if (numbers.length > (call.name().startsWith("l") ? 1 : 2)) {
            throw malformed(call);
        }
        int first = number(numbers[0], signed, call);
        int second = numbers.length > 1 ? number(numbers[1], false, call) : UNSET;
        return cut(call.name(), subject, first, second);
    }

    private static int number(String digits, boolean signed, OperatorCall call) {
        var unsigned = signed && digits.startsWith("-") ? digits.substring(1) : digits;
        if (unsigned.isEmpty() || !unsigned.chars().allMatch(c -> AsciiText.isDigit((char) c))) {
            throw malformed(call);
        }
        return saturated(digits);
    }

    static int saturated(String digits) {
        int longest = 9;
        if (digits.length() > longest) {
            return digits.startsWith("-") ? Integer.MIN_VALUE / 2 : Integer.MAX_VALUE / 2;
        }
        return Integer.parseInt(digits);
    }

    private static ExpansionStop malformed(OperatorCall call) {
        return ExpansionStop.failed("non-digit after underscore in \"" + call.written() + "\"");
    }

    /// Does what the name says.
    ///
    /// @param name the name of the operator or item
    /// @param subject the text
    /// @param first the first number
    /// @param second the second number, or [#UNSET]
    static Value cut(String name, Value subject, int first, int second) {
        var text = subject.text();
        return switch (name.charAt(0)) {
            case 'l' -> subject.derive(substring(text, 0, first));
            case 's' -> subject.derive(substring(text, first, second));
            case 'h' -> subject.derive(hash(text, first, second));
            default -> Value.trusted(numericHash(text, first, second));
        };
    }

    /// A part of a text. A negative offset counts from the end; without a length it then means everything
    /// before it.
    private static String substring(String text, int offset, int length) {
        if (offset >= 0) {
            int from = Math.min(offset, text.length());
            return text.substring(from, length < 0 ? text.length() : Math.min(text.length(), from + length));
        }
        int from = text.length() + offset;
        if (length < 0) {
            return from <= 0 ? "" : text.substring(0, from);
        }
        int to = Math.clamp((long) from + length, 0, text.length());
        return text.substring(Math.max(from, 0), to);
    }

    /// A text of that many letters; a shorter text is its own hash.
    private static String hash(String text, int length, int codes) {
        int most = codes == UNSET ? DEFAULT_HASH_CODES : codes;
        if (most > HASH_CODES.length()) {
            throw ExpansionStop.failed("hash count \"" + codes + "\" too big");
        }
        if (length <= 0) {
            return "";
        }
        if (length >= text.length()) {
            return text;
        }
        if (most == 0) {
            return "";
        }
        var folded = text.substring(0, length).toCharArray();
        for (int i = length; i < text.length(); i++) {
            char c = text.charAt(i);
            int shift = c + i & 7;
            folded[(i - length) % length] ^= (char) ((c << shift | c >> 8 - shift) & 0xff);
        }
        for (int i = 0; i < length; i++) {
            folded[i] = HASH_CODES.charAt((folded[i] & 0xff) % most);
        }
        return new String(folded);
    }

    private static String numericHash(String text, int first, int second) {
        long total = 0;
        for (int i = 0; i < text.length(); i++) {
            total += (long) PRIMES[PRIMES.length - 1 - i % PRIMES.length] * text.charAt(i);
        }
        if (first == 0 || second == 0) {
            return "0";
        }
        if (second == UNSET) {
            return Long.toString(total % first);
        }
        long folded = total % ((long) first * second);
        return folded / second + "/" + folded % second;
    }

    /// A number of an item such as `${substr{number}…`.
    ///
    /// @throws ExpansionStop if it is none
    static int itemNumber(@Nullable String text, String item, boolean signed) {
        var digits = text == null ? "" : text;
        var unsigned = signed && digits.startsWith("-") ? digits.substring(1) : digits;
        if (!unsigned.chars().allMatch(c -> AsciiText.isDigit((char) c))) {
            throw ExpansionStop.failed("\"" + text + "\" is not a" + (signed ? "" : " positive") + " number (in \""
                    + item + "\" expansion)");
        }
        return unsigned.isEmpty() ? 0 : saturated(digits);
    }
}
