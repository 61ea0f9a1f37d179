package postern.vectors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reader of JSON (RFC 8259), as much of it as test vectors use: whole numbers only.
///
/// An object becomes a [JsonObject], an array a [List], a string a [String], a number a [Long], `true` and `false`
/// a [Boolean], `null` null. Deep nesting is not guarded against: the files are the tester's own.
public final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /// The object that `text` is.
    ///
    /// @throws IllegalArgumentException if it is not one, naming the position
    public static JsonObject object(String text) {
        var reader = new Json(text);
        var value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length() || !(value instanceof JsonObject object)) {
            throw reader.error("one object and nothing after it");
        }
        return object;
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

    private JsonObject objectBody() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        expect('{');
        skipSpace();
        if (!accept('}')) {
            do {
                skipSpace();
                var name = string();
                skipSpace();
                expect(':');
                members.put(name, value());
                skipSpace();
            } while (accept(','));
            expect('}');
        }
        return new JsonObject(Collections.unmodifiableMap(members));
    }

    private List<@Nullable Object> arrayBody() {
        var elements = new ArrayList<@Nullable Object>();
        expect('[');
        skipSpace();
        if (!accept(']')) {
            do {
                elements.add(value());
                skipSpace();
            } while (accept(','));
            expect(']');
        }
        return Collections.unmodifiableList(elements);
    }

    private String string() {
        expect('"');
        int end = at;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        var plain = text.substring(at, end);
        at = end;
        if (accept('"')) {
            return plain;
        }
        var built = new StringBuilder(plain);
        while (!accept('"')) {
            built.append(accept('\\') ? escaped() : next());
        }
        return built.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw error("an escape");
        };
    }

    private char codeUnit() {
        int start = at;
        for (int i = 0; i < 4; i++) {
            if (Character.digit(next(), 16) < 0) {
                throw error("four hexadecimal digits");
            }
        }
        return (char) Integer.parseInt(text, start, at, 16);
    }

    private Long number() {
        int start = at;
        accept('-');
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        try {
            return Long.valueOf(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw error("a value");
        }
    }

    private @Nullable Object word(String word, @Nullable Object meaning) {
        if (!text.startsWith(word, at)) {
            throw error("'" + word + "'");
        }
        at += word.length();
        return meaning;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw error("more");
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw error("'" + c + "'");
        }
    }

    private IllegalArgumentException error(String expected) {
        return new IllegalArgumentException("JSON: expected " + expected + " at position " + at);
    }
}
