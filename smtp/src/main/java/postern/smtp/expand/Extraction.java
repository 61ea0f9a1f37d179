package postern.smtp.expand;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `${extract`: a field of a text, by its number, its name, or out of JSON.
///
/// @param form what the text is
record Extraction(Form form) implements Item.Rule {
    /// What the text is.
    enum Form {
        /// Fields between separators, or `name=value` pairs.
        TEXT,
        /// JSON; a string keeps its quotes.
        JSON,
        /// JSON; only strings are wanted, without their quotes.
        JSON_STRINGS
    }

    /// Whether a first argument is a number.
    static boolean isNumber(Node argument) {
        return argument instanceof Literal(var value) && isNumber(value.text());
    }

    /// Whether a text is a number, perhaps with a sign and blanks around.
    static boolean isNumber(String text) {
        var trimmed = AsciiText.trim(text);
        var digits = trimmed.startsWith("-") ? trimmed.substring(1) : trimmed;
        return !trimmed.isEmpty() && digits.chars().allMatch(c -> AsciiText.isDigit((char) c));
    }

    @Override
    public @Nullable Value apply(Evaluation evaluation, List<Value> arguments) {
        var key = AsciiText.trim(arguments.getFirst().text());
        if (key.isEmpty()) {
            throw ExpansionStop.failed("first argument of \"extract\" must not be empty");
        }
        var text = arguments.getLast();
        if (form == Form.TEXT) {
            return arguments.size() > 2 ? byNumber(key, arguments.get(1).text(), text) : byName(key, text);
        }
        if (isNumber(key) && (key.startsWith("-") || CutOperators.saturated(key) == 0)) {
            throw ExpansionStop.failed("first argument of \"extract\" must be greater than zero");
        }
        var strings = form == Form.JSON ? Json.Strings.QUOTED : Json.Strings.UNWRAPPED;
        return Json.extract(text, key, strings, evaluation);
    }

    /// Fields count from 1, or from the end with a sign; 0 is the whole text.
    private static @Nullable Value byNumber(String key, String separators, Value text) {
        int number = key.equals("-") ? 0 : CutOperators.saturated(key);
        if (number == 0) {
            return text;
        }
        var fields = fields(text.text(), separators);
        int index = number > 0 ? number - 1 : fields.size() + number;
        return index < 0 || index >= fields.size() ? null : text.derive(fields.get(index));
    }

    private static List<String> fields(String text, String separators) {
        var fields = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (separators.indexOf(text.charAt(i)) >= 0) {
                fields.add(text.substring(start, i));
                start = i + 1;
            }
        }
        fields.add(text.substring(start));
        return fields;
    }

    /// `name=value` pairs between blanks; values may be quoted, letters of names have no size.
    private static @Nullable Value byName(String key, Value text) {
        var pairs = new Pairs(text.text());
        while (pairs.next()) {
            if (AsciiText.sameLetters(pairs.name(), key)) {
                return text.derive(pairs.value());
            }
        }
        return null;
    }
}
