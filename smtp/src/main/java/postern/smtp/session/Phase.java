package postern.smtp.session;

import postern.smtp.message.Envelope;
import postern.smtp.message.Greeting;
import postern.smtp.wire.ReversePath;

/// Where a session stands (RFC 5321 §4.1.4, the order of commands).
public sealed interface Phase {
    /// Nobody has introduced himself.
    record Connected() implements Phase {}

    /// HELO or EHLO was said; a message may begin.
    record Greeted(Greeting greeting) implements Phase {}

    /// MAIL was accepted.
    record SenderKnown(Greeting greeting, ReversePath sender) implements Phase {}

    /// At least one RCPT was accepted; the text may come.
    record RecipientsKnown(Greeting greeting, Envelope envelope) implements Phase {}

    /// DATA was answered with 354; the next octets are text.
    record Receiving(Greeting greeting, Envelope envelope) implements Phase {}

    /// BDAT has begun; until the last chunk nothing else may be done with this message (RFC 3030 §2).
    ///
    /// @param octets announced so far
    record Chunking(Greeting greeting, Envelope envelope, long octets) implements Phase {}

    /// STARTTLS was answered with 220; the next octets are a TLS handshake.
    record Negotiating(Greeting greeting) implements Phase {}

    /// The handshake failed. What follows is in clear, and a client that believes otherwise must not be served.
    record Insecure() implements Phase {}

    /// The connection is being closed.
    record Closed() implements Phase {}
}
