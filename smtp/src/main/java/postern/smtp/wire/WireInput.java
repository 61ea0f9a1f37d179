package postern.smtp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// The buffer between a connection and its readers. A sender may put commands, message text and more commands into
/// one segment (RFC 2920 §3.1, RFC 3030 §2), so every reader takes from here exactly what is its own.
///
/// Confined to the connection's thread.
public final class WireInput {
    /// A record of TLS holds up to 16 KiB; a smaller buffer would only add calls.
    private static final int CAPACITY = 16 * 1024;

    private final InputStream in;

    // The kernel's window, for the readers of this package: octets from start (inclusive) to end (exclusive)
    // wait.
    final byte[] buffer = new byte[CAPACITY];
    int start;
    int end;

    /// Reads from a stream that it does not close.
    public WireInput(InputStream in) {
        this.in = in;
    }

    /// How many octets have arrived and wait here.
    public int buffered() {
        return end - start;
    }

    /// Forgets what waits here and overwrites it, and returns how much that was. What a client sent in clear
    /// before a TLS handshake must never be taken for something said inside it (RFC 3207 §4.2; CVE-2011-0411).
    public int discard() {
        int waiting = buffered();
        Arrays.fill(buffer, (byte) 0);
        start = 0;
        end = 0;
        return waiting;
    }

    /// Makes sure that at least one octet waits; blocks for it if necessary.
    ///
    /// @return false at the end of the stream
    boolean fill() throws IOException {
        if (start < end) {
            return true;
        }
        start = 0;
        end = 0;
        int count = in.read(buffer, 0, buffer.length);
        if (count > 0) {
            end = count;
        }
        return count > 0;
    }
}
