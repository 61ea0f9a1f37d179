package postern.smtp.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.revocation.OcspCheck;

/// The options that say what a client demands of the server's certificate. A mixin of commands.
final class ServerTrustOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "whom to trust: a PEM file, or 'system', which is the default of --verify")
    private @Nullable String ca;

    @Option(names = "--verify", description = "go on only if the server's certificate is valid, for the host's name")
    private boolean verify;

    @Option(
            names = "--sni",
            paramLabel = "NAME",
            description = "the name to ask for and to verify; by default the host as given")
    private @Nullable String sni;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "revocation lists, PEM or DER, may be repeated; then each authority must have one")
    private List<Path> lists = List.of();

    @Option(
            names = "--ocsp",
            paramLabel = "WORD",
            description = "whether the server is asked for an OCSP response with its certificate: request (one that"
                    + " comes is judged, and must come where the certificate demands it) or require")
    private @Nullable String ocsp;

    /// Sets the server's name and its verifier. With `--ca` alone the verdict is told, and the connection goes on
    /// whatever it is; with neither, any certificate will do.
    ///
    /// @param host the host as given on the command line
    /// @throws ParameterException if a name or a file cannot be used
    TlsConfig.Builder applyTo(TlsConfig.Builder builder, String host) {
        try {
            if (ocsp != null) {
                builder.requestStapling();
            }
            return builder.serverName(sni == null ? host : sni).verifier(verifier());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /// Whether a certificate that cannot be verified is to end the connection.
    boolean isBinding() {
        return verify;
    }

    private PeerVerifier verifier() {
        var demand = demand();
        if (ca == null && !verify) {
            requireNothingToJudge();
            return PeerVerifier.none();
        }
        var files = new CertificateFiles(command);
        var verifier = PathValidator.ofServers(files.trusted(ca == null ? "system" : ca))
                .withRevocation(files.revocation(lists));
        if (ocsp != null) {
            verifier = verifier.withStapled(OcspCheck.stapled(demand));
        }
        return verify ? verifier : verifier.orUnverified();
    }

    private OcspCheck.Demand demand() {
        return switch (ocsp == null ? "request" : ocsp) {
            case "request" -> OcspCheck.Demand.WHERE_DEMANDED;
            case "require" -> OcspCheck.Demand.ALWAYS;
            default -> throw new IllegalArgumentException("--ocsp: '" + ocsp + "' is neither request nor require");
        };
    }

    private void requireNothingToJudge() {
        if (!lists.isEmpty() || "require".equals(ocsp)) {
            throw new IllegalArgumentException((lists.isEmpty() ? "--ocsp require" : "--crl")
                    + " judges a certificate that nobody verifies;" + " add --verify, or --ca to be told");
        }
    }
}
