package postern.smtp.spool;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// A message that nobody else touches until this is closed. What it says has been done is on the disk when it
/// returns.
///
/// Confined to one thread at a time.
public final class Claim implements AutoCloseable {
    private final Spool spool;
    private final SpoolFiles.Lock lock;
    private SpooledMessage message;

    Claim(Spool spool, SpooledMessage message, SpoolFiles.Lock lock) {
        this.spool = spool;
        this.message = message;
        this.lock = lock;
    }

    /// As it is now.
    public SpooledMessage message() {
        return message;
    }

    /// For these there is nothing left to do. A recipient is named by its address; where something else has to be
    /// remembered, such as the members of a list, the name is anything on one line that is no address.
    public void done(Set<String> names) throws IOException {
        if (!names.isEmpty()) {
            message = message.with(message.state().done(names));
            spool.writeJournal(message.id(), names);
        }
    }

    /// Changes it: another state, other recipients.
    public void update(SpooledMessage changed) throws IOException {
        spool.writeHeader(changed);
        message = changed;
    }

    /// There is nothing left to do for anybody.
    public void remove() throws IOException {
        spool.remove(message.id());
    }

    /// The text as it is sent on, with LF at the ends of lines; the caller closes it.
    public InputStream text() throws IOException {
        return spool.text(message);
    }

    /// What the text is like.
    ///
    /// @param octets with CR LF at the ends of lines
    /// @param highest whether there is an octet above 127
    public record Measure(long octets, Highest highest) {}

    /// The range of a text's octets.
    public enum Highest {
        /// ASCII.
        SEVEN_BIT,
        /// More.
        EIGHT_BIT
    }

    /// Reads the text in order to measure it.
    public Measure measure() throws IOException {
        var buffer = new byte[16 * 1024];
        long octets = 0;
        int all = 0;
        try (var text = text()) {
            for (int n = text.read(buffer); n >= 0; n = text.read(buffer)) {
                octets += n;
                for (int i = 0; i < n; i++) {
                    all |= buffer[i];
                    octets += buffer[i] == '\n' ? 1 : 0;
                }
            }
        }
        return new Measure(octets, all < 0 ? Highest.EIGHT_BIT : Highest.SEVEN_BIT);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
