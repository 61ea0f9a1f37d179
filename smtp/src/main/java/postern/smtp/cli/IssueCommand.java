package postern.smtp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import postern.crypto.asn1.DerWriter;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.Extension;
import postern.tls.pki.Extension.Criticality;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Name;
import postern.tls.pki.Purpose;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.CertificateRequest;
import postern.tls.pki.issue.NameBuilder;

/// `postern cert issue`: a certificate by an authority, with a new key or for the key of a request.
@Command(
        name = "issue",
        description = "Makes a certificate signed by an authority: with a new key, or for a request (--csr).",
        footer = {
            "",
            "Example: postern cert issue --issuer-cert root.pem --issuer-key root.key --cert mx.pem --key mx.key "
                    + "mx.example.org"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class IssueCommand implements Callable<Integer> {
    /// The TLS extension status_request (RFC 6066 §8).
    private static final int STATUS_REQUEST = 5;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private IssuerOptions authority;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "names and addresses; the first is the common name")
    private List<String> names = List.of();

    @Option(names = "--cert", required = true, paramLabel = "FILE", description = "where the certificate goes")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(names = "--key", paramLabel = "FILE", description = "where the new private key goes (mode 0600)")
    private @Nullable Path keyFile;

    @Option(names = "--csr", paramLabel = "FILE", description = "a request; its key and, if none are given, its names")
    private @Nullable Path csr;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyTypeOption keyType;

    @Option(names = "--subject", paramLabel = "DN", description = "another subject than the common name")
    private @Nullable String subject;

    @Option(
            names = "--purpose",
            paramLabel = "PURPOSE",
            defaultValue = "server",
            description = "server (the default), client or ocsp: a responder of the authority")
    @SuppressWarnings("NullAway.Init") // has a default
    private String purpose;

    @Option(names = "--must-staple", description = "demand an OCSP response with the certificate (RFC 7633)")
    private boolean mustStaple;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "398",
            description = "how long it is valid (default: ${DEFAULT-VALUE})")
    private int days;

    @Override
    public Integer call() throws Exception {
        if ((csr == null) == (keyFile == null)) {
            throw new ParameterException(
                    spec.commandLine(), "give --key FILE for a new key, or --csr FILE for the key of a request");
        }
        if (csr == null && names.isEmpty() && subject == null) {
            throw new ParameterException(spec.commandLine(), "name the certificate's holder: NAME or --subject");
        }
        return IssuerOptions.making(spec, csr == null ? this::withNewKey : this::forRequest);
    }

    private Path withNewKey() throws Exception {
        var random = HmacDrbg.system();
        var builder = builder(
                subject == null ? NameBuilder.commonName(names.getFirst()) : NameBuilder.parse(subject),
                IssuerOptions.generalNames(names));
        try (var key = keyType.generate(random)) {
            var certificate = builder.issuedBy(authority.issuer(), key.publicKey(), random);
            KeyPairFiles.write(certificateFile, Objects.requireNonNull(keyFile), certificate, key);
            return certificateFile;
        }
    }

    private Path forRequest() throws Exception {
        var file = new CertificateFiles(spec).octets(Objects.requireNonNull(csr));
        var request = CertificateRequest.fromPem(file.toText(StandardCharsets.ISO_8859_1));
        var holder = subject == null ? request.subject() : NameBuilder.parse(subject);
        var holderNames = names.isEmpty() ? request.names() : IssuerOptions.generalNames(names);
        var certificate = builder(holder, holderNames).issuedBy(authority.issuer(), request.key(), HmacDrbg.system());
        return Files.writeString(
                certificateFile, certificate.toPem(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
    }

    private CertificateBuilder builder(Name holder, List<GeneralName> holderNames) {
        var now = InstantSource.system().instant();
        var builder = switch (purpose.toLowerCase(Locale.ROOT)) {
            case "server" -> CertificateBuilder.server(holder, now);
            case "client" -> CertificateBuilder.client(holder, now);
            case "ocsp" ->
                CertificateBuilder.endEntity(holder, now)
                        .purposes(List.of(Purpose.OCSP_SIGNING))
                        .extension(new Extension(
                                KnownExtension.OCSP_NO_CHECK.oid(),
                                Criticality.NON_CRITICAL,
                                DerWriter.write(DerWriter::nullValue)));
            default -> throw new IllegalArgumentException("--purpose is server, client or ocsp, not " + purpose);
        };
        if (mustStaple) {
            builder.extension(new Extension(
                    KnownExtension.TLS_FEATURE.oid(),
                    Criticality.NON_CRITICAL,
                    DerWriter.write(out -> out.sequence(features -> features.integer(STATUS_REQUEST)))));
        }
        return builder.names(holderNames).days(days);
    }
}
