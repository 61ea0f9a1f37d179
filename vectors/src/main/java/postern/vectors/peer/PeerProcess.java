package postern.vectors.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A running peer. Its standard output and error are collected together by a virtual thread, so that it never blocks on
/// a
/// full pipe; its standard input stays open until [#closeInput()] or [#close()].
///
/// Owned by the test: `close()` stops the process (and what it started), by process id.
public final class PeerProcess implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /// A peer gone mad must not fill the test's memory.
    private static final int MAX_OUTPUT = 64 << 20;

    private final List<String> command;
    private final Process process;
    private final StringBuilder output = new StringBuilder();
    private final Thread reader;

    private PeerProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::collect);
    }

    /// Starts a program; the first word is looked up by [Tool#require(String)] unless it is a path.
    public static PeerProcess start(String... command) {
        return start(null, Map.of(), List.of(command));
    }

    /// Starts a program in a directory (the current one if null) with additional environment variables.
    public static PeerProcess start(@Nullable Path directory, Map<String, String> environment, List<String> command) {
        var program = command.getFirst();
        var words = new ArrayList<>(command);
        words.set(0, program.contains("/") ? program : Tool.require(program));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().putAll(environment);
        try {
            return new PeerProcess(List.copyOf(words), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + words, e);
        }
    }

    /// Runs a program to its end with the given standard input.
    public static Result run(Duration limit, String input, String... command) {
        try (var peer = start(command)) {
            peer.send(input);
            peer.closeInput();
            int status = peer.awaitExit(limit);
            return new Result(status, peer.output());
        }
    }

    /// What a finished program said, standard output and error together.
    public record Result(int status, String output) {
        /// This result, if the status is 0.
        ///
        /// @throws IllegalStateException otherwise, with the program's output
        public Result orThrow() {
            if (status != 0) {
                throw new IllegalStateException("exit status " + status + ":\n" + output);
            }
            return this;
        }
    }

    /// The process id.
    public long pid() {
        return process.pid();
    }

    /// Whether it still runs.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Writes text to the peer's standard input. A peer that has already gone is not an error here: its output and exit
    /// status tell the test why.
    public void send(String text) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(text.getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            note("[input not taken: " + e.getMessage() + "]");
        }
    }

    /// Ends the peer's standard input.
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            note("[input not closed: " + e.getMessage() + "]");
        }
    }

    /// Everything printed so far.
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /// Waits until the output contains the text.
    public void await(String text, Duration limit) {
        awaitMatch(Pattern.compile(Pattern.quote(text)), limit);
    }

    /// Waits until the output matches somewhere, and returns that match.
    ///
    /// @throws IllegalStateException if the limit or the process ends first, with all output
    public Matcher awaitMatch(Pattern pattern, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (output) {
            while (true) {
                var matcher = pattern.matcher(output.toString());
                if (matcher.find()) {
                    return matcher;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0 || !reader.isAlive()) {
                    throw new IllegalStateException(
                            (left <= 0 ? "no '" + pattern + "' within " + limit : "ended without '" + pattern + "'")
                                    + ": " + command + "\n" + output);
                }
                waitForOutput(left);
            }
        }
    }

    /// Waits for the end and returns the exit status; all output is collected then.
    ///
    /// @throws IllegalStateException if the limit ends first
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("still running after " + limit + ": " + command + "\n" + output());
            }
            reader.join(STOP_LIMIT);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    /// Sends SIGKILL: no handler of the peer runs.
    public void kill() {
        process.destroyForcibly();
    }

    /// Stops the process and its descendants, gently first.
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void collect() {
        var buffer = new byte[8192];
        try (InputStream stdout = process.getInputStream()) {
            for (int n = stdout.read(buffer); n >= 0; n = stdout.read(buffer)) {
                note(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            note("[output ended: " + e.getMessage() + "]");
        } finally {
            synchronized (output) {
                output.notifyAll();
            }
        }
    }

    private void note(String text) {
        synchronized (output) {
            if (output.length() < MAX_OUTPUT) {
                output.append(text);
            }
            output.notifyAll();
        }
    }

    /// Wakes at least every 100 ms, because the reader's end is not announced under the lock in every case.
    private void waitForOutput(long nanos) {
        try {
            output.wait(Math.clamp(nanos / 1_000_000, 1, 100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }
}
