package postern.smtp.session;

import postern.smtp.message.Envelope;
import postern.smtp.wire.Command;
import postern.smtp.wire.Reply;

/// What the connection has to do after a command.
public sealed interface Action {
    /// Answer.
    record Say(Reply reply) implements Action {}

    /// Answer and close.
    record HangUp(Reply reply) implements Action {}

    /// Answer and close, as an access control list wants. The logs were told why.
    record Drop(Reply reply) implements Action {}

    /// Say 354 and read the text up to the single dot; then report to the session.
    record ReceiveText(Reply goAhead, Envelope envelope) implements Action {}

    /// Read a chunk into the message; then report to the session.
    record ReceiveChunk(Envelope envelope, Command.Bdat chunk) implements Action {}

    /// Read a chunk into nowhere, since its octets are already on their way, and answer (RFC 3030 §2).
    record SkipChunk(long size, Reply reply) implements Action {}

    /// Say 220 and shake hands; then report to the session.
    record StartTls(Reply goAhead) implements Action {}
}
