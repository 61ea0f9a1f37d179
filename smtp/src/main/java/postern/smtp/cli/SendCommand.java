package postern.smtp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.smtp.io.TlsLayer;
import postern.smtp.transport.ClientRules;
import postern.smtp.transport.Delivery;
import postern.smtp.transport.Outcome;
import postern.smtp.transport.SmtpConnection;
import postern.smtp.transport.SmtpLink;
import postern.smtp.transport.TlsUse;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;
import postern.tls.pki.UnverifiedPeer;
import postern.tls.pki.VerifiedPeer;
import postern.tls.trace.TlsObserver;

/// `postern send`: delivers one message to one server.
@Command(
        name = "send",
        description = {
            "Delivers a message to a server, over TLS as far as asked for.",
            "Prints one line for each recipient on standard output; how it went, on standard error."
        },
        footer = {
            "",
            "Example: postern send mx.example.org:25 --from me@a.example --to you@example.org \\",
            "                 --tls starttls --verify message.eml"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "HOST:PORT", description = "the server")
    @SuppressWarnings("NullAway.Init") // required
    private String server;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MESSAGE-FILE",
            description = "the message with its header, lines ended in any way; standard input if left out")
    private @Nullable Path file;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ADDRESS",
            description = "the sender, to whom failures are reported; <> for nobody")
    @SuppressWarnings("NullAway.Init") // required
    private String from;

    @Option(
            names = "--to",
            required = true,
            split = ",",
            paramLabel = "ADDRESS",
            description = "a recipient; may be given several times")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> to;

    @Option(names = "--helo", paramLabel = "NAME", description = "what to call ourselves; by default the host's name")
    private @Nullable String helo;

    @Option(
            names = "--tls",
            paramLabel = "HOW",
            defaultValue = "opportunistic",
            converter = TlsUseConverter.class,
            description =
                    "starttls, on-connect, opportunistic (the default: STARTTLS if it works, else in clear) or none")
    @SuppressWarnings("NullAway.Init") // has a default
    private TlsUse tls;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ClientCertificateOptions certificate;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ServerTrustOptions trust;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private HandshakeOptions handshake;

    @Option(names = "--show-handshake", description = "tell on standard error what passes in the handshake")
    private boolean showHandshake;

    @Override
    public Integer call() throws IOException {
        var target = checked(() -> HostPort.parse(server));
        var sender = sender();
        var recipients = to.stream().map(address -> mailbox("--to", address)).toList();
        var config = config(target);
        try (var message = message()) {
            var delivery = delivery(sender, recipients, message.content());
            var link = new SmtpLink.Target(
                    target.address(),
                    ClientRules.smtp(heloName(), tls),
                    socket -> begin(socket, config),
                    SmtpLink.Patience.STANDARD);
            return report(new SmtpConnection(link).deliver(delivery, message));
        }
    }

    /// A promise to verify is broken by whoever sends in clear when that fails.
    private TlsConfig config(HostPort target) {
        if (trust.isBinding() && tls.allowsClear()) {
            throw usage("--verify promises what --tls " + TlsUseConverter.print(tls)
                    + " does not keep, since the message may leave in clear; use --tls starttls or --tls on-connect");
        }
        var err = spec.commandLine().getErr();
        var observer = showHandshake ? new HandshakePrinter(err) : TlsObserver.NONE;
        return checked(() -> certificate
                .applyTo(trust.applyTo(handshake.applyTo(TlsConfig.builder(), observer), target.host()))
                .build());
    }

    private TlsLayer begin(Socket socket, TlsConfig config) throws IOException {
        var err = spec.commandLine().getErr();
        var secured = TlsSocket.client(socket, config);
        var session = secured.handshake();
        err.println(describe(session));
        err.flush();
        return TlsLayer.over(secured, session);
    }

    private static String describe(TlsSession session) {
        return session
                + switch (session.peer().orElse(null)) {
                    case VerifiedPeer _ -> ", certificate verified";
                    case UnverifiedPeer(var _, var refusal) ->
                        ", certificate not verified"
                                + refusal.map(reason -> ": " + reason.getMessage())
                                        .orElse("");
                    case null -> ", no certificate";
                };
    }

    private Delivery delivery(ReversePath sender, List<Mailbox> recipients, Delivery.Content content) {
        return checked(() -> new Delivery(sender, recipients, content));
    }

    private MessageFile message() {
        try {
            if (file == null) {
                return MessageFile.copyOf(System.in);
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw usage("cannot read the message file " + file);
            }
            return MessageFile.of(file);
        } catch (IOException e) {
            throw new CommandException("cannot keep the message from standard input: " + e, e);
        }
    }

    private int report(Outcome outcome) {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        outcome.accepted().forEach(recipient -> out.println("accepted " + recipient));
        for (var refusal : outcome.refused()) {
            out.println("refused " + refusal.recipient() + " "
                    + refusal.persistence().name().toLowerCase(Locale.ROOT));
            if (!refusal.reason().equals(outcome.words())) {
                err.println(refusal.recipient() + ": " + refusal.reason());
            }
        }
        out.flush();
        err.println(outcome.words());
        err.flush();
        return outcome.isComplete() ? 0 : 1;
    }

    private ReversePath sender() {
        return from.isEmpty() || from.equals("<>") ? new ReversePath.Nobody() : mailbox("--from", from);
    }

    private Mailbox mailbox(String option, String address) {
        boolean bracketed = address.startsWith("<") && address.endsWith(">");
        try {
            return Mailbox.parse(bracketed ? address.substring(1, address.length() - 1) : address);
        } catch (IllegalArgumentException e) {
            throw usage(option + " " + address + ": " + e.getMessage());
        }
    }

    /// RFC 5321 §4.1.1.1 wants our name; a host that has none we could give calls itself by its address.
    private String heloName() {
        if (helo != null) {
            if (!Mailbox.isDomainOrLiteral(helo)) {
                throw usage("--helo " + helo + ": neither a domain nor an address literal in brackets");
            }
            return helo;
        }
        try {
            var name = InetAddress.getLocalHost().getHostName();
            return Mailbox.isDomainOrLiteral(name) ? name : "[127.0.0.1]";
        } catch (UnknownHostException e) {
            return "[127.0.0.1]";
        }
    }

    /// Refusals of what the command line says name the option and the remedy.
    private <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String words) {
        return new ParameterException(spec.commandLine(), words);
    }
}
