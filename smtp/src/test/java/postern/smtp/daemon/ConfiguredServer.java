package postern.smtp.daemon;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import postern.smtp.config.ConfigParser;
import postern.smtp.log.LogSink;
import postern.smtp.log.MainLog;
import postern.smtp.server.Entry;
import postern.smtp.server.RawClient;
import postern.smtp.server.SmtpServer;

/// A server made of a configuration's text, on a free loopback port, whose mail and log a test can look at.
final class ConfiguredServer implements AutoCloseable {
    private final Path directory;
    private final StringWriter log = new StringWriter();
    private final SmtpServer server;
    private final int port;

    ConfiguredServer(Path directory, String text) {
        this.directory = directory;
        try {
            var file = Files.writeString(directory.resolve("t.conf"), """
                    primary_hostname = mx.example.test
                    spool_directory = %s
                    """.formatted(directory) + text);
            var configuration = ConfigParser.parse(file, Map.of());
            var main = new MainLog(LogSink.mainOnly(log), Daemon.logStyle(configuration), Clock.systemUTC());
            server = new SmtpServer(new Daemon(configuration, main, Clock.systemUTC(), Daemon.Watching.NOBODY).setup());
            port = listen(Entry.CLEAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int listen(Entry entry) throws IOException {
        return server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), entry)
                .getPort();
    }

    int port() {
        return port;
    }

    RawClient connect() throws IOException {
        return new RawClient(port);
    }

    /// A client that has read the banner.
    RawClient greeted() throws IOException {
        var client = connect();
        client.reply();
        return client;
    }

    String log() {
        return log.toString();
    }

    void awaitLog(String text) throws InterruptedException {
        for (int i = 0; i < 500 && !log().contains(text); i++) {
            Thread.sleep(10);
        }
        if (!log().contains(text)) {
            throw new AssertionError("no \"" + text + "\" in the log:\n" + log);
        }
    }

    /// The texts of the stored messages.
    List<String> mail() throws IOException {
        try (var files = Files.list(directory.resolve("Maildir/new"))) {
            return files.sorted().map(ConfiguredServer::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
