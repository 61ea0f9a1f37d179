package postern.smtp.transport;

import java.util.List;
import postern.smtp.message.MessageId;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// A message for those of its recipients who go the same way.
///
/// @param recipients at least one
/// @param content what is known of the text before it is read
public record Parcel(
        MessageId id, ReversePath sender, List<Mailbox> recipients, Delivery.Content content, MessageText text) {
    /// Copies the list.
    public Parcel {
        recipients = List.copyOf(recipients);
    }

    /// The same for others.
    public Parcel with(List<Mailbox> others) {
        return new Parcel(id, sender, others, content, text);
    }
}
