package postern.smtp.wire;

import java.io.IOException;

/// Reads the text of a message after DATA: up to CR LF `.` CR LF, and to nothing shorter. A dot that begins a longer
/// line was added by the sender and is taken away again (RFC 5321 §4.5.2). The text goes to its sink as it comes; no
/// part of it is kept.
///
/// Confined to the connection's thread; serves one message.
public final class DotReader {
    private static final byte[] CRLF = {'\r', '\n'};

    /// Where in the text we stand.
    private enum At {
        /// CR LF was the last that came, or nothing yet.
        LINE_START,
        /// A dot after [#LINE_START].
        DOT,
        /// CR after that dot.
        DOT_CR,
        /// Within a line.
        TEXT,
        /// CR within a line, not yet passed on.
        TEXT_CR,
        /// LF after [#DOT_CR].
        END
    }

    private final WireInput in;
    private final OctetSink sink;
    private At at = At.LINE_START;

    /// A reader that gives the text without its dots to the sink.
    public DotReader(WireInput in, OctetSink sink) {
        this.in = in;
        this.sink = sink;
    }

    /// Reads to the end of the text. The CR LF before the last dot belongs to the text.
    public End read() throws IOException {
        while (at != At.END) {
            if (!in.fill()) {
                return End.CUT_OFF;
            }
            if (at == At.TEXT) {
                run();
            } else {
                step(in.buffer[in.start++]);
            }
        }
        return End.COMPLETE;
    }

    /// Passes on everything up to the next CR in one piece.
    private void run() {
        int from = in.start;
        while (in.start < in.end && in.buffer[in.start] != '\r') {
            in.start++;
        }
        sink.accept(in.buffer, from, in.start - from);
        if (in.start < in.end) {
            in.start++;
            at = At.TEXT_CR;
        }
    }

    /// Takes one octet where a single one decides.
    private void step(byte octet) {
        switch (at) {
            case LINE_START -> {
                if (octet == '.') {
                    at = At.DOT;
                } else {
                    beginText();
                }
            }
            case DOT -> {
                if (octet == '\r') {
                    at = At.DOT_CR;
                } else {
                    beginText();
                }
            }
            case DOT_CR -> {
                if (octet == '\n') {
                    at = At.END;
                } else {
                    keepBareCr();
                }
            }
            case TEXT_CR -> {
                if (octet == '\n') {
                    sink.accept(CRLF, 0, 2);
                    at = At.LINE_START;
                } else {
                    keepBareCr();
                }
            }
            case TEXT, END -> throw new IllegalStateException("no single step in " + at);
        }
    }

    /// A CR without LF is text like any other octet; what follows it may be the CR that does begin a line's end.
    private void keepBareCr() {
        sink.accept(CRLF, 0, 1);
        beginText();
    }

    /// Puts the octet just taken back, so that it goes out with the [#run()] that it begins.
    private void beginText() {
        in.start--;
        at = At.TEXT;
    }
}
