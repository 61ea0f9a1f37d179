package postern.smtp.spool;

import java.io.IOException;

/// Turns the wire's CR LF into the LF of files. A bare CR stays what it is.
///
/// Confined to one thread; serves one message.
final class UnixLines {
    private static final byte[] CR = {'\r'};

    private final Sink sink;
    private boolean afterCr;

    UnixLines(Sink sink) {
        this.sink = sink;
    }

    /// Where the lines go.
    @FunctionalInterface
    interface Sink {
        void write(byte[] octets, int offset, int length) throws IOException;
    }

    /// Adds a piece of the message.
    void write(byte[] octets, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (afterCr && octets[at] != '\n') {
                sink.write(CR, 0, 1);
            }
            int cr = at;
            while (cr < end && octets[cr] != '\r') {
                cr++;
            }
            sink.write(octets, at, cr - at);
            afterCr = cr < end;
            at = cr + 1;
        }
    }

    /// Nothing more will come.
    void finish() throws IOException {
        if (afterCr) {
            sink.write(CR, 0, 1);
            afterCr = false;
        }
    }
}
