package postern.smtp.wire;

import java.util.OptionalLong;

/// What a client asks for. A line that is no command is a [Malformed] one, with the reply that says why.
public sealed interface Command {
    /// `HELO name`: a client without extensions (RFC 5321 §4.1.1.1).
    record Helo(String name) implements Command {}

    /// `EHLO name` (RFC 5321 §4.1.1.1).
    record Ehlo(String name) implements Command {}

    /// `MAIL FROM:<sender> …` (RFC 5321 §4.1.1.2).
    ///
    /// @param size what the client declared with SIZE= (RFC 1870 §6)
    /// @param extended whether any parameter was given, which only a client that said EHLO may do
    record Mail(ReversePath sender, OptionalLong size, Extended extended) implements Command {}

    /// Whether a command used a service extension.
    enum Extended {
        /// It carried parameters.
        YES,
        /// It was plain RFC 821.
        NO
    }

    /// `RCPT TO:<recipient>` (RFC 5321 §4.1.1.3).
    record Rcpt(ForwardPath recipient) implements Command {}

    /// `DATA` (RFC 5321 §4.1.1.4).
    record Data() implements Command {}

    /// `BDAT size [LAST]` (RFC 3030 §2).
    record Bdat(long size, Chunk chunk) implements Command {}

    /// Whether more chunks follow.
    enum Chunk {
        /// The message goes on.
        MORE,
        /// The message ends with this chunk.
        LAST
    }

    /// `RSET`.
    record Rset() implements Command {}

    /// `NOOP`, whose argument means nothing.
    record Noop() implements Command {}

    /// `HELP`.
    record Help() implements Command {}

    /// `VRFY address`.
    record Vrfy() implements Command {}

    /// `EXPN list`.
    record Expn() implements Command {}

    /// `QUIT`.
    record Quit() implements Command {}

    /// `STARTTLS` (RFC 3207 §4).
    record StartTls() implements Command {}

    /// `AUTH mechanism` (RFC 4954 §4), which is not offered here.
    record Auth() implements Command {}

    /// A verb that is not known here.
    record Unknown(String verb) implements Command {}

    /// A known verb that is used wrongly.
    record Malformed(Reply why) implements Command {}

    /// Something after which nobody knows where the next command begins: a BDAT whose size cannot be told, a line
    /// that was not ended as lines are. To go on would be to guess.
    record OutOfStep(Reply why) implements Command {}
}
