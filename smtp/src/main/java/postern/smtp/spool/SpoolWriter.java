package postern.smtp.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;
import postern.smtp.spool.SpooledMessage.Origin;
import postern.smtp.spool.SpooledMessage.State;

/// One message on its way into a [Spool]. Until [#commit()] returns there is no message; from then on there is.
///
/// Owned by whoever accepts the message; [#close()] without commit removes what was written.
public final class SpoolWriter implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final Spool spool;
    private final Subject subject;
    private final SpoolFiles.Lock lock;
    private final SpoolFiles.Output out;
    private final byte[] buffer = new byte[BUFFER];
    private final HeaderCollector header = new HeaderCollector(this::put);
    private final UnixLines lines = new UnixLines(header::write);
    private int buffered;
    private long size;
    private boolean committed;

    SpoolWriter(Spool spool, Subject subject, SpoolFiles.Lock lock, SpoolFiles.Output out) throws IOException {
        this.spool = spool;
        this.subject = subject;
        this.lock = lock;
        this.out = out;
        var first = Spool.bodyFirstLine(subject.id()).getBytes(StandardCharsets.US_ASCII);
        put(first, 0, first.length);
    }

    /// What is known before the text comes.
    record Subject(MessageId id, Origin origin, Envelope envelope) {}

    /// Adds a piece of the message, whose lines end with CR LF or LF.
    ///
    /// @throws HeaderTooLongException if the header has more than 1 MiB
    public void write(byte[] octets, int offset, int length) throws IOException {
        lines.write(octets, offset, length);
        size += length;
    }

    /// How many octets were added.
    public long size() {
        return size;
    }

    /// Makes it a message.
    ///
    /// @return as it stands in the spool
    public SpooledMessage commit() throws IOException {
        return commit(List.of());
    }

    /// The same, with fields before those that were written.
    public SpooledMessage commit(List<HeaderField> first) throws IOException {
        lines.finish();
        var fields = new ArrayList<>(first);
        fields.addAll(header.finish());
        flush();
        out.force();
        out.close();
        var message = new SpooledMessage(subject.id(), subject.origin(), subject.envelope(), State.NEW, fields);
        spool.writeHeader(message);
        committed = true;
        lock.close();
        return message;
    }

    @Override
    public void close() throws IOException {
        if (committed) {
            return;
        }
        try (lock) {
            out.close();
            spool.abandon(subject.id());
        }
    }

    private void put(byte[] octets, int offset, int length) throws IOException {
        if (length > buffer.length - buffered) {
            flush();
        }
        if (length > buffer.length) {
            out.write(octets, offset, length);
            return;
        }
        System.arraycopy(octets, offset, buffer, buffered, length);
        buffered += length;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, buffered);
        buffered = 0;
    }
}
