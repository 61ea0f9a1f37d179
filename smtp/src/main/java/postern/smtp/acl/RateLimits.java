package postern.smtp.acl;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often things happened lately, by key: an average over a period, in which what is longer ago counts less
/// and less (each period the old average loses all but 1/e of its weight).
///
/// Shared by all connections. It is forgotten when the process ends.
public final class RateLimits {
    /// Every client may have a key of its own, and there are many addresses: of the keys, the 50 000 that were
    /// used last are kept.
    private static final int MAX_KEYS = 50_000;

    private final InstantSource clock;
    private final Map<String, Rate> rates = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Rate> eldest) {
            return size() > MAX_KEYS;
        }
    };

    /// Nothing has happened yet.
    public RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /// An average and when it was taken.
    private record Rate(Instant at, double perPeriod) {}

    /// What a limit asks.
    ///
    /// @param key who
    /// @param count how much happened now
    /// @param limit from which rate on it is too much
    record Question(String key, double count, double limit, Duration period) {}

    /// Whether a client that is too fast is counted on.
    enum Update {
        /// Always: it has to be slower for a while.
        STRICT,
        /// Only while it is below the limit.
        LEAKY,
        /// Never: others count.
        READ_ONLY
    }

    /// The rate, this event included.
    synchronized double measure(Question question, Update update) {
        var now = clock.instant();
        var old = Optional.ofNullable(rates.get(question.key()));
        double rate = old.map(before -> after(before, now, question)).orElse(question.count());
        if (update == Update.READ_ONLY) {
            return old.map(before -> decayed(before, now, question)).orElse(0.0);
        }
        if (update == Update.STRICT || rate < question.limit()) {
            rates.put(question.key(), new Rate(now, rate));
        }
        return rate;
    }

    private static double decayed(Rate before, Instant now, Question question) {
        return before.perPeriod() * weight(before, now, question);
    }

    /// The rate of what just happened is its count over the time since the last; that is averaged in.
    private static double after(Rate before, Instant now, Question question) {
        double weight = weight(before, now, question);
        double interval = Math.max(1e-6, seconds(before, now));
        double instantaneous = question.count() * question.period().toSeconds() / interval;
        return (1 - weight) * instantaneous + weight * before.perPeriod();
    }

    private static double weight(Rate before, Instant now, Question question) {
        return Math.exp(
                -Math.max(1e-6, seconds(before, now)) / question.period().toSeconds());
    }

    private static double seconds(Rate before, Instant now) {
        return Duration.between(before.at(), now).toMillis() / 1000.0;
    }
}
