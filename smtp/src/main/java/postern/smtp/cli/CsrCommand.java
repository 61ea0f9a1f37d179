package postern.smtp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import postern.tls.pki.issue.CertificateRequest;
import postern.tls.pki.issue.NameBuilder;

/// `postern cert csr`: a key, and a request for a certificate that an authority may answer.
@Command(
        name = "csr",
        description = "Makes a key and a certificate request (PKCS#10) for it.",
        footer = {"", "Example: postern cert csr --out mx.csr --key mx.key mx.example.org"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CsrCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "names and addresses; the first is the common name")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> names;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the request goes")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

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

    @Option(names = "--subject", paramLabel = "DN", description = "another subject than the common name")
    private @Nullable String subject;

    @Override
    public Integer call() throws Exception {
        return IssuerOptions.making(spec, this::make);
    }

    private Path make() throws Exception {
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        var random = HmacDrbg.system();
        var holder = subject == null ? NameBuilder.commonName(names.getFirst()) : NameBuilder.parse(subject);
        try (var key = keyType.generate(random)) {
            var request = CertificateRequest.make(holder, IssuerOptions.generalNames(names), key, random);
            KeyPairFiles.writeKey(keyFile, key);
            return Files.writeString(out, request.toPem(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        }
    }
}
