package postern.smtp.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A directory of the system's file system.
///
/// Locks are single octets of one file, `.lock`, each at a place that follows from its name. Locks on the files
/// themselves would be lost as soon as anything in this process closed the same file (POSIX, `fcntl`).
///
/// Shared by all threads.
public final class DiskFiles implements SpoolFiles, AutoCloseable {
    private static final String LOCKS = ".lock";

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<OpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    private static final Set<OpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path directory;
    private final FileChannel locks;

    private DiskFiles(Path directory, FileChannel locks) {
        this.directory = directory;
        this.locks = locks;
    }

    /// Opens a directory, and creates it if it is missing.
    public static DiskFiles open(Path directory) throws IOException {
        Maildir.createPrivate(directory);
        return new DiskFiles(
                directory, FileChannel.open(directory.resolve(LOCKS), OPEN, ownerOnly(directory.getFileSystem())));
    }

    /// Where they are.
    public Path directory() {
        return directory;
    }

    @Override
    public List<String> names() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return Files.newInputStream(directory.resolve(name));
    }

    @Override
    public Output create(String name) throws IOException {
        return output(name, CREATE);
    }

    @Override
    public Output append(String name) throws IOException {
        return output(name, APPEND);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        Maildir.sync(directory);
    }

    @Override
    public Optional<Lock> lock(String name) throws IOException {
        try {
            FileLock lock = locks.tryLock(place(name), 1, false);
            return Optional.ofNullable(lock).map(held -> held::release);
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // another thread of ours
        }
    }

    @Override
    public void close() throws IOException {
        locks.close();
    }

    /// Two names may share a place, once in some million millions: then one waits for the other.
    private static long place(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = 0x100000001B3L * (hash ^ name.charAt(i)) + 0x2545F491;
        }
        return hash & Long.MAX_VALUE >>> 1;
    }

    private Output output(String name, Set<OpenOption> options) throws IOException {
        var file = directory.resolve(name);
        return new ChannelOutput(FileChannel.open(file, options, ownerOnly(file.getFileSystem())));
    }

    /// Mail is private, from the moment it is created on, whatever the umask is.
    static FileAttribute<?>[] ownerOnly(FileSystem system) {
        return system.supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private record ChannelOutput(FileChannel channel) implements Output {
        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            var buffer = ByteBuffer.wrap(octets, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
