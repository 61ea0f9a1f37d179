package postern.smtp.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import postern.crypto.bytes.Bytes;
import postern.smtp.message.MessageId;
import postern.smtp.spool.Spool;
import postern.smtp.spool.SpoolFormatException;
import postern.smtp.spool.SpooledMessage;

/// The queue as `-bp` shows it: age, size, id and sender of each message, then its recipients, those with a `D`
/// before them who have it.
///
/// ```
///  25m  2.9K 1vNYyu-00000000001-0001 <ann@a.example> *** frozen ***
///         D bob@b.example
///           cid@c.example
/// ```
public final class QueueListing {
    private static final int KIBI = 1024;
    private static final int MEBI = KIBI * KIBI;

    private final Spool spool;
    private final InstantSource clock;

    /// A listing of a spool.
    public QueueListing(Spool spool, InstantSource clock) {
        this.spool = spool;
        this.clock = clock;
    }

    /// Writes it, a message at a time.
    public void print(PrintWriter out) throws IOException {
        for (var id : spool.list()) {
            try {
                var message = spool.read(id);
                if (message.isPresent()) {
                    print(out, message.get());
                }
            } catch (SpoolFormatException e) {
                out.println("*** " + e.getMessage() + " ***\n");
            }
        }
        out.flush();
    }

    private void print(PrintWriter out, SpooledMessage message) throws IOException {
        var age = EximTime.age(Duration.between(message.origin().received(), clock.instant()));
        out.printf(
                Locale.ROOT,
                "%4s %5s %s <%s>%s%n",
                age,
                size(octets(message.id())),
                message.id(),
                message.envelope().sender(),
                message.state().frozen().isPresent() ? " *** frozen ***" : "");
        for (var recipient : message.envelope().recipients()) {
            boolean done = message.state().done().contains(recipient.toString());
            out.println("        " + (done ? "D " : "  ") + recipient);
        }
        out.println();
    }

    private long octets(MessageId id) throws IOException {
        try (var body = spool.body(id)) {
            return body.transferTo(OutputStream.nullOutputStream())
                    + spool.read(id)
                            .map(SpooledMessage::header)
                            .map(Bytes::length)
                            .orElse(0);
        }
    }

    /// Up to five characters: `302`, `2.9K`, `14K`, `1.2M`.
    static String size(long octets) {
        if (octets < KIBI) {
            return Long.toString(octets);
        }
        double unit = octets < MEBI ? KIBI : MEBI;
        double number = octets / unit;
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number) + (octets < MEBI ? "K" : "M");
    }
}
