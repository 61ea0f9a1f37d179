package postern.smtp.queue;

import java.time.Duration;
import java.util.regex.Pattern;

/// Exim's way to write times: `3h50m`, `2d`, `1w`; digits with w, d, h, m, s, the last of which may be left out
/// for seconds.
public final class EximTime {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
    private static final long[] SECONDS = {7 * 86400, 86400, 3600, 60, 1};

    private EximTime() {}

    /// Reads one.
    ///
    /// @throws IllegalArgumentException if it is none
    public static Duration parse(String text) {
        var match = FORM.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no time; write it like 3h50m");
        }
        long seconds = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            var digits = match.group(i + 1);
            seconds += digits == null ? 0 : Math.multiplyExact(Long.parseLong(digits), SECONDS[i]);
        }
        return Duration.ofSeconds(seconds);
    }

    /// Writes one, in its largest unit that is not zero, as `-bp` shows a message's age.
    public static String age(Duration age) {
        long minutes = Math.max(0, age.toMinutes());
        if (minutes < 90) {
            return minutes + "m";
        }
        long hours = Math.round(minutes / 60.0);
        return hours <= 72 ? hours + "h" : Math.round(hours / 24.0) + "d";
    }
}
