package postern.smtp.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import postern.crypto.bytes.Bytes;

/// Reads a server's replies (RFC 5321 §4.2.1): lines `250-text` and a last line `250 text`, all of the same code.
///
/// Confined to the connection's thread.
public final class ReplyReader {
    /// RFC 5321 §4.5.3.1.5 asks for 512; some servers tell stories.
    private static final int MAX_LINE = 2048;

    /// A reply without end would fill the memory. Long EHLO replies have about twenty lines.
    private static final int MAX_LINES = 128;

    private final LineReader lines;

    /// Reads from the connection's buffer.
    public ReplyReader(WireInput in) {
        this.lines = new LineReader(in, MAX_LINE);
    }

    /// The next reply, or nothing if the connection ended where a reply could begin.
    ///
    /// @throws MalformedReplyException if something else came
    public Optional<Reply> next() throws IOException {
        var text = new ArrayList<String>();
        int code = 0;
        while (text.size() < MAX_LINES) {
            var line = lines.next();
            if (line instanceof Line.EndOfInput && text.isEmpty()) {
                return Optional.empty();
            }
            var octets = octetsOf(line);
            int lineCode = codeOf(octets);
            if (!text.isEmpty() && lineCode != code) {
                throw new MalformedReplyException("lines of one reply with codes " + code + " and " + lineCode);
            }
            code = lineCode;
            text.add(printable(octets));
            if (octets.length() == 3 || octets.at(3) == ' ') {
                return Optional.of(new Reply(code, text));
            }
        }
        throw new MalformedReplyException("a reply of more than " + MAX_LINES + " lines");
    }

    private static Bytes octetsOf(Line line) throws MalformedReplyException {
        return switch (line) {
            case Line.Text(var octets) -> octets;
            case Line.TooLong _, Line.Endless _ ->
                throw new MalformedReplyException("a reply line of more than " + MAX_LINE + " octets");
            case Line.BareNewline _ -> throw new MalformedReplyException("a bare CR or LF in a reply");
            case Line.EndOfInput _ -> throw new MalformedReplyException("connection closed within a reply");
        };
    }

    private static int codeOf(Bytes line) throws MalformedReplyException {
        boolean shaped = line.length() >= 3
                && isBetween(line.at(0), '2', '5')
                && isBetween(line.at(1), '0', '9')
                && isBetween(line.at(2), '0', '9')
                && (line.length() == 3 || line.at(3) == ' ' || line.at(3) == '-');
        if (!shaped) {
            throw new MalformedReplyException("\"" + printable(line, 0) + "\" is no reply line");
        }
        return (line.at(0) - '0') * 100 + (line.at(1) - '0') * 10 + line.at(2) - '0';
    }

    private static boolean isBetween(int octet, char low, char high) {
        return octet >= low && octet <= high;
    }

    private static String printable(Bytes line) {
        return printable(line, Math.min(4, line.length()));
    }

    /// Control characters would reach the terminal of whoever reads the reply.
    private static String printable(Bytes line, int from) {
        return line.from(from).toText(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }
}
