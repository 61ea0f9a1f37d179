package postern.smtp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import postern.smtp.config.ConfigException;
import postern.smtp.config.Configuration;
import postern.smtp.daemon.Daemon;
import postern.smtp.daemon.Delivery;
import postern.smtp.io.StreamSocket;
import postern.smtp.log.LogSink;
import postern.smtp.log.LogStyle;
import postern.smtp.log.LogTarget;
import postern.smtp.log.MainLog;
import postern.smtp.server.Entry;
import postern.smtp.server.ServerSetup;
import postern.smtp.server.SmtpServer;

/// `-bs` and `-bh`: one session on standard input and output.
final class StreamSession {
    private static final int SMTP = 25;
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), SMTP);

    private final Streams streams;
    private final EximArguments arguments;

    StreamSession(EximArguments arguments, Streams streams) {
        this.arguments = arguments;
        this.streams = streams;
    }

    /// `-bs`: for real, with whoever started us. With routers, what was accepted is delivered before we end,
    /// unless that takes too long; then it stays in the queue.
    int real() {
        var configuration = arguments.configuration();
        try (var files = Daemon.logFiles(configuration)) {
            var log = new MainLog(files, Daemon.logStyle(configuration), DaemonCommand.clock(configuration));
            var daemon = new Daemon(
                    configuration, log, DaemonCommand.clock(configuration), Debugging.watching(arguments, streams));
            try (var mail = DaemonQueue.start(configuration, log, Optional.empty())) {
                return serve(mail.setup(daemon), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            }
        } catch (IOException | ConfigException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /// `-bh`: as if from that host, and nothing comes of it. What lists decide, and why, is told.
    int played(String host) {
        var configuration = arguments.configuration();
        var style = new LogStyle(Daemon.logStyle(configuration).selectors(), LogStyle.Zone.OMITTED, LogStyle.Form.BARE);
        var log = new MainLog(toldOnce(), style, DaemonCommand.clock(configuration));
        var watching =
                new Daemon.Watching(Debugging.trace(streams), Debugging.tls(arguments, streams), Delivery.PLAYED);
        var peer = peer(host);
        var out = streams.out();
        out.println();
        out.println(
                "**** SMTP testing session as if from host " + peer.getAddress().getHostAddress());
        out.println("**** but without any ident (RFC 1413) callback.");
        out.println("**** This is not for real!");
        out.println();
        out.flush();
        return play(configuration, new Daemon(configuration, log, DaemonCommand.clock(configuration), watching), peer);
    }

    private int play(Configuration configuration, Daemon daemon, InetSocketAddress peer) {
        try {
            var spool = Files.createTempDirectory("postern-bh");
            try {
                return serve(daemon.setup(spool), peer);
            } finally {
                remove(spool);
            }
        } catch (IOException | ConfigException e) {
            throw new CommandException(configuration.file() + ": " + e.getMessage(), e);
        }
    }

    private int serve(ServerSetup setup, InetSocketAddress peer) throws IOException {
        var entry = arguments.tls() == EximArguments.OnConnect.TLS ? Entry.TLS : Entry.CLEAR;
        try (var server = new SmtpServer(setup);
                var socket = new StreamSocket(streams.in(), streams.raw(), peer, HERE)) {
            server.serveOne(socket, entry);
        }
        return 0;
    }

    /// A line for several logs is one line on a terminal.
    private LogSink toldOnce() {
        return (target, line) -> {
            if (target == LogTarget.MAIN) {
                streams.err().print("LOG: " + line);
                streams.err().flush();
            }
        };
    }

    /// `IP` or `IP.PORT`.
    private static InetSocketAddress peer(String host) {
        var withPort = host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+\\.\\d{1,5}") || host.matches("[0-9a-fA-F:]+\\.\\d{1,5}");
        int dot = withPort ? host.lastIndexOf('.') : host.length();
        try {
            var port = withPort ? Integer.parseInt(host.substring(dot + 1)) : 0;
            return new InetSocketAddress(InetAddress.ofLiteral(host.substring(0, dot)), port);
        } catch (IllegalArgumentException e) {
            throw new UsageException("-bh: \"" + host + "\" is no IP address, with or without a dot and a port");
        }
    }

    private static void remove(Path directory) {
        try (var all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(StreamSession::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
