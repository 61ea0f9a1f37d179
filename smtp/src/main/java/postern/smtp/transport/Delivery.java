package postern.smtp.transport;

import java.util.List;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

/// One message for one server.
///
/// @param sender the reverse path
/// @param recipients at least one
/// @param content what is known of the message's text before it is sent
public record Delivery(ReversePath sender, List<Mailbox> recipients, Content content) {
    /// A server need not take more than 100 recipients in one transaction (RFC 5321 §4.5.3.1.8); the caller
    /// splits.
    public static final int MAX_RECIPIENTS = 100;

    /// Checks the number of recipients.
    ///
    /// @throws IllegalArgumentException if there are none, or more than 100
    public Delivery {
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "a delivery has 1 to " + MAX_RECIPIENTS + " recipients, not " + recipients.size() + "; split it");
        }
        recipients = List.copyOf(recipients);
    }

    /// What MAIL says about the text.
    ///
    /// @param octets the size, for SIZE (RFC 1870)
    /// @param body whether it has octets above 127, for 8BITMIME (RFC 6152)
    public record Content(long octets, Body body) {}

    /// Values of MAIL's BODY parameter.
    public enum Body {
        /// ASCII only.
        SEVEN_BIT,
        /// Has octets above 127.
        EIGHT_BIT
    }
}
