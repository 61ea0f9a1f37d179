package postern.smtp.transport;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import postern.smtp.wire.Reply;

/// What a server offers in its reply to EHLO (RFC 5321 §4.1.1.1): keywords, each with its parameters as text.
record Extensions(Map<String, String> keywords) {
    /// After HELO, or before anything was said.
    static final Extensions NONE = new Extensions(Map.of());

    Extensions {
        keywords = Map.copyOf(keywords);
    }

    /// The lines after the first, keyword first; case does not matter, and of a keyword said twice the first
    /// counts.
    static Extensions of(Reply ehlo) {
        var keywords = new HashMap<String, String>();
        ehlo.lines().stream().skip(1).forEach(line -> {
            var words = line.strip().split("\\s+", 2);
            keywords.putIfAbsent(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "");
        });
        return new Extensions(keywords);
    }

    boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /// The largest message the server takes, or `Long.MAX_VALUE` where it names none: SIZE without a number or
    /// with 0 (RFC 1870 §4).
    long maxSize() {
        var size = keywords.getOrDefault("SIZE", "");
        boolean number = !size.isEmpty() && size.length() < 19 && size.chars().allMatch(c -> c >= '0' && c <= '9');
        long limit = number ? Long.parseLong(size) : 0;
        return limit == 0 ? Long.MAX_VALUE : limit;
    }
}
