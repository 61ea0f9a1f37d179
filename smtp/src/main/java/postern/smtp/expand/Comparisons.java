package postern.smtp.expand;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The comparisons of texts and numbers.
final class Comparisons {
    /// Compares two values.
    @FunctionalInterface
    interface Order {
        /// Whether they are in it.
        boolean holds(Value a, Value b);
    }

    /// Those that order, which `${sort` takes.
    private static final Map<String, Order> ORDERS = Map.ofEntries(
            Map.entry("<", (a, b) -> number(a) < number(b)),
            Map.entry("<=", (a, b) -> number(a) <= number(b)),
            Map.entry(">", (a, b) -> number(a) > number(b)),
            Map.entry(">=", (a, b) -> number(a) >= number(b)),
            Map.entry("lt", (a, b) -> a.text().compareTo(b.text()) < 0),
            Map.entry("lti", (a, b) -> lettersOf(a).compareTo(lettersOf(b)) < 0),
            Map.entry("le", (a, b) -> a.text().compareTo(b.text()) <= 0),
            Map.entry("lei", (a, b) -> lettersOf(a).compareTo(lettersOf(b)) <= 0),
            Map.entry("gt", (a, b) -> a.text().compareTo(b.text()) > 0),
            Map.entry("gti", (a, b) -> lettersOf(a).compareTo(lettersOf(b)) > 0),
            Map.entry("ge", (a, b) -> a.text().compareTo(b.text()) >= 0),
            Map.entry("gei", (a, b) -> lettersOf(a).compareTo(lettersOf(b)) >= 0));

    private static final Map<String, Order> EQUALITIES = Map.of(
            "=", (a, b) -> number(a) == number(b),
            "==", (a, b) -> number(a) == number(b),
            "eq", (a, b) -> a.text().equals(b.text()),
            "eqi", (a, b) -> AsciiText.sameLetters(a.text(), b.text()));

    private Comparisons() {}

    /// The order with that name; null if there is none.
    static @Nullable Order order(String name) {
        return ORDERS.get(name);
    }

    /// The order or equality with that name; null if there is none.
    static @Nullable Order any(String name) {
        var order = ORDERS.get(name);
        return order != null ? order : EQUALITIES.get(name);
    }

    /// Whether it compares numbers.
    static boolean isNumeric(String name) {
        return !AsciiText.isLetter(name.charAt(0)) && any(name) != null;
    }

    private static long number(Value value) {
        return Numbers.read(value.text());
    }

    private static String lettersOf(Value value) {
        return AsciiText.lower(value.text());
    }
}
