package postern.smtp.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.NameBuilder;

/// `postern cert ca`: a key and the certificate of an authority, a root or one below another.
@Command(
        name = "ca",
        description = "Makes a key and the certificate of an authority: a root, or one below the named issuer.",
        footer = {"", "Example: postern cert ca --subject /O=Lab/CN=Root --cert root.pem --key root.key"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CaCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--subject", required = true, paramLabel = "DN", description = "its name, as /O=Lab/CN=Root")
    @SuppressWarnings("NullAway.Init") // required
    private String subject;

    @Option(names = "--cert", required = true, paramLabel = "FILE", description = "where the certificate goes")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "where the private key goes (mode 0600)")
    @SuppressWarnings("NullAway.Init") // required
    private Path keyFile;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyTypeOption keyType;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "3650",
            description = "how long it is valid (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--path-length", paramLabel = "N", description = "how many authorities may stand below it")
    private @Nullable Integer pathLength;

    @Option(names = "--issuer-cert", paramLabel = "FILE", description = "the authority above; without it, a root")
    private @Nullable Path issuerCertificate;

    @Option(names = "--issuer-key", paramLabel = "FILE", description = "its private key")
    private @Nullable Path issuerKey;

    @Override
    public Integer call() throws Exception {
        if ((issuerCertificate == null) != (issuerKey == null)) {
            throw new ParameterException(spec.commandLine(), "--issuer-cert and --issuer-key go together");
        }
        return IssuerOptions.making(spec, this::make);
    }

    private Path make() throws Exception {
        var random = HmacDrbg.system();
        var limit = pathLength == null ? OptionalInt.empty() : OptionalInt.of(pathLength);
        var builder = CertificateBuilder.authority(
                        NameBuilder.parse(subject),
                        limit,
                        InstantSource.system().instant())
                .days(days);
        try (var key = keyType.generate(random)) {
            var certificate = issuerCertificate == null || issuerKey == null
                    ? builder.selfSigned(key, random)
                    : builder.issuedBy(
                            IssuerOptions.issuer(spec, issuerCertificate, issuerKey), key.publicKey(), random);
            KeyPairFiles.write(certificateFile, keyFile, certificate, key);
            return certificateFile;
        }
    }
}
