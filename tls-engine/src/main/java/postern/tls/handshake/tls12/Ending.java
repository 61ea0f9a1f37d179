package postern.tls.handshake.tls12;

import postern.crypto.bytes.Bytes;
import postern.tls.message.Finished;
import postern.tls.param.Role;
import postern.tls.schedule.FinishedVerified;

/// How a handshake ended: with both Finished messages.
///
/// @param role ours
/// @param peer the proof that the peer took part in this very handshake
/// @param ours what we sent
/// @param order who spoke first
public record Ending(Role role, FinishedVerified peer, Finished ours, Order order) {
    /// Whose Finished came first.
    public enum Order {
        /// Ours: the peer's answers it.
        OURS_FIRST,
        /// The peer's.
        THEIRS_FIRST
    }

    /// `client_verify_data`, by which a second handshake names this one (RFC 5746 §3.1).
    public Bytes clientData() {
        return role == Role.CLIENT ? ours.verifyData() : peer.verifyData();
    }

    /// `server_verify_data`.
    public Bytes serverData() {
        return role == Role.SERVER ? ours.verifyData() : peer.verifyData();
    }

    /// What names this connection to protocols above: the first Finished message (`tls-unique`, RFC 5929 §3).
    public Bytes unique() {
        return order == Order.OURS_FIRST ? ours.verifyData() : peer.verifyData();
    }
}
