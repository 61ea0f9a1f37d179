package postern.smtp.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.smtp.config.Dialect;
import postern.tls.TlsConfig;
import postern.tls.param.ClientAuthentication;
import postern.tls.pki.Certificate;
import postern.tls.pki.Name;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.TrustStore;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.CrlStore;
import postern.tls.pki.revocation.RevocationPolicy;

/// `tls_verify_hosts`, `tls_try_verify_hosts`, `tls_verify_certificates` and `tls_crl`: whether this client is
/// asked for a certificate, and who judges it.
///
/// @param authorities whose names are sent to the client: those of a file, not those of a directory
record ClientCertificates(ClientAuthentication demand, PeerVerifier verifier, List<Name> authorities) {
    private static final ClientCertificates NOT_ASKED =
            new ClientCertificates(ClientAuthentication.NONE, PeerVerifier.none(), List.of());

    /// What the options say for this client.
    ///
    /// @throws IOException if they name what cannot be used
    static ClientCertificates of(Options options, Dialect dialect) throws IOException {
        if (options.matchesHost("tls_verify_hosts")) {
            return judged(options, dialect, ClientAuthentication.REQUIRE);
        }
        if (options.matchesHost("tls_try_verify_hosts")) {
            return judged(options, dialect, ClientAuthentication.REQUEST);
        }
        return NOT_ASKED;
    }

    void applyTo(TlsConfig.Builder builder) {
        builder.clientAuthentication(demand).clientAuthorities(authorities).verifier(verifier);
    }

    private static ClientCertificates judged(Options options, Dialect dialect, ClientAuthentication demand)
            throws IOException {
        var where = options.file("tls_verify_certificates").orElse("system");
        var trusted = trusted(where);
        var validator = PathValidator.ofClients(trusted);
        var lists = options.file("tls_crl");
        if (lists.isPresent()) {
            validator = validator.withRevocation(new CrlStore(crls(lists.get()), policy(dialect)));
        }
        var verifier = demand == ClientAuthentication.REQUIRE ? validator : validator.orUnverified();
        return new ClientCertificates(demand, verifier, authorities(where));
    }

    /// GnuTLS looks at lists where there are any; with OpenSSL every signer needs one.
    private static RevocationPolicy policy(Dialect dialect) {
        return dialect == Dialect.OPENSSL ? RevocationPolicy.REQUIRE_LIST : RevocationPolicy.WHERE_LISTED;
    }

    private static TrustStore trusted(String where) throws IOException {
        try {
            if (where.equals("system")) {
                return TrustStore.ofSystem();
            }
            var path = Path.of(where);
            return Files.isDirectory(path) ? TrustStore.ofDirectory(path) : TrustStore.ofFile(path);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("failed to stat " + where + " for certificates", e);
        }
    }

    private static List<Name> authorities(String where) throws IOException {
        if (where.equals("system") || Files.isDirectory(Path.of(where))) {
            return List.of();
        }
        return Certificate.readFile(Path.of(where)).stream()
                .map(Certificate::subject)
                .toList();
    }

    /// A list that is missing or cannot be read must not let revoked certificates pass, in either dialect.
    private static List<Crl> crls(String file) throws IOException {
        try {
            return Crl.parseAll(Bytes.adopt(Files.readAllBytes(Path.of(file))));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("failed to stat " + file + " for certificates revocation lists", e);
        }
    }
}
