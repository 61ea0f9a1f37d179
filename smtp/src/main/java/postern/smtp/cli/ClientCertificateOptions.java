package postern.smtp.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.tls.TlsConfig;

/// The options that give a client a certificate. A mixin of commands.
final class ClientCertificateOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--cert", paramLabel = "FILE", description = "certificate chain in PEM for a server that asks")
    private @Nullable Path cert;

    @Option(names = "--key", paramLabel = "FILE", description = "its private key in PEM; by default in the same file")
    private @Nullable Path key;

    @Option(
            names = "--enable-pha",
            description = "let a TLS 1.3 server ask for the certificate also behind the handshake")
    private boolean later;

    /// Sets what was given.
    ///
    /// @throws IllegalArgumentException naming the option and the remedy
    TlsConfig.Builder applyTo(TlsConfig.Builder builder) {
        if (later) {
            builder.answerLaterRequests();
        }
        if (cert != null) {
            return builder.credential(new CertificateFiles(command).credential(cert, key == null ? cert : key));
        }
        if (key != null) {
            throw new IllegalArgumentException("--key needs --cert, the certificate it belongs to");
        }
        return builder;
    }
}
