package postern.smtp.wire;

import java.io.IOException;
import java.util.Arrays;
import postern.crypto.bytes.Bytes;

/// Reads lines that end with CR LF. Neither of the two alone ends a line, "even though some systems do so": RFC 5321
/// §2.3.8 forbids it, and a receiver that is more generous than its neighbours can be used to smuggle commands.
///
/// Confined to the connection's thread.
public final class LineReader {
    /// Who exceeds the limit gets an answer once the line ends; who exceeds it this many times over sends no
    /// lines.
    private static final int ENDLESS_FACTOR = 16;

    private final WireInput in;
    private final int maxLength;
    private final byte[] line;

    /// @param maxLength the longest line to accept, in octets without CR LF
    public LineReader(WireInput in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
        this.line = new byte[maxLength];
    }

    /// The next line, or what stands in its place. Blocks until one of them is known.
    public Line next() throws IOException {
        int length = 0;
        while (in.fill()) {
            byte octet = in.buffer[in.start++];
            if (octet == '\n') {
                return new Line.BareNewline();
            }
            if (octet == '\r') {
                return endOfLine(length);
            }
            if (length < maxLength) {
                line[length] = octet;
            }
            length++;
            if (length > ENDLESS_FACTOR * maxLength) {
                return new Line.Endless();
            }
        }
        return new Line.EndOfInput();
    }

    private Line endOfLine(int length) throws IOException {
        if (!in.fill()) {
            return new Line.EndOfInput();
        }
        if (in.buffer[in.start++] != '\n') {
            return new Line.BareNewline();
        }
        return length > maxLength ? new Line.TooLong() : new Line.Text(Bytes.adopt(Arrays.copyOf(line, length)));
    }
}
