package postern.smtp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import postern.vectors.peer.PeerProcess;

/// `postern serve` in a JVM of its own, on free ports.
final class ServeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on 127\\.0\\.0\\.1:(\\d+) \\(STARTTLS\\) and 127\\.0\\.0\\.1:(\\d+) \\(TLS on connect\\)");

    private final PeerProcess process;
    private final Path data;
    private final int port;
    private final int tlsPort;

    private ServeProcess(PeerProcess process, Path data, Matcher listening) {
        this.process = process;
        this.data = data;
        this.port = Integer.parseInt(listening.group(1));
        this.tlsPort = Integer.parseInt(listening.group(2));
    }

    /// Starts it and waits until it listens.
    static ServeProcess start(Path data, String... options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dpostern.log.level=INFO",
                "-cp",
                System.getProperty("java.class.path"),
                "postern.smtp.cli.Main",
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--tls-port",
                "0"));
        command.addAll(List.of(options));
        var process = PeerProcess.start(command.toArray(String[]::new));
        return new ServeProcess(process, data, process.awaitMatch(LISTENING, START));
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    /// The certificate it made.
    Path certificate() {
        return data.resolve("tls/cert.pem");
    }

    /// The messages it holds, once none is on its way through the spool.
    List<Path> mail() {
        awaitEmptySpool();
        try (Stream<Path> files = Files.list(data.resolve("Maildir/new"))) {
            return files.sorted().toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitEmptySpool() {
        var spool = data.resolve("spool").toFile();
        long end = System.nanoTime() + START.toNanos();
        while (spool.list((_, name) -> name.endsWith("-H")).length > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the spool still holds messages:\n" + output());
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /// What it printed: what to try, and the main log.
    String output() {
        return process.output();
    }

    /// SIGKILL.
    void kill() {
        process.kill();
        process.awaitExit(Duration.ofSeconds(10));
    }

    /// SIGTERM, and the exit status.
    int terminate() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
        return process.awaitExit(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        process.close();
    }
}
