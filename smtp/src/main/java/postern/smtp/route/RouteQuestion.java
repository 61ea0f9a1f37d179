package postern.smtp.route;

import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// What a router is asked: where does this address go?
///
/// @param address the recipient
/// @param sender of the message
/// @param purpose what for
public record RouteQuestion(Mailbox address, ReversePath sender, Purpose purpose) {
    /// What for.
    public enum Purpose {
        /// To deliver.
        DELIVER,
        /// To know whether it could be delivered.
        VERIFY
    }

    /// The same for another address.
    public RouteQuestion to(Mailbox other) {
        return new RouteQuestion(other, sender, purpose);
    }
}
