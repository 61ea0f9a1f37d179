package postern.smtp.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A Maildir: every message is a file, complete and unchanging from the moment it appears in `new`. Lines end
/// with LF there, as everywhere on the system it lives on.
///
/// Shared by all connections.
public final class Maildir {
    /// Maildir's own rule: a file that long in `tmp` belongs to nobody any more.
    private static final Duration ABANDONED = Duration.ofHours(36);

    private final Path root;
    private final String hostName;
    private final InstantSource clock;
    private final AtomicLong deliveries = new AtomicLong();

    private Maildir(Path root, String hostName, InstantSource clock) {
        this.root = root;
        this.hostName = hostName;
        this.clock = clock;
    }

    /// Opens a Maildir, creates what is missing of it, and removes what crashed deliveries left in `tmp`.
    ///
    /// @param hostName part of every file name, so that several hosts may share the directory
    public static Maildir open(Path root, String hostName, InstantSource clock) throws IOException {
        createPrivate(root);
        for (var part : new String[] {"tmp", "new", "cur"}) {
            createPrivate(root.resolve(part));
        }
        // '/' would end a directory's name and ':' begins the flags of a message that was seen.
        var maildir = new Maildir(root, hostName.replace('/', '_').replace(':', '_'), clock);
        maildir.sweep();
        return maildir;
    }

    /// Begins a delivery, which the caller commits or closes.
    public MaildirDelivery begin() throws IOException {
        return new MaildirDelivery(root.resolve("tmp"), root.resolve("new"), uniqueName());
    }

    /// Begins a delivery that happens once only, whatever crashes: the key becomes part of the file's name.
    ///
    /// @param key what is delivered; of two deliveries with the same key only one may be under way at a time
    /// @return nothing if it was delivered before, and is where it was put or where a mail reader files what
    ///     was seen
    public Optional<MaildirDelivery> begin(String key) throws IOException {
        var name = key + "." + hostName;
        var seen = root.resolve("cur");
        for (var flags : new String[] {"", ":2,", ":2,S"}) {
            if (Files.exists(seen.resolve(name + flags))) {
                return Optional.empty();
            }
        }
        if (Files.exists(root.resolve("new").resolve(name))) {
            return Optional.empty();
        }
        Files.deleteIfExists(root.resolve("tmp").resolve(name));
        return Optional.of(new MaildirDelivery(root.resolve("tmp"), root.resolve("new"), name));
    }

    /// Forces a directory's entries to the disk: without it a rename may not outlive a power failure.
    static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Time, process and counter: no two deliveries to a directory have the same name. The microseconds have all
    /// their digits, so that names in their order are mail in its order.
    private String uniqueName() {
        Instant now = clock.instant();
        return "%d.M%06dP%dQ%d.%s"
                .formatted(
                        now.getEpochSecond(),
                        now.getNano() / 1000,
                        ProcessHandle.current().pid(),
                        deliveries.incrementAndGet(),
                        hostName);
    }

    static void createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        var parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
        if (parent != null) {
            sync(parent);
        }
    }

    private void sweep() throws IOException {
        var limit = FileTime.from(clock.instant().minus(ABANDONED));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("tmp"))) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.delete(file);
                }
            }
        }
    }
}
