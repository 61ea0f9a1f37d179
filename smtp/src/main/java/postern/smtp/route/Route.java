package postern.smtp.route;

import java.util.List;
import postern.smtp.wire.Mailbox;

/// A router's answer.
public sealed interface Route {
    /// It goes to this transport, and by it to the first of these hosts that takes it; none for one that needs
    /// none.
    record Deliver(String transport, List<MailHost> hosts) implements Route {
        /// Copies the list.
        public Deliver {
            hosts = List.copyOf(hosts);
        }
    }

    /// It goes to others instead, maybe to nobody.
    record Redirect(List<Mailbox> addresses) implements Route {
        /// Copies the list.
        public Redirect {
            addresses = List.copyOf(addresses);
        }
    }

    /// It cannot be delivered.
    ///
    /// @param words the reason, for the sender
    record Fail(String words) implements Route {}

    /// It cannot be told now.
    ///
    /// @param words the reason, for the log
    record Defer(String words) implements Route {}

    /// The whole message waits until somebody has looked.
    ///
    /// @param words the reason, for the log
    record Freeze(String words) implements Route {}

    /// It is somebody else's: ask the next router.
    record Decline() implements Route {}
}
