package postern.smtp.cli;

import java.io.PrintWriter;
import postern.smtp.acl.AclTrace;
import postern.smtp.daemon.Daemon;
import postern.smtp.daemon.Delivery;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceText;

/// `-d+acl` and `-bh`: who looks on.
final class Debugging {
    private Debugging() {}

    /// What `-d` asks for.
    static Daemon.Watching watching(EximArguments arguments, Streams streams) {
        var acl = wants(arguments, "+acl") ? trace(streams) : AclTrace.NONE;
        return new Daemon.Watching(acl, tls(arguments, streams), Delivery.REAL);
    }

    private static boolean wants(EximArguments arguments, String selector) {
        return arguments
                .debug()
                .filter(words -> words.contains(selector) || words.contains("+all"))
                .isPresent();
    }

    /// `-d+tls`: every message of every handshake, and what was chosen and why, on standard error.
    static TlsObserver tls(EximArguments arguments, Streams streams) {
        return wants(arguments, "+tls") ? new TraceText(new Flushed(streams.err())) : TlsObserver.NONE;
    }

    /// Text that is seen at once.
    private record Flushed(PrintWriter out) implements Appendable {
        @Override
        public Flushed append(CharSequence text) {
            out.append(text).flush();
            return this;
        }

        @Override
        public Flushed append(CharSequence text, int start, int end) {
            return append(text.subSequence(start, end));
        }

        @Override
        public Flushed append(char c) {
            return append(String.valueOf(c));
        }
    }

    /// Every step behind `>>> `, on standard error.
    static AclTrace trace(Streams streams) {
        return line -> {
            streams.err().println(">>> " + line);
            streams.err().flush();
        };
    }
}
