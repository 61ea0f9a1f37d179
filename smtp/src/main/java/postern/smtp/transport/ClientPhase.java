package postern.smtp.transport;

import java.util.ArrayList;
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

    /// No reply: a message may come.
    ///
    /// @param transaction whether the server still remembers one that came to nothing
    record Ready(Extensions extensions, Transaction transaction) implements ClientPhase {}

    /// Whether MAIL would be out of sequence.
    enum Transaction {
        NONE,
        ABANDONED
    }

    /// The reply to RSET; then this message.
    record Reset(Extensions extensions, Delivery delivery) implements ClientPhase {}

    /// The reply to MAIL.
    record Mail(Extensions extensions, Delivery delivery) implements ClientPhase {}

    /// The reply to the RCPT of the next recipient; those before it have been answered.
    record Rcpt(Extensions extensions, Delivery delivery, Answers answers) implements ClientPhase {}

    /// The reply to DATA.
    record Data(Extensions extensions, Answers answers) implements ClientPhase {}

    /// The reply to the message's text: from here on the server may be responsible for it. In LMTP there is one
    /// for each recipient that was accepted; those before have been answered.
    record Text(Extensions extensions, Answers rcpt, Answers text) implements ClientPhase {}

    /// The reply to QUIT.
    record Quit() implements ClientPhase {}

    /// Who was accepted so far, and who was not.
    record Answers(List<Mailbox> accepted, List<Outcome.Refusal> refused, String words) {
        static final Answers NONE = new Answers(List.of(), List.of(), "");

        public Answers {
            accepted = List.copyOf(accepted);
            refused = List.copyOf(refused);
        }

        int count() {
            return accepted.size() + refused.size();
        }

        Answers accept(Mailbox recipient, String reply) {
            var more = new ArrayList<>(accepted);
            more.add(recipient);
            return new Answers(more, refused, reply);
        }

        Answers refuse(Outcome.Refusal refusal) {
            var more = new ArrayList<>(refused);
            more.add(refusal);
            return new Answers(accepted, more, refusal.reason());
        }
    }
}
