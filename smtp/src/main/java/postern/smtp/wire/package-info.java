/// What goes over an SMTP connection, as octets and as types, in both directions.
///
/// Reading order:
/// 1. [postern.smtp.wire.WireInput]: the one buffer between the connection and everything that reads from it.
///    Commands, message text and chunks follow each other without a gap (RFC 2920), so they must share it.
/// 2. [postern.smtp.wire.LineReader]: one line, ended by CRLF and by nothing else; [postern.smtp.wire.Line] says what
///    came instead of a line.
/// 3. [postern.smtp.wire.CommandParser] → [postern.smtp.wire.Command]: a line becomes a command or the
///    [postern.smtp.wire.Reply] that refuses it. Addresses are [postern.smtp.wire.Mailbox]es.
/// 4. [postern.smtp.wire.DotReader] and [postern.smtp.wire.ChunkReader]: the two ways in which a message arrives,
///    DATA and BDAT, both streaming into an [postern.smtp.wire.OctetSink]; [postern.smtp.wire.NewlineGuard] notices
///    what is not a proper line in either.
/// 5. [postern.smtp.wire.DotWriter] and [postern.smtp.wire.ReplyReader]: the client's side of the same.
///
/// Why the strictness about line ends. Two mail programs that disagree about where a message ends can be made to see
/// two messages where only one was checked ("SMTP smuggling"). Postern takes CR LF for the end of a line and nothing
/// else: a command line with a bare CR or LF ends the connection, a message with one is read to its real end and
/// refused, so that nobody behind Postern has to decide what it meant (RFC 5321 §2.3.8).
@NullMarked
package postern.smtp.wire;

import org.jspecify.annotations.NullMarked;
