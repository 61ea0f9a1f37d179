package postern.smtp.spool;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import postern.smtp.message.Envelope;
import postern.smtp.message.MessageId;

/// Messages between their `250` and their delivery, in one directory, in Exim's layout: `ID-H` is envelope and
/// header, `ID-D` the body, `ID-J` a journal of those who are done.
///
/// **A message exists if and only if its `-H` does.** To accept one: write and force `-D`; write and force
/// `ID-H.tmp`; rename it to `-H`; force the directory; only then say `250`. To be done with one: delete `-H`,
/// force the directory, and only then delete `-D` and `-J` at leisure: a journal that vanished before its
/// message did would have everything delivered again. What a crash leaves without an `-H` was never accepted,
/// or is done; [#recover()] removes it.
///
/// Forcing the directory is what costs most; all threads that want it at the same time share one.
///
/// Shared by all threads, and by processes that work on the same directory.
public final class Spool {
    private static final String HEADER = "-H";
    private static final String BODY = "-D";
    private static final String JOURNAL = "-J";
    private static final String TEMPORARY = "-H.tmp";
    private static final String LOST = "-H.lost";
    private static final int ID_LENGTH = 23;

    private final SpoolFiles files;
    private final SharedSync sync;
    private final Map<MessageId, Set<String>> unwritten = new ConcurrentHashMap<>();

    /// Works on a directory.
    public Spool(SpoolFiles files) {
        this.files = files;
        this.sync = new SharedSync(files);
    }

    /// What a crash left behind.
    ///
    /// @param removed files of messages that had not been accepted, or were done
    /// @param lost messages whose body is gone, set aside as `-H.lost`
    public record Recovery(int removed, List<MessageId> lost) {}

    /// Clears up after a crash. To be called before the first run of a queue; other processes may be at work,
    /// whose messages are left alone.
    public Recovery recover() throws IOException {
        var names = Set.copyOf(files.names());
        var lost = new ArrayList<MessageId>();
        int removed = 0;
        for (var name : names) {
            var id = idOf(name);
            boolean orphan = id.isPresent()
                    && (name.endsWith(TEMPORARY) || isPart(name))
                    && !(isPart(name) && names.contains(id.get() + HEADER));
            if (orphan) {
                removed += removeOrphan(id.get(), name);
            } else if (id.isPresent() && name.endsWith(HEADER) && !names.contains(id.get() + BODY)) {
                setAside(id.get()).ifPresent(lost::add);
            }
        }
        sync.run();
        return new Recovery(removed, lost);
    }

