package postern.smtp.cli;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import postern.smtp.io.Connection;
import postern.smtp.io.TimeLimits;
import postern.smtp.wire.Line;
import postern.smtp.wire.LineReader;
import postern.smtp.wire.Reply;
import postern.smtp.wire.ReplyReader;
import postern.tls.cli.Prelude;

/// The words of SMTP before TLS (RFC 3207), and not one more: for the tools that test TLS alone.
///
/// What the client sends ahead of TLS is dropped, as RFC 3207 §4.2 wants.
enum StartTls implements Prelude {
    /// Greets, and waits for STARTTLS.
    SERVER {
        @Override
        public void perform(Socket socket) throws IOException {
            // Not closed: TLS goes on with the socket.
            var connection = new Connection(socket, TimeLimits.STANDARD);
            var lines = new LineReader(connection.input(), MAX_LINE);
            connection.say(Reply.of(220, "postern s-server ESMTP"));
            var answer = answer(verb(lines.next()));
            while (answer.code() != READY) {
                connection.say(answer);
                if (answer.code() == CLOSING) {
                    connection.flush();
                    throw new IOException("the client said QUIT before TLS");
                }
                answer = answer(verb(lines.next()));
            }
            connection.discardInput();
            connection.say(answer);
            connection.flush();
        }
    },

    /// Asks the server for STARTTLS.
    CLIENT {
        @Override
        public void perform(Socket socket) throws IOException {
            // Not closed: TLS goes on with the socket.
            var connection = new Connection(socket, TimeLimits.STANDARD);
            var replies = new ReplyReader(connection.input());
            expect(READY, "greeting", replies);
            connection.output().write("EHLO localhost\r\n".getBytes(StandardCharsets.US_ASCII));
            var ehlo = expect(250, "answer to EHLO", replies);
            if (ehlo.lines().stream().noneMatch("STARTTLS"::equalsIgnoreCase)) {
                throw new IOException("the server does not offer STARTTLS");
            }
            connection.output().write("STARTTLS\r\n".getBytes(StandardCharsets.US_ASCII));
            expect(READY, "answer to STARTTLS", replies);
            if (connection.discardInput() > 0) {
                throw new IOException("the server sent more in clear after it had agreed to begin with TLS");
            }
        }
    };

    private static final int READY = 220;
    private static final int CLOSING = 221;
    private static final int MAX_LINE = 512;

    private static Reply answer(String verb) {
        return switch (verb) {
            case "EHLO" -> Reply.of(250, "postern s-server", "STARTTLS");
            case "HELO", "NOOP", "RSET" -> Reply.of(250, "OK");
            case "STARTTLS" -> Reply.of(READY, "TLS go ahead");
            case "QUIT" -> Reply.of(CLOSING, "Bye");
            default -> Reply.of(530, "Must issue a STARTTLS command first");
        };
    }

    private static String verb(Line line) throws IOException {
        if (line instanceof Line.Text(var octets)) {
            return octets.toText(StandardCharsets.ISO_8859_1)
                    .strip()
                    .split(" ", 2)[0]
                    .toUpperCase(Locale.ROOT);
        }
        if (line instanceof Line.TooLong) {
            return "";
        }
        throw new IOException("the client sent no SMTP before TLS: " + line);
    }

    private static Reply expect(int code, String what, ReplyReader replies) throws IOException {
        var reply = replies.next()
                .orElseThrow(() -> new IOException("the server closed the connection instead of a " + what));
        if (reply.code() != code) {
            throw new IOException("the server's " + what + " is " + reply.code() + " "
                    + String.join(" / ", reply.lines()) + ", not " + code);
        }
        return reply;
    }
}
