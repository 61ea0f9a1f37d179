package postern.tls.session;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// Where a server remembers its sessions up to TLS 1.2, for clients that know no tickets: they come back with
/// the number alone (RFC 5246 §F.1.4).
///
/// Safe for use by many threads. Each session that is put in belongs to the cache, each that is taken out to
/// the taker.
public final class SessionCache {
    /// Each session costs a few hundred octets, with certificates some thousand, and any client can have as
    /// many as it likes; the one that was not used for the longest time is forgotten.
    public static final int MAX_SESSIONS = 4096;

    private final int limit;
    private final Map<Bytes, Session12> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /// Of [#MAX_SESSIONS] at most.
    public SessionCache() {
        this(MAX_SESSIONS);
    }

    /// @param limit how many sessions are remembered, at least one
    public SessionCache(int limit) {
        if (limit < 1 || limit > MAX_SESSIONS) {
            throw new IllegalArgumentException(
                    "a session cache holds 1 to " + MAX_SESSIONS + " sessions, not " + limit);
        }
        this.limit = limit;
    }

    /// Remembers a session under a number that nobody can guess.
    public synchronized void put(Bytes id, Session12 session) {
        var before = sessions.put(id, session);
        if (before != null) {
            before.close();
        }
        if (sessions.size() > limit) {
            var eldest = sessions.values().iterator();
            eldest.next().close();
            eldest.remove();
        }
    }

    /// The session of that number, if it may still be resumed.
    public synchronized Optional<Session12> find(Bytes id, Instant now) {
        var session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (!session.isFreshAt(now)) {
            sessions.remove(id);
            session.close();
            return Optional.empty();
        }
        return Optional.of(session.copy());
    }

    /// How many are remembered.
    public synchronized int size() {
        return sessions.size();
    }
}
