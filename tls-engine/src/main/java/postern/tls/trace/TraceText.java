package postern.tls.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.trace.TraceEvent.AlertPassed;
import postern.tls.trace.TraceEvent.Chosen;
import postern.tls.trace.TraceEvent.Direction;
import postern.tls.trace.TraceEvent.KeysChanged;
import postern.tls.trace.TraceEvent.MessagePassed;
import postern.tls.trace.TraceEvent.RecordPassed;
import postern.tls.trace.TraceEvent.SecretDerived;

/// Writes connections down for a reader: handshake messages in hexadecimal, alerts, key changes, and what was
/// chosen and why. `->` is what we sent. Neither secrets nor the application's data are in it.
///
/// ```
/// s-client -> ClientHello, 4 + 192 octets
///   0000  01 00 00 c0 03 03 cb 34 ec b1 e7 81 63 ba 1c 38
///   …
/// s-client -- cipher suite: TLS_AES_128_GCM_SHA256 (the first of ours that the client offers)
/// ```
///
/// Every event begins with the name of the thread it happened on, which tells connections apart.
///
/// Thread-safe: an event is written whole.
public final class TraceText implements TlsObserver {
    private static final Logger LOG = LoggerFactory.getLogger(TraceText.class);

    private static final int HEADER_LENGTH = 4;
    private static final int OCTETS_IN_LINE = 16;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private final Appendable out;
    private boolean failed;

    /// Writes to `out`, which stays its owner's.
    public TraceText(Appendable out) {
        this.out = out;
    }

    @Override
    public boolean wants(TraceEvent.Kind kind) {
        return kind == TraceEvent.Kind.MESSAGE || kind == TraceEvent.Kind.CHOICE;
    }

    @Override
    public void on(TraceEvent event) {
        if (wants(event.kind())) {
            write(Thread.currentThread().getName() + " " + text(event));
        }
    }

    private static String text(TraceEvent event) {
        return switch (event) {
            case MessagePassed(var direction, var name, var encoding) ->
                arrow(direction) + name + ", " + HEADER_LENGTH + " + " + (encoding.length() - HEADER_LENGTH)
                        + " octets\n" + dump(encoding);
            case AlertPassed(var direction, var level, var code) ->
                arrow(direction) + "alert " + name(code) + (level == 1 ? ", warning\n" : ", fatal\n");
            case KeysChanged(var direction, var version, var suite) ->
                arrow(direction) + "from here on under new keys, " + version + " " + suite.ianaName() + "\n";
            case Chosen(var subject, var choice, var why) -> "-- " + subject + ": " + choice + " (" + why + ")\n";
            case RecordPassed _, SecretDerived _ -> throw new IllegalArgumentException("not wanted: " + event.kind());
        };
    }

    private static String arrow(Direction direction) {
        return direction == Direction.SENT ? "-> " : "<- ";
    }

    private static String name(int alert) {
        return AlertDescription.ofCode(alert).map(AlertDescription::toString).orElse("(" + alert + ")");
    }

    private static String dump(Bytes octets) {
        var lines = new StringBuilder();
        for (int at = 0; at < octets.length(); at += OCTETS_IN_LINE) {
            var line = octets.slice(at, Math.min(OCTETS_IN_LINE, octets.length() - at));
            lines.append(String.format("  %04x  ", at))
                    .append(HEX.formatHex(line.toArray()))
                    .append('\n');
        }
        return lines.toString();
    }

    /// Only the first failure is reported: a full disk must not end connections, nor fill the log as well.
    private synchronized void write(String text) {
        try {
            out.append(text);
        } catch (IOException | UncheckedIOException e) {
            if (!failed) {
                LOG.warn("cannot write the trace, the rest of it is missing: {}", e.getMessage());
            }
            failed = true;
        }
    }
}
