package postern.smtp.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.aead.RecordKernels;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.MainLog;
import postern.smtp.server.Entry;
import postern.smtp.server.ServerLimits;
import postern.smtp.server.ServerSetup;
import postern.smtp.server.SmtpServer;
import postern.smtp.wire.Mailbox;
import postern.tls.TlsConfig;

/// `postern serve`: a server for a newcomer, without any configuration.
@Command(
        name = "serve",
        description = {
            "Receives mail on loopback, with STARTTLS and with TLS on connect, and keeps it in a Maildir.",
            "Makes a self-signed certificate on its first run, and prints what to try.",
            "With -C, serves as a configuration file in Exim's language says, and nothing else is taken from here."
        },
        footer = {"", "Example: postern serve --data /tmp/mail --port 0 --tls-port 0"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "postern-data",
            description = "where mail, log and certificate are kept (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "2525",
            description = "where to listen for STARTTLS (default: ${DEFAULT-VALUE}; 0: a free port)")
    private int port;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            defaultValue = "2465",
            description = "where to listen for TLS on connect (default: ${DEFAULT-VALUE}; 0: a free port)")
    private int tlsPort;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            defaultValue = "localhost",
            description = "what the server calls itself (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String hostName;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ServerCredential credential;

    @Option(
            names = "-C",
            paramLabel = "FILE",
            description = "serve as this configuration in Exim's language says; the same as postern -bdf -C FILE")
    private @Nullable String configuration;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (configuration != null) {
            return configured(configuration);
        }
        if (!Mailbox.isDomainOrLiteral(hostName)) {
            throw new ParameterException(spec.commandLine(), "--host-name " + hostName + " is no domain name");
        }
        var directory = new DataDirectory(data.toAbsolutePath().normalize());
        directory.create();
        RecordKernels.missing().ifPresent(LoggerFactory.getLogger(ServeCommand.class)::info);
        var tls = TlsUpgrade.server(TlsConfig.builder()
                .credential(credential.load(spec, directory, hostName))
                .build());
        var place = new ServePlace(directory, hostName, Clock.system(ZoneId.systemDefault()));
        try (var log = new LogFile(directory.mainLog(), spec.commandLine().getErr());
                var queue = queue(place, new MainLog(log, place.clock()));
                var server = new SmtpServer(setup(queue, tls))) {
            var clear = listen(server, port, Entry.CLEAR);
            var secure = listen(server, tlsPort, Entry.TLS);
            new WhatToTry(clear, secure, directory, credential.trusted(directory))
                    .print(spec.commandLine().getOut());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, queue), "stop"));
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private int configured(String file) {
        var commandLine = spec.commandLine();
        var streams = new Streams(System.in, commandLine.getOut(), commandLine.getErr(), System.out);
        return new EximCommandLine(streams).run(List.of("-bdf", "-C", file));
    }

    /// First no more mail comes in, then what has come goes out.
    private static void stop(SmtpServer server, ServeQueue queue) {
        server.close();
        queue.close();
    }

    private static ServeQueue queue(ServePlace place, MainLog log) {
        try {
            return ServeQueue.start(place, log);
        } catch (IOException e) {
            throw new CommandException("cannot open the spool " + place.spoolDirectory() + ": " + e, e);
        }
    }

    private ServerSetup setup(ServeQueue queue, TlsUpgrade tls) {
        return ServerSetup.open(hostName, ServerLimits.STANDARD, queue.services(), Optional.of(tls));
    }

    private int listen(SmtpServer server, int wanted, Entry entry) {
        try {
            return server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), entry)
                    .getPort();
        } catch (IOException e) {
            throw new CommandException(e.getMessage() + "; choose another with --port or --tls-port", e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), wanted + " is no port: it has to be from 0 to 65535", e);
        }
    }

    /// The lines that a newcomer can copy.
    ///
    /// @param port for STARTTLS
    /// @param tlsPort for TLS on connect
    /// @param trusted the certificate file that a client should trust
    private record WhatToTry(int port, int tlsPort, DataDirectory directory, Path trusted) {
        /// In one piece: whoever waits for the first line finds the others too.
        void print(PrintWriter out) {
            out.print(String.join("\n", lines()));
            out.flush();
        }

        private List<String> lines() {
            var addresses = "--from you@example.org --to me@localhost";
            var verified = " -crlf -verify_return_error -CAfile " + trusted;
            return List.of(
                    "Listening on 127.0.0.1:" + port + " (STARTTLS) and 127.0.0.1:" + tlsPort + " (TLS on connect).",
                    "Mail is kept in " + directory.maildir() + ", the log in " + directory.mainLog() + ".",
                    "Stop with Ctrl-C. From another terminal, try:",
                    "",
                    "  swaks --server 127.0.0.1 --port " + port + " --tls " + addresses,
                    "  swaks --server 127.0.0.1 --port " + tlsPort + " --tlsc " + addresses,
                    "  openssl s_client -connect 127.0.0.1:" + port + " -starttls smtp" + verified,
                    "  openssl s_client -connect 127.0.0.1:" + tlsPort + verified,
                    "  printf 'Subject: hello\\n\\nIt works.\\n' | ./postern send 127.0.0.1:" + port
                            + " --tls starttls --verify --ca " + trusted + " " + addresses,
                    "",
                    "");
        }
    }
}
