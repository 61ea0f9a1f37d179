package postern.smtp.cli;

import java.io.PrintWriter;
import java.util.Locale;
import postern.tls.alert.AlertDescription;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;

/// Tells people what passes in a handshake: `->` for what we send, `<-` for what the peer sends.
final class HandshakePrinter implements TlsObserver {
    private final PrintWriter out;

    HandshakePrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean wants(TraceEvent.Kind kind) {
        return kind == TraceEvent.Kind.MESSAGE || kind == TraceEvent.Kind.CHOICE;
    }

    @Override
    public void on(TraceEvent event) {
        switch (event) {
            case TraceEvent.MessagePassed(var direction, var name, var encoding) ->
                tell(direction, name.toLowerCase(Locale.ROOT) + " (" + encoding.length() + " octets)");
            case TraceEvent.AlertPassed(var direction, var level, var description) ->
                tell(direction, "alert " + (level == 2 ? "fatal " : "warning ") + nameOf(description));
            case TraceEvent.KeysChanged(var direction, var version, var suite) ->
                tell(direction, "new keys: " + version + " " + suite.openSslName());
            case TraceEvent.Chosen(var subject, var chosen, var why) ->
                out.println("   " + subject + ": " + chosen + " (" + why + ")");
            case TraceEvent.RecordPassed _, TraceEvent.SecretDerived _ -> {}
        }
        out.flush();
    }

    private void tell(TraceEvent.Direction direction, String words) {
        out.println((direction == TraceEvent.Direction.SENT ? "-> " : "<- ") + words);
    }

    private static String nameOf(int description) {
        return AlertDescription.ofCode(description)
                .map(d -> d.name().toLowerCase(Locale.ROOT))
                .orElse("number " + description);
    }
}
