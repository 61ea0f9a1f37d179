package postern.smtp.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;

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

    /// Sets the server's name and its verifier. With `--ca` alone the verdict is told, and the connection goes on
    /// whatever it is; with neither, any certificate will do.
    ///
    /// @param host the host as given on the command line
    /// @throws ParameterException if a name or a file cannot be used
    TlsConfig.Builder applyTo(TlsConfig.Builder builder, String host) {
        try {
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
        if (ca == null && !verify) {
            return PeerVerifier.none();
        }
        var trusted = new CertificateFiles(command).trusted(ca == null ? "system" : ca);
        var verifier = PathValidator.ofServers(trusted);
        return verify ? verifier : verifier.orUnverified();
    }
}
