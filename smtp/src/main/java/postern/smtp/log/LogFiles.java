package postern.smtp.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// The logs as files, one each. A line is handed to the system at once, so that none is lost when the process
/// dies. A file that was renamed or removed, as programs that rotate logs do, is made anew.
///
/// Shared by all connections.
public final class LogFiles implements LogSink, AutoCloseable {
    private final String pattern;
    private final Set<LogTarget> wanted;
    private final Map<LogTarget, OpenLog> open = new EnumMap<>(LogTarget.class);

    /// Files whose names are the pattern with `%s` replaced by `main`, `reject` and `panic`.
    ///
    /// @param wanted the logs that are to be written
    /// @throws IOException if their directory cannot be made
    public LogFiles(String pattern, Set<LogTarget> wanted) throws IOException {
        this.pattern = pattern;
        this.wanted = Set.copyOf(wanted);
        var directory = path(LogTarget.MAIN).toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
    }

    private record OpenLog(OutputStream stream, Object key) {}

    @Override
    public synchronized void write(LogTarget target, String line) throws IOException {
        if (wanted.contains(target)) {
            stream(target).write(line.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (var log : open.values()) {
            log.stream().close();
        }
        open.clear();
    }

    private Path path(LogTarget target) {
        return Path.of(pattern.replace("%s", target.word()));
    }

    private OutputStream stream(LogTarget target) throws IOException {
        var path = path(target);
        var known = open.get(target);
        if (known != null && Files.exists(path) && known.key().equals(key(path))) {
            return known.stream();
        }
        if (known != null) {
            known.stream().close();
        }
        var stream = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        open.put(target, new OpenLog(stream, key(path)));
        return stream;
    }

    /// Which file it is, whatever its name.
    private static Object key(Path path) throws IOException {
        var key = Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        return key == null ? path : key;
    }
}