    /// Begins to accept a message; the writer has to be committed or closed.
    ///
    /// @throws IllegalStateException if the id is in use
    public SpoolWriter begin(MessageId id, SpooledMessage.Origin origin, Envelope envelope) throws IOException {
        var lock = files.lock(id.text()).orElseThrow(() -> new IllegalStateException(id + " is in use"));
        try {
            return new SpoolWriter(this, new SpoolWriter.Subject(id, origin, envelope), lock, files.create(id + BODY));
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// The ids of all messages, oldest first.
    public List<MessageId> list() throws IOException {
        return files.names().stream()
                .filter(name -> name.endsWith(HEADER))
                .flatMap(name -> idOf(name).stream())
                .sorted((a, b) -> a.text().compareTo(b.text()))
                .toList();
    }

    /// A message as it is now, to look at.
    ///
    /// @return nothing if there is none of that id
    /// @throws SpoolFormatException if its files are not as they should be
    public Optional<SpooledMessage> read(MessageId id) throws IOException {
        try {
            var message = HeaderFile.read(id, files.read(id + HEADER));
            var done = new LinkedHashSet<>(journal(id).lines());
            done.addAll(unwritten.getOrDefault(id, Set.of()));
            return Optional.of(message.with(message.state().done(done)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Takes a message to work on it.
    ///
    /// @return nothing if there is none of that id, or somebody else works on it
    public Optional<Claim> claim(MessageId id) throws IOException {
        var lock = files.lock(id.text());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<Claim> claim = Optional.empty();
        try {
            claim = read(id).map(message -> new Claim(this, message, lock.get()));
            return claim;
        } finally {
            if (claim.isEmpty()) {
                lock.get().close();
            }
        }
    }

    /// The body, as the file has it behind its first line, with LF at the ends of lines.
    public InputStream body(MessageId id) throws IOException {
        var in = files.open(id + BODY);
        try {
            in.skipNBytes((id + BODY + "\n").length());
            return in;
        } catch (IOException e) {
            in.close();
            throw new SpoolFormatException("Format error in spool file " + id + BODY + ": it has no first line", e);
        }
    }

    /// The whole message, with LF at the ends of lines.
    public InputStream text(SpooledMessage message) throws IOException {
        var header = new ByteArrayInputStream(
                (message.header().toText(StandardCharsets.ISO_8859_1) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return new SequenceInputStream(header, body(message.id()));
    }

    /// The `-H` file, as it is.
    public Optional<byte[]> headerFile(MessageId id) throws IOException {
        try {
            return Optional.of(files.read(id + HEADER));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Deletes what is left of messages that are done. Cheap if nothing is; to be called now and then when the
    /// spool is idle, since otherwise new messages bring it about.
    public void tidy() throws IOException {
        if (sync.hasLeftovers()) {
            sync.run();
        }
    }

    /// Makes the message's first, or its next, `-H` the one that counts.
    void writeHeader(SpooledMessage message) throws IOException {
        var temporary = message.id() + TEMPORARY;
        files.delete(temporary);
        var octets = HeaderFile.write(message);
        try (var out = files.create(temporary)) {
            out.write(octets, 0, octets.length);
            out.force();
        }
        files.rename(temporary, message.id() + HEADER);
        sync.run();
    }

    /// Adds to the journal. If that fails, this process at least remembers.
    void writeJournal(MessageId id, Set<String> done) throws IOException {
        var journal = journal(id);
        // What a crash cut off must not become an address together with what follows.
        var text = (journal.torn() ? "!\n" : "") + String.join("\n", done) + "\n";
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        unwritten.computeIfAbsent(id, _ -> new LinkedHashSet<>()).addAll(done);
        try (var out = files.append(id + JOURNAL)) {
            out.write(octets, 0, octets.length);
            out.force();
        }
        if (!journal.exists()) {
            sync.run();
        }
        unwritten.remove(id);
    }

    /// Ends a message.
    void remove(MessageId id) throws IOException {
        files.delete(id + HEADER);
        sync.runThenDelete(id + BODY, id + JOURNAL);
        unwritten.remove(id);
    }

    /// Takes back what was written of a message for which no `250` will be said.
    void abandon(MessageId id) throws IOException {
        files.delete(id + HEADER);
        files.delete(id + TEMPORARY);
        files.delete(id + BODY);
    }

    static String bodyFirstLine(MessageId id) {
        return id + BODY + "\n";
    }

    /// The journal's complete lines.
    ///
    /// @param torn whether it ends within a line
    private record Journal(List<String> lines, boolean torn, boolean exists) {}

    private Journal journal(MessageId id) throws IOException {
        try {
            var text = new String(files.read(id + JOURNAL), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            return new Journal(text.substring(0, end).lines().toList(), end < text.length(), true);
        } catch (NoSuchFileException e) {
            return new Journal(List.of(), false, false);
        }
    }

    /// An `-H` that is durable without its `-D` was never answered with `250`; or else somebody deleted the body.
    private Optional<MessageId> setAside(MessageId id) throws IOException {
        var lock = files.lock(id.text());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (var _ = lock.get()) {
            var names = files.names(); // the first look may have come before the body
            if (!names.contains(id + HEADER) || names.contains(id + BODY)) {
                return Optional.empty();
            }
            files.rename(id + HEADER, id + LOST);
            return Optional.of(id);
        }
    }

    private int removeOrphan(MessageId id, String name) throws IOException {
        var lock = files.lock(id.text());
        if (lock.isEmpty()) {
            return 0; // being accepted at this moment
        }
        try (var _ = lock.get()) {
            if (isPart(name) && headerFile(id).isPresent()) {
                return 0; // was accepted since we looked
            }
            files.delete(name);
            return 1;
        }
    }

    private static boolean isPart(String name) {
        return name.endsWith(BODY) || name.endsWith(JOURNAL);
    }

    private static Optional<MessageId> idOf(String name) {
        return name.length() > ID_LENGTH ? MessageId.parse(name.substring(0, ID_LENGTH)) : Optional.empty();
    }
}
