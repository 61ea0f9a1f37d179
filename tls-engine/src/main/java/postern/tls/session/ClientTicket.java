package postern.tls.session;

import java.time.Duration;
import java.time.Instant;
import postern.crypto.bytes.Bytes;

/// A ticket that a server gave us, with what we know of the session in it.
///
/// @param lifetime how long the server will take it, at most [#MAX_LIFETIME]
public record ClientTicket(ResumableSession session, Bytes ticket, Duration lifetime) {
    /// A client keeps no ticket longer, whatever the server says (RFC 9846 §4.7.1).
    public static final Duration MAX_LIFETIME = Duration.ofDays(7);

    /// Shortens the lifetime to what is allowed.
    public ClientTicket {
        lifetime = lifetime.compareTo(MAX_LIFETIME) > 0 ? MAX_LIFETIME : lifetime;
    }

    /// Whether it can still be used.
    public boolean isFreshAt(Instant time) {
        var age = Duration.between(session.issuedAt(), time);
        return !age.isNegative() && age.compareTo(lifetime) < 0;
    }

    /// How long we have had it, in milliseconds, hidden from those who watch (RFC 9846 §4.3.11.1).
    public long obfuscatedAge(Instant time) {
        return Duration.between(session.issuedAt(), time).toMillis() + session.ageAdd() & 0xffffffffL;
    }
}
