package postern.smtp.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.smtp.config.Dialect;
import postern.tls.pki.Credential;
import postern.tls.pki.Stapler;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.SingleResponse;

/// `tls_ocsp_file`: the proof that the certificate is not revoked, read anew for each connection so that a new
/// file is used at once. A proof that is of another certificate, says something else than "good", or is out of
/// date would only make clients suspicious, and is not shown.
final class Staples {
    private Staples() {}

    /// Shows what the option names.
    ///
    /// @throws IOException in GnuTLS' dialect, if the file cannot be read; OpenSSL's goes on without
    static Stapler of(Options options, Dialect dialect) throws IOException {
        try {
            var response = read(options);
            var now = options.environment().clock().instant();
            return credential -> response.filter(proof -> shows(proof, credential, now)).map(OcspResponse::der).stream()
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            if (dialect == Dialect.GNUTLS) {
                throw new IOException(
                        "(gnutls_certificate_set_ocsp_status_request_file2): Error while reading file.", e);
            }
            return Stapler.none();
        }
    }

    /// Reads the file that the option names, if it names one.
    ///
    /// @throws IOException if it cannot be read
    /// @throws IllegalArgumentException if it is no OCSP response
    static Optional<OcspResponse> read(Options options) throws IOException {
        var file = options.file("tls_ocsp_file");
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(OcspResponse.parse(Bytes.adopt(Files.readAllBytes(Path.of(file.get())))));
    }

    private static boolean shows(OcspResponse response, Credential credential, Instant now) {
        return single(response, credential)
                .filter(answer -> answer.status() instanceof CertificateStatus.Good)
                .flatMap(SingleResponse::nextUpdate)
                .filter(now::isBefore)
                .isPresent();
    }

    /// Which answer is about the certificate: told by its identifier if the issuer is known, else by its number.
    private static Optional<SingleResponse> single(OcspResponse response, Credential credential) {
        var leaf = credential.leaf();
        return response.basic()
                .flatMap(basic -> credential.chain().size() > 1
                        ? basic.find(leaf, credential.chain().get(1))
                        : basic.responses().stream()
                                .filter(answer -> answer.certificate().serial().equals(leaf.serial()))
                                .findFirst());
    }
}
