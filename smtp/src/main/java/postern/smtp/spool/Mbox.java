package postern.smtp.spool;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/// A file of messages, each behind a line `From sender time`. Lines of a message that begin so get a `>` before
/// them.
///
/// Others who read and write the file respect `FILE.lock` or the lock on the file itself, so both are taken.
/// The lock file holds our process id and how long the mailbox was: who finds one of a process that is gone
/// cuts off the half message that it may have left.
///
/// Made for one delivery, by one thread.
public final class Mbox {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ENGLISH);

    private static final Set<OpenOption> WRITE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /// A mailbox is locked as long as somebody reads or writes it; who waits longer comes again later.
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

    /// A lock file that old belongs to a program that is gone, whatever it was (Exim's `lockfile_timeout`).
    private static final Duration LOCK_FILE_LIMIT = Duration.ofMinutes(30);

    private final Path file;
    private final Path lockFile;
    private final InstantSource clock;

    private Mbox(Path file, InstantSource clock) {
        this.file = file;
        this.lockFile = file.resolveSibling(file.getFileName() + ".lock");
        this.clock = clock;
    }

    /// The mailbox of that name, which need not exist yet.
    public static Mbox at(Path file, InstantSource clock) {
        return new Mbox(file.toAbsolutePath(), clock);
    }

    /// Adds a message, all of it or nothing.
    ///
    /// @param sender its reverse path, empty for nobody
    /// @param text with LF at the ends of lines
    public void append(String sender, InputStream text) throws IOException {
        var parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        takeLockFile();
        try (var channel = FileChannel.open(file, WRITE, DiskFiles.ownerOnly(file.getFileSystem()))) {
            var lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(file + " is locked by another program");
            }
            append(channel, sender, text);
        } finally {
            Files.deleteIfExists(lockFile);
        }
    }

    private void append(FileChannel channel, String sender, InputStream text) throws IOException {
        long before = channel.size();
        try {
            channel.position(before);
            var out = new BufferedOutputStream(Channels.newOutputStream(channel));
            var when = TIME.format(clock.instant().atZone(ZoneOffset.UTC));
            out.write(ascii("From " + (sender.isEmpty() ? "MAILER-DAEMON" : sender) + " " + when + "\n"));
            copy(new BufferedInputStream(text), out);
            out.flush();
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(before);
            throw e;
        }
    }

    private static void copy(InputStream text, OutputStream out) throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = text.read();
        while (octet >= 0) {
            line.reset();
            while (octet >= 0 && octet != '\n') {
                line.write(octet);
                octet = text.read();
            }
            if (line.toString(StandardCharsets.ISO_8859_1).matches("(?s)>*From .*")) {
                out.write('>');
            }
            line.writeTo(out);
            out.write('\n');
            octet = octet < 0 ? octet : text.read();
        }
        out.write('\n');
    }

    private void takeLockFile() throws IOException {
        long end = System.nanoTime() + LOCK_LIMIT.toNanos();
        while (true) {
            try (var channel = FileChannel.open(lockFile, NEW, DiskFiles.ownerOnly(file.getFileSystem()))) {
                var words = ProcessHandle.current().pid() + " " + (Files.exists(file) ? Files.size(file) : 0) + "\n";
                Channels.newOutputStream(channel).write(ascii(words));
                channel.force(true);
                return;
            } catch (FileAlreadyExistsException e) {
                if (System.nanoTime() > end) {
                    throw new IOException("cannot lock " + file + ": " + lockFile + " exists", e);
                }
                clearStaleLock();
                pause();
            }
        }
    }

    /// Cuts off what a process of ours that is gone had begun to write.
    private void clearStaleLock() throws IOException {
        try {
            var words = Files.readString(lockFile).strip().split(" ");
            boolean ours = words.length == 2 && words[0].matches("\\d{1,9}") && words[1].matches("\\d{1,18}");
            if (ours && ProcessHandle.of(Long.parseLong(words[0])).isEmpty()) {
                truncate(Long.parseLong(words[1]));
                Files.deleteIfExists(lockFile);
            } else if (Files.getLastModifiedTime(lockFile)
                    .toInstant()
                    .isBefore(clock.instant().minus(LOCK_FILE_LIMIT))) {
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException e) {
            return; // its owner has just removed it
        }
    }

    private void truncate(long size) throws IOException {
        if (Files.exists(file) && Files.size(file) > size) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
                channel.force(true);
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a lock", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
