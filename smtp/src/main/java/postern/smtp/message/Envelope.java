package postern.smtp.message;

import java.util.List;
import java.util.stream.Stream;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.ReversePath;

/// Whom a message is from and for (RFC 5321 §2.3.1).
public record Envelope(ReversePath sender, List<ForwardPath> recipients) {
    /// Copies the list.
    public Envelope {
        recipients = List.copyOf(recipients);
    }

    /// This envelope with one recipient more.
    public Envelope with(ForwardPath recipient) {
        return new Envelope(
                sender, Stream.concat(recipients.stream(), Stream.of(recipient)).toList());
    }
}
