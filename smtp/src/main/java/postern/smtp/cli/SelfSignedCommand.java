package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.GeneralName;
import postern.tls.pki.HostName;
import postern.tls.pki.Name;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.KeyKind;
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

    @Option(
            names = "--key-type",
            paramLabel = "TYPE",
            defaultValue = "p256",
            description = "p256 (the default), p384, p521, ed25519 or rsa:BITS")
    @SuppressWarnings("NullAway.Init") // has a default
    private String keyType;

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
    public Integer call() throws IOException {
        var random = HmacDrbg.system();
        try {
            var builder = CertificateBuilder.server(
                            subject(), InstantSource.system().instant())
                    .names(names.stream().map(SelfSignedCommand::generalName).toList())
                    .days(days);
            try (var key = KeyKind.parse(keyType).generate(random)) {
                KeyPairFiles.write(certificateFile, keyFile, builder.selfSigned(key, random), key);
            }
            return 0;
        } catch (FileAlreadyExistsException e) {
            throw new ParameterException(
                    spec.commandLine(), e.getFile() + " exists already; remove it or name another file", e);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "there is no directory for " + e.getFile(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Name subject() {
        return subject == null ? NameBuilder.commonName(names.getFirst()) : NameBuilder.parse(subject);
    }

    private static GeneralName generalName(String text) {
        return text.startsWith("*.")
                ? new GeneralName.DnsName("*." + HostName.of(text.substring(2)))
                : HostName.of(text).asGeneralName();
    }
}
