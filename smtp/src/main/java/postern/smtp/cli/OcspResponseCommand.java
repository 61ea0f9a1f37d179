package postern.smtp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.SingleResponse;

/// `postern cert ocsp-response`: what a responder would answer, as a file to be stapled.
@Command(
        name = "ocsp-response",
        description = "Makes an OCSP response about one certificate, in DER, signed by its issuer.",
        footer = {
            "",
            "Example: postern cert ocsp-response --issuer-cert root.pem --issuer-key root.key --cert mx.pem --out mx.ocsp"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class OcspResponseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private IssuerOptions authority;

    @Option(names = "--cert", required = true, paramLabel = "FILE", description = "the certificate it is about")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "good",
            description = "good (the default), unknown, revoked or revoked:REASON")
    @SuppressWarnings("NullAway.Init") // has a default
    private String status;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "how long it is good (default: ${DEFAULT-VALUE})")
    private int days;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the response goes; replaced")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Override
    public Integer call() throws Exception {
        return IssuerOptions.making(spec, this::make);
    }

    private Path make() throws Exception {
        var now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        var issuer = authority.issuer();
        var certificate = new CertificateFiles(spec).read(certificateFile).getFirst();
        var response = new OcspResponseBuilder(now)
                .add(new SingleResponse(
                        CertId.of(certificate, issuer.certificate()),
                        status(now),
                        now,
                        Optional.of(now.plus(Duration.ofDays(days)))))
                .signedBy(issuer, HmacDrbg.system());
        return Files.write(out, response.der().toArray());
    }

    private CertificateStatus status(Instant now) {
        var words = status.split(":", 2);
        return switch (words[0]) {
            case "good" -> new CertificateStatus.Good();
            case "unknown" -> new CertificateStatus.Unknown();
            case "revoked" ->
                new CertificateStatus.Revoked(
                        new Revocation(now, CrlCommand.reason(words.length == 2 ? words[1] : "unspecified")));
            default ->
                throw new IllegalArgumentException(
                        "--status is good, unknown, revoked or revoked:REASON, not " + status);
        };
    }
}
