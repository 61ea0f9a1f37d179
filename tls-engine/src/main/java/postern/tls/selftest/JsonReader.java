package postern.tls.selftest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259). An object becomes a [JsonNode], an array a [List], a string a [String], a whole number a
/// [Long], another a [Double], a word a [Boolean] or null.
public final class JsonReader {
    /// Each level is a frame on the stack, which a hostile file must not exhaust. Vectors have six.
    static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /// The object that `text` is.
    ///
    /// @throws IllegalArgumentException if it is not one, naming the line
    public static JsonNode object(String text) {
        var reader = new JsonReader(text);
        var value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length() || !(value instanceof JsonNode node)) {
            throw reader.error("one object and nothing after it");
        }
        return node;
    }

    private @Nullable Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> objectBody();
            case '[' -> arrayBody();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private JsonNode objectBody() {
        enter('{');
        var members = new HashMap<String, @Nullable Object>();
        skipSpace();
        while (peek() != '}') {
            skipSpace();
            var name = string();
            skipSpace();
            expect(':');
            members.put(name, value());
            separator('}');
        }
        leave('}');
        return new JsonNode(members);
    }

    private List<@Nullable Object> arrayBody() {
        enter('[');
        var elements = new ArrayList<@Nullable Object>();
        skipSpace();
        while (peek() != ']') {
            elements.add(value());
            separator(']');
        }
        leave(']');
        return elements;
    }

    private void enter(char bracket) {
        expect(bracket);
        if (++depth > MAX_DEPTH) {
            throw error("at most " + MAX_DEPTH + " levels");
        }
    }

    private void leave(char bracket) {
        expect(bracket);
        depth--;
    }

    /// A comma with something after it, or the end.
    private void separator(char end) {
        skipSpace();
        if (peek() == end) {
            return;
        }
        expect(',');
        skipSpace();
        if (peek() == end) {
            throw error("something after the comma");
        }
    }

    private String string() {
        expect('"');
        var string = new StringBuilder();
        while (true) {
            char c = next("the end of a string");
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw error("no control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = next("the end of an escape");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("an escape");
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw error("four hexadecimal digits");
        }
        at += 4;
        return (char) Integer.parseInt(text, at - 4, at, 16);
    }

    private Number number() {
        int start = at;
        while (at < text.length() && "+-.0123456789Ee".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        var digits = text.substring(start, at);
        try {
            return digits.matches("-?\\d+") ? (Number) Long.valueOf(digits) : Double.valueOf(digits);
        } catch (NumberFormatException e) {
            throw error("a value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw error("a value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The next character, or 0 at the end.
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next(String wanted) {
        if (at == text.length()) {
            throw error(wanted);
        }
        return text.charAt(at++);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("'" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException error(String wanted) {
        long line = text.substring(0, Math.min(at, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new IllegalArgumentException(
                "line " + line + ", character " + at + " of the file: " + wanted + " was expected");
    }
}
