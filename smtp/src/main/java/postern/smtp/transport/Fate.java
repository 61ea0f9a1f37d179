package postern.smtp.transport;

import java.util.List;
import java.util.Optional;
import postern.smtp.wire.Mailbox;

/// How a delivery ended for one recipient.
///
/// @param at by whom; empty if nobody was reached
public record Fate(Mailbox recipient, Ending ending, Optional<HostReport> at) {
    /// How.
    public sealed interface Ending {
        /// Somebody else is responsible now.
        ///
        /// @param words the server's; may be empty
        record Delivered(String words) implements Ending {}

        /// Not now.
        ///
        /// @param code the number that Exim's log has for it, or 0
        record Deferred(FailureKind kind, int code, String words) implements Ending {}

        /// Never.
        record Failed(String words) implements Ending {}

        /// Not tried, since it failed a short time ago.
        record NotDue(String words) implements Ending {}

        /// Not tried, since as many deliveries to this host are under way as may be.
        ///
        /// @param host for whom to wait
        record Busy(String host) implements Ending {}
    }

    /// The same ending for several, reached nowhere.
    public static List<Fate> ofAll(List<Mailbox> recipients, Ending ending) {
        return recipients.stream()
                .map(recipient -> new Fate(recipient, ending, Optional.empty()))
                .toList();
    }
}
