package postern.smtp.expand;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `$tod_…`: the time of day in the forms that logs and headers want.
final class ClockVariables {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Clock clock;

    ClockVariables(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Value value(String name) {
        if (!name.startsWith("tod_")) {
            return null;
        }
        var now = ZonedDateTime.now(clock);
        var text = switch (name) {
            case "tod_epoch" -> Long.toString(now.toEpochSecond());
            case "tod_epoch_l" -> Long.toString(now.toEpochSecond() * MICROS_PER_SECOND + now.getNano() / 1000);
            case "tod_full" -> format(now, "EEE, dd MMM yyyy HH:mm:ss xx");
            case "tod_bsdinbox" -> format(now, "EEE MMM dd HH:mm:ss yyyy");
            case "tod_log" -> format(now, "yyyy-MM-dd HH:mm:ss");
            case "tod_logfile" -> format(now, "yyyyMMdd");
            case "tod_zone" -> format(now, "xx");
            case "tod_zulu" -> format(now.withZoneSameInstant(ZoneOffset.UTC), "yyyyMMddHHmmss'Z'");
            default -> null;
        };
        return text == null ? null : Value.trusted(text);
    }

    private static String format(ZonedDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
    }
}
