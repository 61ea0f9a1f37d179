package postern.smtp.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as `${extract json` sees it: one level of an array or object is taken apart, what stands within stays
/// text.
final class Json {
    /// What becomes of a string.
    enum Strings {
        /// It keeps its quotes.
        QUOTED,
        /// It loses them; anything else is an error.
        UNWRAPPED
    }

    private Json() {}

    /// The elements of an array.
    static List<Value> elements(Value text, Strings strings, Evaluation evaluation) {
        evaluation.budget().spend(text.text().length());
        return pieces(inner(text.text(), '[', ']', "array")).stream()
                .map(piece -> text.derive(string(piece, strings)))
                .toList();
    }

    /// The members of an object, in their order.
    static Map<String, Value> members(Value text, Evaluation evaluation) {
        evaluation.budget().spend(text.text().length());
        var members = new LinkedHashMap<String, Value>();
        for (var piece : pieces(inner(text.text(), '{', '}', "object"))) {
            int end = stringEnd(piece, 0);
            if (!piece.startsWith("\"") || end < 0) {
                throw ExpansionStop.failed("missing '\"' wrapping string key for extract json");
            }
            var value = AsciiText.trim(piece.substring(end));
            if (!value.startsWith(":")) {
                throw ExpansionStop.failed("missing object value-separator for extract json");
            }
            members.putIfAbsent(piece.substring(1, end - 1), text.derive(AsciiText.trim(value.substring(1))));
        }
        return members;
    }

    /// An element, as it is wanted.
    static String string(String element, Strings strings) {
        if (strings == Strings.QUOTED) {
            return element;
        }
        if (element.length() < 2 || !element.startsWith("\"") || !element.endsWith("\"")) {
            throw ExpansionStop.failed("missing '\"' wrapping string result for extract jsons");
        }
        return element.substring(1, element.length() - 1);
    }

    private static String inner(String text, char open, char close, String what) {
        var trimmed = AsciiText.trim(text);
        if (trimmed.isEmpty() || trimmed.charAt(0) != open) {
            throw missing(open, what);
        }
        if (trimmed.charAt(trimmed.length() - 1) != close) {
            throw missing(close, what);
        }
        return AsciiText.trim(trimmed.substring(1, trimmed.length() - 1));
    }

    private static ExpansionStop missing(char bracket, String what) {
        return ExpansionStop.failed("missing '" + bracket + "' wrapping " + what + " for extract json");
    }

    /// What stands between the commas of the outermost level.
    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                int end = stringEnd(text, at);
                at = end < 0 ? text.length() : end - 1;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                pieces.add(AsciiText.trim(text.substring(start, at)));
                start = at + 1;
            }
        }
        if (!text.isEmpty()) {
            pieces.add(AsciiText.trim(text.substring(start)));
        }
        return pieces;
    }

    /// The index after the string that begins there; -1 if it does not end.
    private static int stringEnd(String text, int start) {
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return -1;
    }

    /// One element or member; null if there is none of that number or name.
    static @Nullable Value extract(Value text, String key, Strings strings, Evaluation evaluation) {
        @Nullable Value found;
        if (key.chars().allMatch(c -> AsciiText.isDigit((char) c))) {
            int number = CutOperators.saturated(key);
            var elements = elements(text, Strings.QUOTED, evaluation);
            found = number <= elements.size() ? elements.get(number - 1) : null;
        } else {
            found = members(text, evaluation).get(key);
        }
        return found == null ? null : found.derive(string(found.text(), strings));
    }
}
