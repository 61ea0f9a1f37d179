package postern.smtp.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.Revocation;

/// `postern ocsp respond`: a small responder for one authority.
@Command(
        name = "respond",
        description = {
            "Answers OCSP requests about an authority's certificates over HTTP, on loopback, until it is stopped.",
            "What the list (--crl) names is revoked, everything else good; for labs and tests."
        },
        footer = {
            "",
            "Example: postern ocsp respond --port 8888 --issuer-cert root.pem --issuer-key root.key --crl root.crl"
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class OcspRespondCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private IssuerOptions authority;

    @Option(names = "--port", required = true, paramLabel = "N", description = "where to listen; 0 for any free port")
    private int port;

    @Option(names = "--crl", paramLabel = "FILE", description = "a list of the authority: which are revoked")
    private @Nullable Path crl;

    @Option(names = "--revoke", paramLabel = "SERIAL", description = "a serial number that is revoked, hexadecimal")
    private List<String> revoked = List.of();

    @Option(names = "--signer-cert", paramLabel = "FILE", description = "whom the authority appointed to sign")
    private @Nullable Path signerCertificate;

    @Option(names = "--signer-key", paramLabel = "FILE", description = "its private key")
    private @Nullable Path signerKey;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "how long answers are good (default: ${DEFAULT-VALUE})")
    private int hours;

    @Override
    public Integer call() {
        if ((signerCertificate == null) != (signerKey == null)) {
            throw new ParameterException(spec.commandLine(), "--signer-cert and --signer-key go together");
        }
        var issuer = authority.issuer();
        var signer = signerCertificate == null || signerKey == null
                ? issuer
                : IssuerOptions.issuer(spec, signerCertificate, signerKey);
        var responder = new OcspResponder(issuer.certificate(), signer, lookup(), Duration.ofHours(hours));
        try (var listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            var out = spec.commandLine().getOut();
            out.println("answering on http://localhost:" + listener.getLocalPort() + "/");
            out.flush();
            responder.serve(listener);
            return 0;
        } catch (IOException e) {
            throw new CommandException("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private OcspResponder.Lookup lookup() {
        Map<BigInteger, Revocation> numbers = new HashMap<>();
        for (var number : revoked) {
            try {
                numbers.put(new BigInteger(number, 16), OcspResponder.REVOKED_LONG_AGO);
            } catch (NumberFormatException e) {
                throw new ParameterException(
                        spec.commandLine(), "--revoke " + number + " is not a hexadecimal number", e);
            }
        }
        var lists = crl == null ? List.<Crl>of() : Crl.parseAll(new CertificateFiles(spec).octets(crl));
        return serial -> lists.stream()
                .flatMap(list -> list.find(serial).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(numbers.get(serial)));
    }
}
