package postern.tls.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import postern.crypto.bytes.Bytes;

/// Keeps a server from taking the same early data twice (RFC 9846 §8).
///
/// Early data is sealed before the server has said anything, so whoever records a first flight can send it
/// again. Two rules stop that, together: a hello that says it is older than [#WINDOW], by the ticket's age in
/// it, is not taken (§8.3); and those that are younger are remembered, by their binder, for as long as they
/// could be taken (§8.2). Memory is bounded, and where it is full early data is refused, not its sender.
///
/// What happened before this object was made it does not know, so for one window it takes no hello with an
/// older ticket. Servers that share ticket keys each have a guard of their own: a hello could be replayed
/// once to each. Where that matters, early data must stay off.
///
/// Safe for use by many threads.
public final class ReplayGuard {
    /// How far the ticket's age may be from what the client says: the flight's time on the network, and two
    /// clocks that drift apart.
    public static final Duration WINDOW = Duration.ofSeconds(10);

    /// An entry is remembered at least so long: a hello that comes early by one window could come late by one.
    private static final Duration GENERATION = WINDOW.multipliedBy(2);

    /// A binder costs about a hundred octets, and a client can make any number of them.
    static final int MAX_REMEMBERED = 1 << 16;

    private final Instant start;
    private Set<Bytes> young = new HashSet<>();
    private Set<Bytes> old = Set.of();
    private Instant since;

    /// A guard that knows what happens from now on.
    public ReplayGuard(InstantSource clock) {
        // Tickets say to the millisecond when they were given.
        this.start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.since = start;
    }

    /// Whether a hello with such a ticket's age is young enough.
    ///
    /// @param claimed the age that the client says
    public static boolean isFresh(Duration claimed, Instant issuedAt, Instant now) {
        return Duration.between(issuedAt, now).minus(claimed).abs().compareTo(WINDOW) <= 0;
    }

    /// Whether the early data of a hello may be taken; asked once for each hello that is fresh.
    ///
    /// @param binder of the ticket, different for each hello
    /// @param issuedAt when the ticket was given
    public synchronized boolean admits(Bytes binder, Instant issuedAt, Instant now) {
        forget(now);
        if (issuedAt.isBefore(start) && now.isBefore(start.plus(WINDOW))) {
            return false;
        }
        if (young.size() >= MAX_REMEMBERED || old.contains(binder)) {
            return false;
        }
        return young.add(binder);
    }

    private void forget(Instant now) {
        if (Duration.between(since, now).compareTo(GENERATION) < 0) {
            return;
        }
        boolean allAreOld = Duration.between(since, now).compareTo(GENERATION.multipliedBy(2)) >= 0;
        old = allAreOld ? Set.of() : young;
        young = new HashSet<>();
        since = now;
    }
}
