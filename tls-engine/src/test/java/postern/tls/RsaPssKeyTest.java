package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.crypto.asn1.Pem;
import postern.crypto.key.PrivateKey;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PathValidator;
import postern.tls.pki.TrustStore;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Certificates whose RSA key is for PSS alone (RFC 4055 §1.2), made by OpenSSL.
class RsaPssKeyTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String SHA384 =
            " -pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384 -pkeyopt rsa_pss_keygen_saltlen:48";

    @TempDir
    private Path directory;

    private Path credential(String options) throws IOException {
        var key = directory.resolve("key.pem");
        var certificate = directory.resolve("certificate.pem");
        openSsl("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048" + options + " -out " + key);
        openSsl("req -x509 -new -key " + key + " -subj /CN=localhost -days 30 -addext subjectAltName=DNS:localhost"
                + " -out " + certificate);
        return Files.writeString(directory.resolve("both.pem"), Files.readString(certificate) + Files.readString(key));
    }

    private static void openSsl(String words) {
        var command = ("openssl " + words).split(" ");
        PeerProcess.run(LIMIT, "", command).orThrow();
    }

    private static Credential read(Path file) throws IOException {
        var pem = Files.readString(file);
        return new Credential(Certificate.parsePem(pem), PrivateKey.fromPem(Pem.parseAll(pem)));
    }

    /// Self-signed with the longest salt that fits, which OpenSSL takes for keys without restriction.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TLS12 || RSA_PSS_PSS_SHA256",
                "TLS13 || RSA_PSS_PSS_SHA256",
                "TLS12 |" + SHA384 + "| RSA_PSS_PSS_SHA384",
                "TLS13 |" + SHA384 + "| RSA_PSS_PSS_SHA384"
            })
    void ours(ProtocolVersion version, String options, SignatureScheme scheme) throws IOException {
        var credential = read(credential(options == null ? "" : " " + options));
        var client = TlsConfig.builder()
                .versions(version)
                .serverName("localhost")
                .verifier(PathValidator.ofServers(TrustStore.of(credential.chain())));
        var wire = new Wire(
                        client.build(),
                        TlsConfig.builder().credential(credential).build())
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.of(scheme), wire.client.session().signatureScheme());
    }

    @Test
    void theKeyEncryptsNothing() throws IOException {
        var credential = read(credential(""));
        var suite = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
        var client = Wire.anyServer().versions(ProtocolVersion.TLS12).suites(suite);
        var server = TlsConfig.builder()
                .credential(credential)
                .versions(ProtocolVersion.TLS12)
                .suites(suite);
        var failure =
                new Wire(client.build(), server.build()).run().server.failure().orElseThrow();
        assertEquals(Violation.NO_COMMON_SIGNATURE, failure.violation());
    }

    @ParameterizedTest
    @CsvSource({"TLS12, -tls1_2", "TLS13, -tls1_3"})
    void openSslAsClientAndAsServer(ProtocolVersion version, String flag) throws IOException {
        var file = credential(" " + SHA384.strip());
        var credential = read(file);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        flag,
                        "-verify_return_error",
                        "-CAfile",
                        file.toString(),
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(
                                TlsConfig.builder().credential(credential).build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            peer.await("Peer signature type: RSA-PSS", LIMIT);
        }
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "openssl", "s_server", flag, "-quiet", "-accept", "127.0.0.1:" + port, "-cert", file.toString())) {
            Ports.awaitListener(port, LIMIT);
            var client = TlsConfig.builder()
                    .serverName("localhost")
                    .verifier(PathValidator.ofServers(TrustStore.of(List.of(credential.leaf()))));
            try (var ours = EngineSocket.on(
                    new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(client.build()))) {
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
                assertTrue(ours.engine
                        .session()
                        .orElseThrow()
                        .signatureScheme()
                        .orElseThrow()
                        .name()
                        .contains("PSS_PSS"));
                assertEquals(version, ours.engine.session().orElseThrow().version());
            }
        }
    }
}
