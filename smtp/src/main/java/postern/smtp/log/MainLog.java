package postern.smtp.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.ReversePath;

/// Writes Exim's log lines: the main log, and what of it goes into the reject and the panic log too.
///
/// Shared by all connections.
public final class MainLog {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern(" xx", Locale.ROOT);

    private final LogSink sink;
    private final LogStyle style;
    private final Clock clock;

    /// A log that writes to `target`, which must not buffer, with times of the clock's zone.
    public MainLog(Appendable target, Clock clock) {
        this(LogSink.mainOnly(target), LogStyle.USUAL, clock);
    }

    /// A log in that style, with times of the clock's zone.
    public MainLog(LogSink sink, LogStyle style, Clock clock) {
        this.sink = sink;
        this.style = style;
        this.clock = clock;
    }

    /// How the lines look.
    public LogStyle style() {
        return style;
    }

    /// `ID <= sender H=(helo) [ip] P=esmtps X=… S=302 id=…`: a message was accepted.
    public void accepted(MessageId id, ReversePath sender, AcceptedLine line) {
        note(id + " <= " + (sender instanceof ReversePath.Nobody ? "<>" : sender) + line.render(style));
    }

    /// `ID => recipient T=transport` for the first recipient, `->` for those who share the delivery, then
    /// `Completed`.
    public void delivered(MessageId id, Envelope envelope, String transport) {
        var arrow = "=>";
        for (ForwardPath recipient : envelope.recipients()) {
            note(id + " " + arrow + " " + recipient + " T=" + transport);
            arrow = "->";
        }
        note(id + " Completed");
    }

    /// `ID => blackhole (…)`, then `Completed`: a message was accepted and thrown away, as an access control list
    /// wanted.
    public void discarded(MessageId id, String why) {
        note(id + " => blackhole (" + why + ")");
        note(id + " Completed");
    }

    /// Any other event. Control characters are escaped.
    public void note(String words) {
        write(EnumSet.of(LogTarget.MAIN), words);
    }

    /// Something was refused.
    public void rejected(String words) {
        write(EnumSet.of(LogTarget.MAIN, LogTarget.REJECT), words);
    }

    /// Something that should never happen.
    public void panic(String words) {
        write(EnumSet.of(LogTarget.MAIN, LogTarget.PANIC), words);
    }

    /// A line for some of the logs.
    public synchronized void write(Set<LogTarget> targets, String words) {
        var now = ZonedDateTime.now(clock);
        try {
            for (var target : targets) {
                var line = switch (style.form()) {
                    case EXIM -> time(now) + LogText.escape(words);
                    case BARE -> LogText.escape(words);
                    case JSON -> JsonLine.of(now, target, words);
                };
                sink.write(target, line + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log", e);
        }
    }

    private String time(ZonedDateTime now) {
        var text = (style.shows(LogSelector.MILLISEC) ? MILLISECONDS : SECONDS).format(now);
        var zone = style.zone() == LogStyle.Zone.SHOWN ? ZONE.format(now) : "";
        var pid = style.shows(LogSelector.PID) ? " [" + ProcessHandle.current().pid() + "]" : "";
        return text + zone + pid + " ";
    }
}
