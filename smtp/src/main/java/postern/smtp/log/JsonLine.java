package postern.smtp.log;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A log line as a JSON object: when, which log, the message's id if it is about one, what happened, the fields
/// `H=`, `P=`, `X=` and so on by their letters, and the line itself as a person would read it.
final class JsonLine {
    private static final Pattern ID =
            Pattern.compile("([0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}) (.*)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile(
            " (H|I|P|X|CV|DN|SNI|A|S|id|T|F|D)=(\"(?:[^\"\\\\]|\\\\.)*\"|<[^>]*>|(?:[^ ]+ )?(?:\\([^)]*\\) )?\\[[^]]*](?::\\d+)?|[^ ]+)");
    private static final Map<String, String> EVENTS = Map.of(
            "<=",
            "accepted",
            "=>",
            "delivered",
            "->",
            "delivered",
            "==",
            "deferred",
            "**",
            "failed",
            "Completed",
            "completed");

    private JsonLine() {}

    static String of(ZonedDateTime time, LogTarget target, String words) {
        var object = new LinkedHashMap<String, String>();
        object.put("time", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
        object.put("log", target.word());
        var id = ID.matcher(words);
        var rest = words;
        if (id.matches()) {
            object.put("message", id.group(1));
            rest = id.group(2);
        }
        object.put("event", event(rest));
        var parts = rest.split(" ", 3);
        if (EVENTS.containsKey(parts[0]) && parts.length > 1) {
            object.put("address", parts[1]);
        }
        var field = FIELD.matcher(" " + rest);
        while (field.find()) {
            object.putIfAbsent(field.group(1), field.group(2));
        }
        object.put("text", words);
        return object.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + quoted(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String event(String words) {
        var known = EVENTS.get(words.split(" ", 2)[0]);
        if (known != null) {
            return known;
        }
        return words.contains(" rejected ") || words.startsWith("rejected ") ? "rejected" : "note";
    }

    /// What is not printable ASCII becomes an escape.
    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
