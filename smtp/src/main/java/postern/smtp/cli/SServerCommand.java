package postern.smtp.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.smtp.server.Entry;
import postern.tls.TlsConfig;
import postern.tls.cli.BareServer;
import postern.tls.cli.EchoMode;
import postern.tls.cli.HttpMode;
import postern.tls.cli.Prelude;
import postern.tls.cli.ReverseMode;
import postern.tls.cli.ServerMode;
import postern.tls.pki.Credential;
import postern.tls.pki.Stapler;
import postern.tls.pki.revocation.OcspResponse;

/// `postern s-server`: TLS alone, for trying and testing clients.
@Command(
        name = "s-server",
        description = "Serves TLS alone, any number of connections at once, for trying and testing clients.",
        footer = {
            "",
            "Prints 'listening on HOST:PORT' on standard output, and on standard error a line for each connection:",
            "what was agreed, or why it failed. Runs until it is stopped.",
            "",
            "Example: postern s-server --listen 127.0.0.1:4433 --cert server.pem --key server.key --mode http"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SServerCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            description = "where to listen; port 0 is any free port")
    @SuppressWarnings("NullAway.Init") // required
    private String listen;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "certificate chain in PEM, the server's own first; may be left out with --psk")
    private @Nullable Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "its private key in PEM; by default in the same file")
    private @Nullable Path key;

    @Option(
            names = "--cert2",
            paramLabel = "FILE",
            description = "a second chain, as RSA beside ECDSA; the client's wishes select")
    private @Nullable Path cert2;

    @Option(names = "--key2", paramLabel = "FILE", description = "its private key")
    private @Nullable Path key2;

    @Option(
            names = "--ocsp",
            paramLabel = "FILE",
            description = "an OCSP response about the certificate, DER, for clients that ask for one")
    private @Nullable Path ocsp;

    @Option(
            names = "--mode",
            defaultValue = "http",
            description = "what is said inside: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private Mode mode;

    @Option(
            names = "--starttls",
            paramLabel = "PROTOCOL",
            description = "what is said before TLS: ${COMPLETION-CANDIDATES}")
    private @Nullable StartTlsProtocol startTls;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private HandshakeOptions handshake;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private DhParamOption dhParam;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ClientPolicyOptions clients;

    /// What is said inside.
    enum Mode {
        HTTP,
        ECHO,
        REV,
        SMTP;

        /// The word on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        try (var server = start()) {
            out.println("listening on " + HostPort.print(server.address()));
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (IOException e) {
            throw new CommandException(String.valueOf(e.getMessage()), e);
        }
    }

    /// A server that runs, of either kind.
    private record Running(Closeable server, InetSocketAddress address) implements Closeable {
        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private Running start() throws IOException {
        try {
            var address = HostPort.parse(listen).address();
            return switch (mode) {
                case HTTP -> bare(address, new HttpMode());
                case ECHO -> bare(address, new EchoMode());
                case REV -> bare(address, new ReverseMode());
                case SMTP -> mail(address);
            };
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Running bare(InetSocketAddress address, ServerMode behaviour) throws IOException {
        var prelude = startTls == null ? Prelude.NONE : StartTls.SERVER;
        var service = new BareServer.Service(prelude, behaviour, this::log);
        var server = BareServer.start(address, config(), service);
        return new Running(server::close, server.address());
    }

    private Running mail(InetSocketAddress address) throws IOException {
        var server = TrialMail.server(config(), spec.commandLine().getErr());
        var entry = startTls == null ? Entry.TLS : Entry.CLEAR;
        return new Running(server::close, server.listen(address, entry));
    }

    private TlsConfig config() {
        var files = new CertificateFiles(spec);
        var credentials = new ArrayList<Credential>();
        if (cert != null) {
            credentials.add(files.credential(cert, key == null ? cert : key));
        } else if (!handshake.sharesKeys()) {
            throw new IllegalArgumentException("a server needs --cert, its certificate, or --psk, a shared key");
        }
        if (cert2 != null) {
            credentials.add(files.credential(cert2, key2 == null ? cert2 : key2));
        } else if (key2 != null) {
            throw new IllegalArgumentException("--key2 needs --cert2, the certificate it belongs to");
        }
        var builder = clients.applyTo(handshake.applyTo(TlsConfig.builder())).credentials(credentials);
        if (!credentials.isEmpty()) {
            builder.stapler(stapler(files, credentials.getFirst()));
        }
        return dhParam.applyTo(builder).build();
    }

    /// Shows the response beside the first certificate, which it has to be about if that can be seen.
    private Stapler stapler(CertificateFiles files, Credential first) {
        if (ocsp == null) {
            return Stapler.none();
        }
        var response = OcspResponse.parse(files.octets(ocsp));
        var chain = first.chain();
        boolean about = chain.size() < 2
                || response.basic()
                        .filter(basic -> basic.find(chain.get(0), chain.get(1)).isPresent())
                        .isPresent();
        if (!about) {
            throw new IllegalArgumentException("--ocsp " + ocsp + " is not about the certificate of "
                    + first.leaf().subject() + "; fetch one with: postern ocsp fetch");
        }
        return credential -> credential.equals(first) ? List.of(response.der()) : List.of();
    }

    /// Called by the threads of all connections.
    private void log(String line) {
        var err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
