package postern.smtp.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// One message on its way into a [Maildir]. Whatever happens before [#commit()] returns, no reader of the Maildir
/// sees any of it; whatever happens afterwards, it is there.
///
/// Owned by the connection that receives the message; [#close()] without commit removes what was written.
public final class MaildirDelivery implements AutoCloseable {
    /// Messages are written in pieces of this size and never held whole.
    private static final int BUFFER = 64 * 1024;

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path temporary;
    private final Path target;
    private final FileChannel channel;
    private final UnixLines lines = new UnixLines(this::put);
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;
    private boolean committed;

    MaildirDelivery(Path tmpDirectory, Path newDirectory, String name) throws IOException {
        this.temporary = tmpDirectory.resolve(name);
        this.target = newDirectory.resolve(name);
        this.channel = FileChannel.open(temporary, CREATE, DiskFiles.ownerOnly(temporary.getFileSystem()));
    }

    /// Adds a piece of the message, whose lines end with CR LF. The CR is dropped; a bare one stays.
    public void write(byte[] octets, int offset, int length) throws IOException {
        lines.write(octets, offset, length);
    }

    /// How many octets the stored file has so far.
    public long size() {
        return size;
    }

    /// Makes the message durable and visible, in this order, and returns its file.
    public Path commit() throws IOException {
        lines.finish();
        flush();
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        Maildir.sync(target.resolveSibling("."));
        return target;
    }

    /// Removes what was written, unless it was committed.
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(temporary);
        }
    }

    private void put(byte[] octets, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int piece = Math.min(length - done, buffer.remaining());
            buffer.put(octets, offset + done, piece);
            done += piece;
        }
        size += length;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
