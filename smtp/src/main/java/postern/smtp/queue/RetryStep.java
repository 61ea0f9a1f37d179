package postern.smtp.queue;

import java.time.Duration;
import java.util.Locale;

/// One stretch of a retry rule: how often to try until a message is how old.
///
/// @param cutoff the age, since the first failure, up to which this stretch counts
/// @param interval between two attempts, or before the second one
/// @param factor by which the interval grows from attempt to attempt; 1 for a fixed interval
/// @param spread whether chance makes it shorter, so that not all messages are tried at once
public record RetryStep(Duration cutoff, Duration interval, double factor, Spread spread) {
    /// Whether the interval is drawn by lot.
    public enum Spread {
        /// As calculated.
        NONE,
        /// Anything up to what was calculated, but not less than the interval.
        RANDOM
    }

    /// Reads `F,2h,15m`, `G,16h,1h,1.5` or `H,16h,1h,1.5`.
    ///
    /// @throws IllegalArgumentException if it is none of these
    public static RetryStep parse(String text) {
        var parts = text.strip().split("\\s*,\\s*", -1);
        var kind = parts[0].toUpperCase(Locale.ROOT);
        int expected = kind.equals("F") ? 3 : 4;
        if (!kind.matches("[FGH]") || parts.length != expected) {
            throw new IllegalArgumentException("retry rule \"" + text
                    + "\": F,cutoff,interval or G,cutoff,interval,factor or H,cutoff,interval,factor expected");
        }
        double factor = kind.equals("F") ? 1 : factor(parts[3], text);
        return new RetryStep(
                EximTime.parse(parts[1]),
                EximTime.parse(parts[2]),
                factor,
                kind.equals("H") ? Spread.RANDOM : Spread.NONE);
    }

    private static double factor(String digits, String text) {
        if (!digits.matches("\\d+(\\.\\d+)?") || Double.parseDouble(digits) < 1) {
            throw new IllegalArgumentException("retry rule \"" + text + "\": the factor has to be at least 1");
        }
        return Double.parseDouble(digits);
    }
}
