package postern.smtp.transport;

import java.util.List;
import postern.smtp.wire.Mailbox;

/// Where a conversation stands: which reply the client waits for, and what it knows by then.
sealed interface ClientPhase {
    /// Whether what is said goes through TLS.
    enum Channel {
        CLEAR,
        TLS
    }

    /// The greeting.
    record Greeting(Channel channel) implements ClientPhase {}

    /// The reply to EHLO.
    record Ehlo(Channel channel) implements ClientPhase {}

    /// The reply to HELO, from a server that does not know EHLO.
    record Helo() implements ClientPhase {}

    /// The reply to STARTTLS.
    record StartTls(Extensions extensions) implements ClientPhase {}

    /// The end of the handshake.
    record Handshake() implements ClientPhase {}

    /// The reply to MAIL.
    record Mail() implements ClientPhase {}

    /// The reply to the RCPT of the next recipient; those before it have been answered.
    record Rcpt(List<Mailbox> accepted, List<Outcome.Refusal> refused) implements ClientPhase {
        /// How many recipients have been answered.
        int answered() {
            return accepted.size() + refused.size();
        }
    }

    /// The reply to DATA.
    record Data(List<Mailbox> accepted, List<Outcome.Refusal> refused) implements ClientPhase {}

    /// The reply to the message's text: from here on the server may be responsible for it.
    record Text(List<Mailbox> accepted, List<Outcome.Refusal> refused) implements ClientPhase {}

    /// The reply to QUIT; whatever it is, the outcome stands.
    record Quit(Outcome outcome) implements ClientPhase {}
}
