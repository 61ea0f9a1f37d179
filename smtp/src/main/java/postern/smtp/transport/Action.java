package postern.smtp.transport;

import postern.crypto.bytes.Bytes;

/// What [SmtpClient] wants done next.
public sealed interface Action {
    /// Wait for the server's reply.
    record Await() implements Action {}

    /// Send this command line, then wait for the reply.
    record Command(Bytes line) implements Action {}

    /// Begin TLS on this connection, then say how that went. Anything the server sent in clear after its 220 is
    /// an attack (RFC 3207 §4.2, CVE-2021-38371's family) and must end the connection.
    record StartTls() implements Action {}

    /// Send the message's text with its dots doubled and the final dot, then wait for the reply.
    record SendText() implements Action {}

    /// The connection is ready for a message.
    record Ready() implements Action {}

    /// The message has had its outcome; the connection is ready for another, or to be ended.
    record Sent(Outcome outcome) implements Action {}

    /// Close this connection, open another, and begin again there, asking for no TLS.
    record ReconnectInClear(String because) implements Action {}

    /// Close the connection; nothing can be delivered over it, and of a message under way nobody knows.
    record Fail(Trouble trouble) implements Action {}

    /// Close the connection: QUIT was answered, or will not be.
    record Close() implements Action {}
}
