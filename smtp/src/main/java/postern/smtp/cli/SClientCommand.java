package postern.smtp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.cli.BareClient;
import postern.tls.cli.Prelude;
import postern.tls.cli.SessionText;

/// `postern s-client`: TLS alone, for trying and testing servers.
@Command(
        name = "s-client",
        description = "Connects standard input and output to a server by TLS alone, for trying and testing servers.",
        footer = {
            "",
            "What was agreed is printed on standard error. Exit status 1: no connection, no agreement, the server's",
            "certificate was refused (with --verify), or the connection broke.",
            "",
            "Example: postern s-client localhost:2525 --starttls smtp --ca ca.pem --verify"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SClientCommand implements Callable<Integer> {
    private final BareClient.Ends ends;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "HOST:PORT", description = "the server")
    @SuppressWarnings("NullAway.Init") // required
    private String server;

    @Option(
            names = "--starttls",
            paramLabel = "PROTOCOL",
            description = "what is said before TLS: ${COMPLETION-CANDIDATES}")
    private @Nullable StartTlsProtocol startTls;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SessionOptions sessions;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ClientCertificateOptions certificate;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ServerTrustOptions trust;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private HandshakeOptions handshake;

    /// Between standard input and standard output.
    SClientCommand() {
        this(new BareClient.Ends(System.in, System.out));
    }

    /// Between these streams.
    SClientCommand(BareClient.Ends ends) {
        this.ends = ends;
    }

    @Override
    public Integer call() {
        var target = target();
        var config = config(target);
        var prelude = startTls == null ? Prelude.NONE : StartTls.CLIENT;
        try {
            var client = new BareClient(config, prelude, sessions.earlyData());
            // What is typed goes to the last connection; those before say nothing.
            var silent = new BareClient.Ends(InputStream.nullInputStream(), OutputStream.nullOutputStream());
            for (int i = 0; i < sessions.reconnections(); i++) {
                client.run(target.address(), silent, this::tell);
            }
            client.run(target.address(), ends, this::tell);
            sessions.save();
            return 0;
        } catch (IOException e) {
            throw new CommandException(server + ": " + e.getMessage(), e);
        }
    }

    private HostPort target() {
        try {
            return HostPort.parse(server);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /// Refusals of the configuration name the option and the remedy.
    private TlsConfig config(HostPort target) {
        try {
            var builder = trust.applyTo(handshake.applyTo(TlsConfig.builder()), target.host());
            return certificate.applyTo(sessions.applyTo(builder)).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(TlsSession session) {
        var err = spec.commandLine().getErr();
        SessionText.lines(session).forEach(err::println);
        err.flush();
    }
}
