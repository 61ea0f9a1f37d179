package postern.tls.handshake.tls12;

import postern.tls.message.Finished;
import postern.tls.schedule.RecordKeys;

/// Where our own Finished is while the peer's is awaited. In a full handshake the client speaks first, in an
/// abbreviated one the server (RFC 5246 §7.3), so each end can be in either place.
public sealed interface OurFinished {
    /// It is out.
    record Sent(Finished message) implements OurFinished {}

    /// It follows the peer's.
    ///
    /// @param writing the keys under which it will be sent
    record Due(RecordKeys writing) implements OurFinished {}
}
