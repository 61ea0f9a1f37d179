package postern.tls.io;

import java.io.IOException;
import java.io.InputStream;

/// Takes TLS records off a stream, never an octet more than the record under way: what follows the peer's close_notify
/// is not TLS, and stays in the socket for whoever reads it next.
///
/// A read that runs into the socket's time limit loses nothing; the next one goes on where it stopped. Confined to the
/// reading thread.
final class RecordInput {
    /// Type, version, length (RFC 9846 §5.1).
    private static final int HEADER_LENGTH = 5;

    private static final int LENGTH_OFFSET = 3;

    /// The most that is handed on at once. A record is longer only if its header lies, and that the engine sees first.
    private static final int MAX_PIECE = 1 << 14;

    private final InputStream in;
    private final byte[] buffer = new byte[MAX_PIECE];

    /// What is left of the record under way, and of that, whether it is still the header.
    private int left = HEADER_LENGTH;

    private boolean header = true;

    /// How much of a header is in the buffer.
    private int filled;

    RecordInput(InputStream in) {
        this.in = in;
    }

    /// The octets that [#read] has put here, from 0 on; to be used before the next call.
    byte[] buffer() {
        return buffer;
    }

    /// Reads a whole header, or a piece of a body.
    ///
    /// @return how many octets, or -1 at the end of the stream
    int read() throws IOException {
        return header ? readHeader() : readBody();
    }

    private int readHeader() throws IOException {
        while (filled < HEADER_LENGTH) {
            int n = in.read(buffer, filled, HEADER_LENGTH - filled);
            if (n < 0) {
                return endInsideHeader();
            }
            filled += n;
        }
        filled = 0;
        left = (buffer[LENGTH_OFFSET] & 0xff) << 8 | buffer[LENGTH_OFFSET + 1] & 0xff;
        header = left == 0;
        return HEADER_LENGTH;
    }

    /// A part of a header is worthless, but the engine shall know that it was there.
    private int endInsideHeader() {
        int rest = filled;
        filled = 0;
        return rest > 0 ? rest : -1;
    }

    private int readBody() throws IOException {
        int n = in.read(buffer, 0, Math.min(left, buffer.length));
        if (n > 0) {
            left -= n;
            header = left == 0;
        }
        return n;
    }
}
