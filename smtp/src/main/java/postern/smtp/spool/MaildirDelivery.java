package postern.smtp.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// One message on its way into a [Maildir]. Whatever happens before [#commit()] returns, no reader of the Maildir
/// sees any of it; whatever happens afterwards, it is there.
///
/// Owned by the connection that receives the message; [#close()] without commit removes what was written.
public final class MaildirDelivery implements AutoCloseable {
    /// Messages are written in pieces of this size and never held whole.
    private static final int BUFFER = 64 * 1024;

    private static final byte[] CR = {'\r'};

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path temporary;
    private final Path target;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long size;
    private boolean afterCr;
    private boolean committed;

    MaildirDelivery(Path tmpDirectory, Path newDirectory, String name) throws IOException {
        this.temporary = tmpDirectory.resolve(name);
        this.target = newDirectory.resolve(name);
        this.channel = FileChannel.open(temporary, CREATE, ownerOnly(temporary.getFileSystem()));
    }

    /// Adds a piece of the message, whose lines end with CR LF. The CR is dropped; a bare one stays.
    public void write(byte[] octets, int offset, int length) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end) {
            if (afterCr && octets[at] != '\n') {
                put(CR, 0, 1);
            }
            int cr = at;
            while (cr < end && octets[cr] != '\r') {
                cr++;
            }
            put(octets, at, cr - at);
            afterCr = cr < end;
            at = cr + 1;
        }
    }

    /// How many octets the stored file has so far.
    public long size() {
        return size;
    }

    /// Makes the message durable and visible, in this order, and returns its file.
    public Path commit() throws IOException {
        if (afterCr) {
            put(CR, 0, 1);
        }
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

    /// Mail is private; also from the moment it is created on, whatever the umask is.
    private static FileAttribute<?>[] ownerOnly(FileSystem system) {
        return system.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
