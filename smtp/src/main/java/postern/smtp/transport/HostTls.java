package postern.smtp.transport;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.smtp.io.TlsLayer;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.route.MailHost;
import postern.smtp.route.UndecidedException;
import postern.smtp.transport.HostReport.Channel;
import postern.smtp.transport.HostReport.Verified;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.io.TlsSocket;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.Credential;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.TrustStore;
import postern.tls.pki.UnverifiedPeer;
import postern.tls.pki.VerifiedPeer;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.CrlStore;
import postern.tls.pki.revocation.OcspCheck;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.RevocationPolicy;

/// TLS with one host as the transport's options want it, and what came of it. Files are read for each
/// connection, so that new ones count at once; one that cannot be read is a failure of TLS, not of the delivery.
///
/// Made for one connection.
final class HostTls implements TlsUpgrade {
    private final TlsOptions options;
    private final MailHost host;
    private final InstantSource clock;
    private @Nullable TlsSession session;

    HostTls(TlsOptions options, MailHost host, InstantSource clock) {
        this.options = options;
        this.host = host;
        this.clock = clock;
    }

    @Override
    public TlsLayer start(Socket socket) throws IOException {
        var tls = TlsSocket.client(socket, config());
        var agreed = tls.handshake();
        checkStaple(agreed);
        session = agreed;
        return TlsLayer.over(tls, agreed);
    }

    /// What was agreed, for the log; empty if there is no TLS.
    Optional<Channel> channel() {
        return Optional.ofNullable(session).map(agreed -> {
            var verified = agreed.isPeerVerified() ? Verified.YES : Verified.NO;
            var name = agreed.peerCertificates().stream()
                    .findFirst()
                    .map(certificate -> certificate.subject().toString());
            return new Channel(agreed.toString(), verified, name);
        });
    }

    /// Why the certificate did not pass, if it was tried.
    Optional<String> refusal() {
        return Optional.ofNullable(session)
                .flatMap(TlsSession::peer)
                .filter(UnverifiedPeer.class::isInstance)
                .flatMap(peer -> ((UnverifiedPeer) peer).refusal())
                .map(reason -> String.valueOf(reason.getMessage()));
    }

    private TlsConfig config() throws IOException {
        try {
            var builder = TlsConfig.builder().clock(clock).verifier(verifier());
            options.identity().policy().apply(host).ifPresent(builder::policy);
            options.identity()
                    .serverName()
                    .apply(host)
                    .filter(name -> !name.isEmpty())
                    .ifPresent(builder::serverNameIndication);
            if (!options.identity().protocols().isEmpty()) {
                builder.applicationProtocols(options.identity().protocols().toArray(String[]::new));
            }
            if (wantsStaple()) {
                builder.requestStapling();
            }
            var certificate = options.identity().certificate().apply(host);
            if (certificate.isPresent()) {
                builder.credential(credential(certificate.get()));
            }
            return builder.build();
        } catch (IllegalArgumentException | UndecidedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private boolean wantsStaple() {
        return options.ocsp().request().test(host) || options.ocsp().require().test(host);
    }

    private Credential credential(String file) throws IOException {
        var keyFile = options.identity()
                .privateKey()
                .apply(host)
                .filter(name -> !name.isEmpty())
                .orElse(file);
        try (var key = Secret.adopt(Files.readAllBytes(Path.of(keyFile)))) {
            return new Credential(Certificate.readFile(Path.of(file)), PrivateKey.fromPem(key, keyFile));
        } catch (IOException e) {
            throw new IOException(
                    "tls_certificate " + file + ", tls_privatekey " + keyFile + ": cannot read " + e.getMessage(), e);
        }
    }

    /// The name is that of the host, whatever name was asked for.
    private PeerVerifier verifier() throws IOException {
        var verification = options.trust().verification(host);
        if (verification == TlsOptions.Verification.NONE) {
            return PeerVerifier.none();
        }
        var validator = PathValidator.ofServers(trusted());
        var crl = options.trust().crl().apply(host).filter(name -> !name.isEmpty());
        if (crl.isPresent()) {
            var lists = Crl.parseAll(Bytes.adopt(Files.readAllBytes(Path.of(crl.get()))));
            validator = validator.withRevocation(new CrlStore(lists, RevocationPolicy.REQUIRE_LIST));
        }
        if (!options.trust().names().test(host)) {
            validator = validator.withoutNameCheck();
        }
        var judge = validator;
        PeerVerifier named = (chain, _, at) -> judge.verify(chain, host.name(), at);
        return verification == TlsOptions.Verification.TRIED ? named.orUnverified() : named;
    }

    private TrustStore trusted() throws IOException {
        var name = options.trust().certificates().apply(host).orElse("system");
        if (name.equals("system")) {
            return TrustStore.ofSystem();
        }
        return Files.isDirectory(Path.of(name))
                ? TrustStore.ofDirectory(Path.of(name))
                : TrustStore.ofFile(Path.of(name));
    }

    /// A staple that says "revoked" ends it; none does so where one is required (requirement 71).
    private void checkStaple(TlsSession agreed) throws IOException {
        if (!wantsStaple()) {
            return;
        }
        boolean required = options.ocsp().require().test(host);
        var responses = agreed.stapledResponses().stream()
                .filter(octets -> octets.length() > 0)
                .toList();
        if (responses.isEmpty() && required) {
            throw new IOException("Required TLS certificate status not received");
        }
        var pair = certificateAndIssuer(agreed);
        if (pair.size() < 2) {
            if (required) {
                throw new IOException("certificate status check failed: the issuer of the certificate is not known");
            }
            return;
        }
        try {
            var demand = required ? OcspCheck.Demand.ALWAYS : OcspCheck.Demand.WHERE_DEMANDED;
            new OcspCheck(responses.stream().map(OcspResponse::parse).toList(), demand)
                    .check(pair.get(0), pair.get(1), clock.instant());
        } catch (CertificateException e) {
            throw new IOException("certificate status check failed: " + e.getMessage(), e);
        }
    }

    private static List<Certificate> certificateAndIssuer(TlsSession agreed) {
        return agreed.peer().orElse(null) instanceof VerifiedPeer verified
                ? verified.path().stream().limit(2).toList()
                : agreed.peerCertificates().stream().limit(2).toList();
    }
}
