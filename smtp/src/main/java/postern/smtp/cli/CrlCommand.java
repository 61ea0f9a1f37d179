package postern.smtp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.issue.CrlBuilder;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;

/// `postern cert crl`: an authority's revocation list.
@Command(
        name = "crl",
        description = "Makes a certificate revocation list of exactly the named certificates.",
        footer = {
            "",
            "Example: postern cert crl --issuer-cert root.pem --issuer-key root.key --revoke mx.pem --out root.crl"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class CrlCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private IssuerOptions authority;

    @Option(names = "--revoke", paramLabel = "FILE", description = "a certificate to list; may be repeated")
    private List<Path> revoked = List.of();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description = "why, for all of them: key-compromise, superseded, cessation-of-operation, …")
    @SuppressWarnings("NullAway.Init") // has a default
    private String reason;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "30",
            description = "when the next list comes (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the list goes; replaced")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Override
    public Integer call() throws Exception {
        return IssuerOptions.making(spec, this::make);
    }

    private Path make() throws Exception {
        var issuer = authority.issuer();
        var now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        var builder = new CrlBuilder(now, now.plus(Duration.ofDays(days)));
        var why = reason(reason);
        for (var file : revoked) {
            var certificate = new CertificateFiles(spec).read(file).getFirst();
            if (!certificate.issuer().equals(issuer.certificate().subject())) {
                throw new IllegalArgumentException(file + " was issued by " + certificate.issuer() + ", not by "
                        + issuer.certificate().subject() + "; a list is of its own issuer's certificates only");
            }
            builder.revoke(certificate.serial(), new Revocation(now, why));
        }
        return Files.writeString(
                out, builder.issuedBy(issuer, HmacDrbg.system()).toPem(), StandardCharsets.US_ASCII);
    }

    static RevocationReason reason(String text) {
        try {
            return RevocationReason.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no reason for a revocation; there are " + List.of(RevocationReason.values()), e);
        }
    }
}
