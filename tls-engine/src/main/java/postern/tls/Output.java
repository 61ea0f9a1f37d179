package postern.tls;

import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;

/// What came of one call of the engine.
///
/// @param toPeer octets for the peer, to be sent before anything else; may be empty
/// @param toApplication data that the peer sent, verified; may be empty
/// @param closure which directions have ended
/// @param failure why the connection broke; [#toPeer] then ends with our alert, if the peer is owed one
public record Output(Bytes toPeer, Bytes toApplication, Closure closure, Optional<TlsException> failure) {
    /// Which directions of a connection have ended. TLS closes them one by one (RFC 9846 §6.1).
    public enum Closure {
        /// None.
        OPEN,
        /// The peer sent close_notify: nothing more will come. We may still send.
        PEER_CLOSED,
        /// We sent close_notify: nothing more may be sent. The peer may.
        WE_CLOSED,
        /// Both, or the connection broke.
        CLOSED
    }

    /// Whether the peer has ended its direction, in an orderly way or not.
    public boolean endOfData() {
        return closure == Closure.PEER_CLOSED || closure == Closure.CLOSED;
    }
}
