package postern.smtp.transport;

import java.util.List;
import postern.smtp.wire.Mailbox;

/// How a delivery ended.
///
/// @param accepted recipients for whom the server has taken responsibility
/// @param refused recipients it did not take, each with the reason
/// @param words the server's last word on the message, or what went wrong
public record Outcome(List<Mailbox> accepted, List<Refusal> refused, String words) {
    /// Copies the lists.
    public Outcome {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /// Whether every recipient was taken.
    public boolean isComplete() {
        return refused.isEmpty();
    }

    /// A recipient who does not get the message from this attempt.
    ///
    /// @param persistence whether the same may work later
    /// @param kind at which command, for retry rules
    public record Refusal(Mailbox recipient, String reason, Persistence persistence, FailureKind kind) {}

    /// Whether trying again makes sense.
    public enum Persistence {
        /// A 4yz reply, or the network.
        TEMPORARY,
        /// A 5yz reply.
        PERMANENT
    }

    /// Nobody gets it, all for the same reason.
    static Outcome failure(List<Mailbox> recipients, Trouble trouble) {
        return new Outcome(
                List.of(),
                recipients.stream()
                        .map(recipient ->
                                new Refusal(recipient, trouble.words(), trouble.persistence(), trouble.kind()))
                        .toList(),
                trouble.words());
    }
}
