package postern.smtp.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.NameBuilder;

/// `postern cert self-signed`: a key, and a server certificate that vouches for itself.
@Command(
        name = "self-signed",
        description = {
            "Makes a key and a self-signed server certificate. Who connects must be given the",
            "certificate itself as trusted (--ca), or not verify at all."
        },
        footer = {"", "Example: postern cert self-signed --cert server.pem --key server.key mx.example.org 192.0.2.1"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SelfSignedCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "NAME",
            description = "the names and addresses of the server; the first is its common name too")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> names;

    @Option(names = "--cert", required = true, paramLabel = "FILE", description = "where the certificate goes")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "where the private key goes (mode 0600); may be the same file")
    @SuppressWarnings("NullAway.Init") // required
    private Path keyFile;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyTypeOption keyType;

    @Option(
            names = "--subject",
            paramLabel = "DN",
            description = "another subject than the common name, as /C=UK/O=Example/CN=mx.example.org")
    private @Nullable String subject;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "398",
            description = "how long it is valid (default: ${DEFAULT-VALUE})")
    private int days;

    @Override
    public Integer call() throws Exception {
        return IssuerOptions.making(spec, this::make);
    }

    private Path make() throws Exception {
        var random = HmacDrbg.system();
        var holder = subject == null ? NameBuilder.commonName(names.getFirst()) : NameBuilder.parse(subject);
        var builder = CertificateBuilder.server(holder, InstantSource.system().instant())
                .names(names.stream().map(IssuerOptions::serverName).toList())
                .days(days);
        try (var key = keyType.generate(random)) {
            KeyPairFiles.write(certificateFile, keyFile, builder.selfSigned(key, random), key);
            return certificateFile;
        }
    }
}
