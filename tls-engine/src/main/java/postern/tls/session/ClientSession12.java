package postern.tls.session;

import java.time.Duration;
import java.time.Instant;
import postern.crypto.bytes.Bytes;

/// A session up to TLS 1.2 that a client may resume, and how the server finds it again.
///
/// @param id the server's number for it; empty if it is in a ticket
/// @param ticket that the server gave us (RFC 5077); empty if there is none
/// @param lifetime how long the server said that it will take the ticket; zero if it did not say (RFC 5077 §3.3)
public record ClientSession12(Session12 session, Bytes id, Bytes ticket, Duration lifetime) {
    /// Whether it may still be resumed.
    public boolean isFreshAt(Instant time) {
        boolean expired =
                !lifetime.isZero() && !session.createdAt().plus(lifetime).isAfter(time);
        return session.isFreshAt(time) && !expired;
    }

    /// The same with a secret of its own.
    ClientSession12 copy() {
        return new ClientSession12(session.copy(), id, ticket, lifetime);
    }
}
