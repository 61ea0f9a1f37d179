package postern.smtp.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.pki.AccessDescription;
import postern.tls.pki.Certificate;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.OcspProof;
import postern.tls.pki.revocation.OcspRequest;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.OcspVerifier;

/// `postern ocsp fetch`: the file to be stapled, renewed.
@Command(
        name = "fetch",
        description = {
            "Asks the certificate's OCSP responder and replaces the file with its answer, if that is good:",
            "a server that reads the file at any moment finds the old proof or the new, whole."
        },
        footer = {"", "Example: postern ocsp fetch --cert mx.pem --issuer ca.pem --out mx.ocsp"},
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class OcspFetchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--cert", required = true, paramLabel = "FILE", description = "the certificate to ask about")
    @SuppressWarnings("NullAway.Init") // required
    private Path certificateFile;

    @Option(names = "--issuer", required = true, paramLabel = "FILE", description = "the certificate of its issuer")
    @SuppressWarnings("NullAway.Init") // required
    private Path issuerFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where the answer goes, in DER")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Option(names = "--url", paramLabel = "URL", description = "whom to ask; by default whom the certificate names")
    private @Nullable String url;

    @Option(names = "--nonce", description = "demand an answer made for this request")
    private boolean nonce;

    @Override
    public Integer call() {
        var files = new CertificateFiles(spec);
        var certificate = files.read(certificateFile).getFirst();
        var issuer = files.read(issuerFile).getFirst();
        var of = new OcspVerifier.CertificateAndIssuer(certificate, issuer);
        var request = OcspRequest.about(CertId.of(certificate, issuer));
        if (nonce) {
            request = request.withNonce(HmacDrbg.system());
        }
        var response = OcspResponse.parse(ask(responder(certificate), request));
        var proof = verify(response, request, of);
        refuseUnlessUseful(proof, certificate);
        store(response);
        var stdout = spec.commandLine().getOut();
        stdout.println("good, said at " + proof.thisUpdate()
                + proof.nextUpdate().map(next -> ", until " + next).orElse(""));
        stdout.println("come back at " + proof.comeBack());
        stdout.flush();
        return 0;
    }

    private URI responder(Certificate certificate) {
        var location = url != null ? url : responderOf(certificate);
        try {
            return URI.create(location);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), location + " is not a URL", e);
        }
    }

    private String responderOf(Certificate certificate) {
        return certificate.extensions().get(KnownExtension.AUTHORITY_INFORMATION_ACCESS).stream()
                .flatMap(List::stream)
                .filter(access -> access.method().equals(AccessDescription.OCSP))
                .map(AccessDescription::location)
                .filter(GeneralName.Uri.class::isInstance)
                .map(name -> ((GeneralName.Uri) name).uri())
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), certificateFile + " names no OCSP responder; give its --url"));
    }

    private static Bytes ask(URI responder, OcspRequest request) {
        try {
            return OcspHttp.post(responder, request.der());
        } catch (IOException e) {
            throw new CommandException("OCSP responder " + responder + ": " + e.getMessage(), e);
        }
    }

    private static OcspProof verify(OcspResponse response, OcspRequest request, OcspVerifier.CertificateAndIssuer of) {
        var now = InstantSource.system().instant();
        var verifier = OcspVerifier.usual();
        return request.nonce().isPresent()
                ? verifier.verifyFresh(response, request.nonce().get(), of, now)
                : verifier.verify(response, of.subject(), of.issuer(), now);
    }

    private void refuseUnlessUseful(OcspProof proof, Certificate certificate) {
        if (!(proof.status() instanceof CertificateStatus.Good)) {
            var what = proof.status() instanceof CertificateStatus.Revoked(var revocation)
                    ? "was revoked at " + revocation.at() + " (" + revocation.reason() + ")"
                    : "is unknown to the responder";
            throw new CommandException(
                    "the certificate of " + certificate.subject() + " " + what + "; " + out + " is left as it was");
        }
        if (proof.outlivesItsSigner()) {
            throw new CommandException("the answer is good until "
                    + proof.nextUpdate().orElseThrow()
                    + ", but the certificate of its signer " + proof.signer().subject() + " ends at "
                    + proof.signer().validity().notAfter() + ", and clients will refuse it from then on; " + out
                    + " is left as it was");
        }
    }

    /// First another file, then the rename, which is atomic.
    private void store(OcspResponse response) {
        var target = out.toAbsolutePath();
        try {
            var fresh = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".new");
            try {
                Files.write(fresh, response.der().toArray());
                fresh.toFile().setReadable(true, false);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new CommandException("cannot write " + out + ": " + e, e);
        }
    }
}
