package postern.tls.handshake;

import java.util.Optional;
import postern.tls.session.SessionCache;
import postern.tls.session.SharedKeys;

/// What only versions up to TLS 1.2 have, and only where it is asked for.
///
/// @param cache where a server remembers the sessions of clients that know no tickets
/// @param renegotiation whether a second handshake may follow inside the connection
/// @param keys that both ends have from elsewhere
public record OlderFeatures(Optional<SessionCache> cache, Renegotiating renegotiation, Optional<SharedKeys> keys) {
    /// Without shared keys.
    public OlderFeatures(Optional<SessionCache> cache, Renegotiating renegotiation) {
        this(cache, renegotiation, Optional.empty());
    }

    /// Nothing of it.
    public static final OlderFeatures NONE = new OlderFeatures(Optional.empty(), Renegotiating.REFUSED);

    /// Whether a second handshake may follow inside a connection (RFC 5746).
    public enum Renegotiating {
        /// The peer is told no, by a warning.
        REFUSED,
        /// It may, with a peer that knows RFC 5746, a few times.
        ALLOWED
    }
}
