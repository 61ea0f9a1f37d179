package postern.smtp.wire;

import java.io.IOException;
import java.io.OutputStream;

/// Writes a message's text as DATA wants it: every line ended by CR LF, a line's first dot doubled, a line with a
/// single dot at the end (RFC 5321 §4.5.2). Text files of any system may be given: CR, LF and CR LF each end a line.
///
/// Confined to one thread; serves one message.
public final class DotWriter {
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private boolean lineStart = true;
    private boolean afterCr;

    /// Writes to a stream that should be buffered, and is not closed.
    public DotWriter(OutputStream out) {
        this.out = out;
    }

    /// Adds a piece of the text.
    public void write(byte[] buffer, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            byte octet = buffer[i];
            if (octet == '\r' || octet == '\n') {
                if (octet == '\r' || !afterCr) {
                    endLine();
                }
            } else {
                if (lineStart && octet == '.') {
                    out.write('.');
                }
                out.write(octet);
                lineStart = false;
            }
            afterCr = octet == '\r';
        }
    }

    /// Ends the last line if its end is missing, and then the text.
    public void finish() throws IOException {
        if (!lineStart) {
            endLine();
        }
        out.write('.');
        out.write(CRLF);
    }

    private void endLine() throws IOException {
        out.write(CRLF);
        lineStart = true;
    }
}
