package postern.smtp.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Writes JSON (RFC 8259) from what Java has for it: maps with string keys, lists, strings, numbers, booleans.
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /// The text, on one line.
    static String write(Object value) {
        var json = new Json();
        json.append(value);
        return json.out.toString();
    }

    private void append(Object value) {
        switch (value) {
            case Map<?, ?> map -> appendObject(map.entrySet().iterator());
            case List<?> list -> appendArray(list.iterator());
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            default -> appendString(value.toString());
        }
    }

    private void appendObject(Iterator<? extends Map.Entry<?, ?>> entries) {
        out.append('{');
        while (entries.hasNext()) {
            var entry = entries.next();
            appendString(entry.getKey().toString());
            out.append(": ");
            append(entry.getValue());
            out.append(entries.hasNext() ? ", " : "");
        }
        out.append('}');
    }

    private void appendArray(Iterator<?> values) {
        out.append('[');
        while (values.hasNext()) {
            append(values.next());
            out.append(values.hasNext() ? ", " : "");
        }
        out.append(']');
    }

    /// RFC 8259 §7.
    private void appendString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> out.append(c < ' ' || c == 0x7f ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
