package postern.smtp.queue;

import java.time.Duration;
import java.time.Instant;

/// How long something has been failing: a host, or an address.
///
/// @param lastInterval how long it was left alone before the last attempt; zero at first
/// @param next when it may be tried again
/// @param words what went wrong the last time
public record RetryHistory(Instant firstFailed, Instant lastTried, Duration lastInterval, Instant next, String words) {
    /// The first failure.
    static RetryHistory begin(Instant now, String words) {
        return new RetryHistory(now, now, Duration.ZERO, now, words);
    }

    /// One failure more.
    RetryHistory again(Instant now, String what) {
        return new RetryHistory(firstFailed, now, Duration.between(lastTried, next), next, what);
    }

    /// To be left alone until then.
    RetryHistory until(Instant when) {
        return new RetryHistory(firstFailed, lastTried, lastInterval, when, words);
    }
}
