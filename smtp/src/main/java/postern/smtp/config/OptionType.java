package postern.smtp.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/// What kind of value an option takes, how it is read, and how `-bP` prints it.
public enum OptionType {
    /// Text as it stands.
    STRING,
    /// Text that is expanded each time it is used.
    EXPANDED,
    /// Names of users or groups, separated by colons.
    NAMES,
    /// `name`, `no_name`, or `name = yes`.
    BOOL,
    /// A whole number.
    INT,
    /// A whole number, printed with K, M or G where it is a multiple.
    SIZE,
    /// A number in octal, as file modes are.
    MODE,
    /// A number with up to three decimals.
    FIXED,
    /// A time such as `3h50m`.
    TIME;

    private static final BigInteger MAX_INT = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final Pattern INTEGER = Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|[0-9]+)([KMG]?)");
    private static final Pattern TIME_PART = Pattern.compile("(\\d{1,9})([wdhms])");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
    private static final long[] UNIT_SECONDS = {604_800, 86_400, 3600, 60, 1};
    private static final String UNITS = "wdhms";

    /// Whether the value is text.
    public boolean isText() {
        return this == STRING || this == EXPANDED;
    }

    /// Refuses text that is no value of this type, in words that complete "... for NAME".
    ///
    /// @throws IllegalArgumentException if it is none
    void check(String text) {
        switch (this) {
            case STRING, EXPANDED, NAMES -> {}
            case BOOL -> bool(text);
            case INT, SIZE, MODE -> integer(text);
            case TIME -> time(text);
            case FIXED -> {
                if (!text.isEmpty() && !DECIMAL.matcher(text).matches()) {
                    throw new IllegalArgumentException("invalid fixed-point number \"" + text + "\"");
                }
            }
        }
    }

    /// `yes`, `no`, `true`, `false`; nothing at all is yes.
    static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "", "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither yes, no, true nor false");
        };
    }

    /// A number, decimal, octal with a leading `0` or hexadecimal with `0x`, and `K`, `M` or `G` behind it.
    public static int integer(String text) {
        var form = INTEGER.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no integer");
        }
        var digits = form.group(2).toLowerCase(Locale.ROOT);
        var number = digits(digits)
                .shiftLeft("KMG".indexOf(form.group(3)) * 10 + (form.group(3).isEmpty() ? 0 : 10));
        if (number.compareTo(MAX_INT) > 0 && !text.equals("2G")) {
            throw new IllegalArgumentException("absolute value of integer \"" + text + "\" is too large (overflow)");
        }
        return (form.group(1).equals("-") ? number.negate() : number.min(MAX_INT)).intValue();
    }

    private static BigInteger digits(String digits) {
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.startsWith("0") && digits.chars().anyMatch(c -> c > '7')) {
            throw new IllegalArgumentException("\"" + digits + "\" is no octal number");
        }
        return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
    }

    /// A sequence of numbers with their units: weeks, days, hours, minutes, seconds.
    public static Duration time(String text) {
        var part = TIME_PART.matcher(text);
        int at = 0;
        long seconds = 0;
        while (part.find() && part.start() == at) {
            seconds += Long.parseLong(part.group(1)) * UNIT_SECONDS[UNITS.indexOf(part.group(2))];
            at = part.end();
        }
        if (at == 0 || at != text.length() || seconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("invalid time value \"" + text + "\"; give units, as in 3h50m or 30s");
        }
        return Duration.ofSeconds(seconds);
    }

    /// A value as `-bP` prints it.
    String print(String text) {
        return switch (this) {
            case STRING, EXPANDED -> printable(text);
            case NAMES, BOOL, FIXED -> text;
            case INT -> String.valueOf(integer(text));
            case SIZE -> printSize(integer(text));
            case MODE -> String.format(Locale.ROOT, "0%o", integer(text));
            case TIME -> printTime(time(text));
        };
    }

    private static String printable(String text) {
        var printable = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        printable.append(String.format(Locale.ROOT, "\\%03o", c));
                    } else {
                        printable.append((char) c);
                    }
                }
            }
        });
        return printable.toString();
    }

    private static String printSize(int number) {
        if (number != 0 && number % (1 << 20) == 0) {
            return (number >> 20) + "M";
        }
        return number != 0 && number % (1 << 10) == 0 ? (number >> 10) + "K" : String.valueOf(number);
    }

    /// The time with the largest units that fit.
    public static String printTime(Duration time) {
        long rest = time.toSeconds();
        var text = new StringBuilder();
        for (int i = 0; i < UNIT_SECONDS.length; i++) {
            long count = rest / UNIT_SECONDS[i];
            rest %= UNIT_SECONDS[i];
            if (count > 0) {
                text.append(count).append(UNITS.charAt(i));
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }
}
