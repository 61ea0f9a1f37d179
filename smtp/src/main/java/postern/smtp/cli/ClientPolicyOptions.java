package postern.smtp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.TlsConfig;
import postern.tls.param.ClientAuthentication;
import postern.tls.pki.Certificate;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.SessionCache;
import postern.tls.session.TicketKeys;

/// The options that say how a server treats its clients: whether they prove who they are, and whether they
/// resume. A mixin of commands.
final class ClientPolicyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--client-auth",
            defaultValue = "none",
            paramLabel = "WORD",
            description = "whether clients are asked for certificates: none, request or require (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String clientAuth;

    @Option(
            names = "--client-ca",
            defaultValue = "any",
            paramLabel = "FILE",
            description = "whose certificates clients may show: a PEM file, or 'any' (${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // has a default
    private String clientCa;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "revocation lists for clients' certificates, PEM or DER, may be repeated; then each authority"
                    + " must have one")
    private List<Path> lists = List.of();

    @Option(
            names = "--tickets",
            defaultValue = "2",
            paramLabel = "N",
            description = "tickets for each connection, with which clients resume (${DEFAULT-VALUE})")
    private int tickets;

    @Option(
            names = "--ticket-keys",
            paramLabel = "FILE",
            description = "keys that seal tickets, 48 random octets each, the first seals; servers with the same file"
                    + " resume each other's sessions. By default one that only this process has")
    private @Nullable Path ticketKeys;

    @Option(
            names = "--early-data",
            paramLabel = "N",
            description =
                    "take up to N octets of a resuming client's data with its hello (0-RTT); whoever records them can"
                            + " send them again, to a server with the same ticket keys")
    private int earlyData;

    @Option(
            names = "--cookie",
            description = "send each TLS 1.3 client away once, with a cookie that it has to bring back")
    private boolean cookie;

    @Option(
            names = "--refuse-unknown-names",
            description = "refuse clients that ask (SNI) for a host that no certificate is for")
    private boolean refuseUnknownNames;

    @Option(
            names = "--allow-renegotiation",
            description = "let clients up to TLS 1.2 begin another handshake inside a connection (RFC 5746)")
    private boolean renegotiation;

    /// Sets what was given.
    ///
    /// @throws ParameterException if a word is not known, or a file cannot be used
    TlsConfig.Builder applyTo(TlsConfig.Builder builder) {
        var files = new CertificateFiles(command);
        try {
            builder.tickets(tickets).ticketKeys(keys(files)).clientAuthentication(demand());
            builder.sessionCache(new SessionCache());
            if (earlyData != 0) {
                builder.acceptEarlyData(earlyData);
            }
            if (cookie) {
                builder.demandCookies();
            }
            if (refuseUnknownNames) {
                builder.refuseUnknownNames();
            }
            if (renegotiation) {
                builder.allowRenegotiation();
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        if (clientCa.equals("any")) {
            if (!lists.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "--crl judges certificates of authorities; name them with --client-ca");
            }
            return builder.verifier(PeerVerifier.none());
        }
        List<Certificate> authorities = files.read(Path.of(clientCa));
        return builder.verifier(
                        PathValidator.ofClients(files.trusted(clientCa)).withRevocation(files.revocation(lists)))
                .clientAuthorities(
                        authorities.stream().map(Certificate::subject).toList());
    }

    private ClientAuthentication demand() {
        try {
            return ClientAuthentication.valueOf(clientAuth.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--client-auth: '" + clientAuth + "' is none of none, request, require", e);
        }
    }

    private TicketKeys keys(CertificateFiles files) {
        var random = HmacDrbg.system();
        if (ticketKeys == null) {
            return TicketKeys.fresh(random);
        }
        try (var file = files.secret(ticketKeys)) {
            return TicketKeys.of(file, random);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--ticket-keys " + ticketKeys + ": " + e.getMessage(), e);
        }
    }
}
