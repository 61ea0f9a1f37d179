package postern.smtp.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A message that nobody else touches until this is closed. What it says has been done is on the disk when it
/// returns.
///
/// Confined to one thread at a time.
public final class Claim implements AutoCloseable {
    private final Spool spool;
    private final SpoolFiles.Lock lock;
    private SpooledMessage message;
    private @Nullable Long size;

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

    /// The number of octets of the text.
    public long size() throws IOException {
        if (size == null) {
            try (var body = spool.body(message.id())) {
                size = message.header().length() + 1 + body.transferTo(OutputStream.nullOutputStream());
            }
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
