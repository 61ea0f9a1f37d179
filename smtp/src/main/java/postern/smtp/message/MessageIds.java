package postern.smtp.message;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Makes message ids. No two are the same on one host: within a process each takes a microsecond of its own, and the
/// process id stands in the middle.
///
/// Shared by all connections.
public final class MessageIds {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int MICROS = 1_000_000;

    private final InstantSource clock;
    private final long processId;
    private final AtomicLong last = new AtomicLong();

    /// Ids of the process with the given id.
    public MessageIds(InstantSource clock, long processId) {
        this.clock = clock;
        this.processId = processId;
    }

    /// The next id. When several are wanted in one microsecond, or the clock is set back, it runs ahead of the
    /// clock.
    public MessageId next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        long mine = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return new MessageId(base62(mine / MICROS, 6) + "-" + base62(processId, 11) + "-" + base62(mine % MICROS, 4));
    }

    /// The last `width` digits of a number.
    private static String base62(long number, int width) {
        var digits = new char[width];
        long rest = number;
        for (int i = width - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
