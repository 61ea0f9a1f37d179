package postern.smtp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.Credential;
import postern.tls.pki.GeneralName;
import postern.tls.pki.Validity;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.KeyKind;
import postern.tls.pki.issue.NameBuilder;

/// The certificate of `serve`: the user's, or a self-signed one that is made once and kept.
final class ServerCredential {
    /// Nobody renews the certificate of a trial; it should outlive the trial.
    private static final int DAYS = 3650;

    private static final Bytes LOOPBACK = Bytes.of(127, 0, 0, 1);
    private static final Bytes LOOPBACK_6 = Bytes.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "the server's certificate and those above it (PEM), instead of a self-signed one")
    private @Nullable Path certificate;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "the private key of --cert; by default in the same file")
    private @Nullable Path key;

    /// Reads it, and makes it first if there is none and the user names none.
    Credential load(CommandSpec spec, DataDirectory directory, String hostName) {
        if (certificate != null) {
            return new CertificateFiles(spec).credential(certificate, key == null ? certificate : key);
        }
        if (key != null) {
            throw new ParameterException(
                    spec.commandLine(), "--key without --cert: give the certificate of the key too");
        }
        if (!Files.exists(directory.certificate()) || !Files.exists(directory.privateKey())) {
            make(directory, hostName);
        }
        return new CertificateFiles(spec).credential(directory.certificate(), directory.privateKey());
    }

    /// What a client should be told to trust.
    Path trusted(DataDirectory directory) {
        return certificate == null ? directory.certificate() : certificate;
    }

    private static void make(DataDirectory directory, String hostName) {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var random = HmacDrbg.system();
        var builder = CertificateBuilder.server(NameBuilder.commonName(hostName), now)
                .validity(new Validity(now.minus(1, ChronoUnit.HOURS), now.plus(DAYS, ChronoUnit.DAYS)))
                .names(List.of(
                        new GeneralName.DnsName(hostName),
                        new GeneralName.IpAddress(LOOPBACK),
                        new GeneralName.IpAddress(LOOPBACK_6)));
        try (var made = KeyKind.DEFAULT.generate(random)) {
            var self = builder.selfSigned(made, random);
            KeyPairFiles.write(directory.certificate(), directory.privateKey(), self, made);
        } catch (IOException e) {
            throw new CommandException(
                    "cannot keep a new certificate in " + directory.certificate() + " and its key in "
                            + directory.privateKey() + ": " + e
                            + "; make room for both, or remove what is left of them",
                    e);
        }
    }
}
