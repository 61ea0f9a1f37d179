package postern.smtp.server;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.spool.Maildir;

/// A server on a free loopback port, whose mail and log a test can look at.
public final class TestServer implements AutoCloseable {
    private final Path root;
    private final StringWriter log = new StringWriter();
    private final SmtpServer server;
    private final int port;

    /// A server without TLS that stores under the directory.
    public TestServer(Path root, ServerLimits limits) {
        this(root, limits, Optional.empty());
    }

    /// A server that stores under the directory.
    public TestServer(Path root, ServerLimits limits, Optional<TlsUpgrade> tls) {
        this.root = root;
        try {
            var clock = Clock.systemUTC();
            var mainLog = new MainLog(log, clock);
            var store = new MaildirStore(Maildir.open(root, "mx", clock), mainLog);
            var services = new Services(store, mainLog, clock, new MessageIds(clock, 1));
            server = new SmtpServer(ServerSetup.open("mx", limits, services, tls));
            port = listen(Entry.CLEAR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The port where it speaks in clear, with STARTTLS if it has TLS.
    public int port() {
        return port;
    }

    /// Opens one more port.
    public int listen(Entry entry) throws IOException {
        return server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), entry)
                .getPort();
    }

    /// A connection to it, in clear.
    public RawClient connect() throws IOException {
        return new RawClient(port);
    }

    /// The files of the messages it stored, oldest first.
    public List<Path> mail() {
        return list("new");
    }

    /// Files of messages that are not complete.
    public List<Path> unfinished() {
        return list("tmp");
    }

    /// The text of the only message, from the line after `Received:` on.
    public String onlyMessage() {
        var mail = mail();
        if (mail.size() != 1) {
            throw new AssertionError(mail.size() + " messages instead of one; log:\n" + log);
        }
        return textOf(mail.getFirst());
    }

    /// A stored message without what the server put before it.
    public static String textOf(Path file) {
        try {
            var text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return text.replaceFirst("(?s)\\AReturn-path: .*?\nReceived: .*?\n(?![ \t])", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The main log so far.
    public String log() {
        return log.toString();
    }

    /// Waits, not for long, until the log contains the text.
    public void awaitLog(String text) throws InterruptedException {
        for (int i = 0; i < 500 && !log().contains(text); i++) {
            Thread.sleep(10);
        }
        if (!log().contains(text)) {
            throw new AssertionError("no \"" + text + "\" in the log:\n" + log);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private List<Path> list(String part) {
        try (var files = Files.list(root.resolve(part))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
