package postern.smtp.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.wire.ForwardPath;
import postern.smtp.wire.ReversePath;

/// Writes Exim's main log lines.
///
/// Shared by all connections.
public final class MainLog {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Appendable target;
    private final Clock clock;

    /// A log that writes to `target`, which must not buffer, with times of the clock's zone.
    public MainLog(Appendable target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /// `ID <= sender H=(helo) [ip] P=esmtps X=… S=302 id=…`: a message was accepted.
    public void accepted(MessageId id, ReversePath sender, AcceptedLine line) {
        write(id + " <= " + (sender instanceof ReversePath.Nobody ? "<>" : sender) + line);
    }

    /// `ID => recipient T=transport` for the first recipient, `->` for those who share the delivery, then
    /// `Completed`.
    public void delivered(MessageId id, Envelope envelope, String transport) {
        var arrow = "=>";
        for (ForwardPath recipient : envelope.recipients()) {
            write(id + " " + arrow + " " + recipient + " T=" + transport);
            arrow = "->";
        }
        write(id + " Completed");
    }

    /// Any other event. Control characters are escaped.
    public void note(String words) {
        write(words);
    }

    private synchronized void write(String words) {
        try {
            target.append(TIME.format(ZonedDateTime.now(clock)) + " " + LogText.escape(words) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the main log", e);
        }
    }
}
