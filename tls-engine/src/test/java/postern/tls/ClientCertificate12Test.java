package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.UnverifiedPeer;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Clients that prove who they are, in TLS 1.0 to 1.2: among ourselves, with OpenSSL and with GnuTLS.
class ClientCertificate12Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA
    };

    @TempDir
    private Path directory;

    private static TlsConfig.Builder server(ProtocolVersion version, ClientAuthentication demand) {
        return Wire.serverWith(Credentials.P256)
                .versions(version)
                .suites(SUITES)
                .clientAuthentication(demand)
                .verifier(PeerVerifier.none());
    }

    private static TlsConfig.Builder client(ProtocolVersion version) {
        return Wire.anyServer().versions(version).suites(SUITES);
    }

    private static Wire handshake(TlsConfig.Builder client, TlsConfig.Builder server) {
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    static Stream<Arguments> versionsAndKeys() {
        return Stream.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)
                .flatMap(version -> Credentials.forLocalhost().stream().map(key -> Arguments.of(version, key)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndKeys")
    void theServerLearnsWhoTheClientIs(ProtocolVersion version, Credentials ours) {
        var wire =
                handshake(client(version).credential(ours.credential()), server(version, ClientAuthentication.REQUIRE));
        assertEquals(Optional.empty(), wire.client.failure());
        var session = wire.server.session();
        assertEquals(version, session.version());
        assertEquals(ours.credential().chain(), session.peerCertificates());
        assertInstanceOf(UnverifiedPeer.class, session.peer().orElseThrow());
        assertEquals(
                version == ProtocolVersion.TLS12,
                session.clientSignatureScheme().isPresent());
        assertEquals(Optional.of(ours.credential()), wire.client.session().credential());
        wire.client.send("MAIL".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("MAIL", wire.server.data.toString(StandardCharsets.US_ASCII));
    }

    /// With RSA key exchange the server signs nothing, and the client does all the same.
    @Test
    void withoutAServerKeyExchange() {
        var suite = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
        var wire = handshake(
                client(ProtocolVersion.TLS12).suites(suite).credential(Credentials.P384.credential()),
                server(ProtocolVersion.TLS12, ClientAuthentication.REQUIRE)
                        .suites(suite)
                        .credential(Credentials.RSA.credential()));
        assertEquals(
                Credentials.P384.credential().chain(), wire.server.session().peerCertificates());
    }

    @Test
    void theAuthoritiesSelect() {
        var named = Credentials.RSA.credential();
        var wire = handshake(
                client(ProtocolVersion.TLS12).credentials(List.of(Credentials.P384.credential(), named)),
                server(ProtocolVersion.TLS12, ClientAuthentication.REQUEST)
                        .clientAuthorities(List.of(named.leaf().issuer())));
        assertEquals(named.chain(), wire.server.session().peerCertificates());
    }

    @Test
    void theSchemesSelect() {
        var wire = handshake(
                client(ProtocolVersion.TLS12)
                        .credentials(List.of(Credentials.RSA.credential(), Credentials.P384.credential())),
                server(ProtocolVersion.TLS12, ClientAuthentication.REQUEST)
                        .signatureSchemes(
                                SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384));
        assertEquals(
                Credentials.P384.credential().chain(), wire.server.session().peerCertificates());
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS12"})
    void aRequestMayBeAnsweredWithNone(ProtocolVersion version) {
        var wire = handshake(client(version), server(version, ClientAuthentication.REQUEST));
        assertEquals(Optional.empty(), wire.server.session().peer());
        assertFalse(wire.server.session().isPeerVerified());
    }

    @Test
    void aDemandMayNot() {
        var wire =
                handshake(client(ProtocolVersion.TLS12), server(ProtocolVersion.TLS12, ClientAuthentication.REQUIRE));
        assertEquals(
                Violation.NO_CLIENT_CERTIFICATE,
                wire.server.failure().orElseThrow().violation());
        var told =
                assertInstanceOf(PeerAlertException.class, wire.client.failure().orElseThrow());
        assertEquals(Optional.of(AlertDescription.HANDSHAKE_FAILURE), told.description());
    }

    /// Nobody can demand a certificate whose own there is none of.
    @Test
    void aServerThatDemandsIsNotAnonymous() {
        var suite = CipherSuite.TLS_ECDH_ANON_WITH_AES_128_CBC_SHA;
        var asks = server(ProtocolVersion.TLS12, ClientAuthentication.REQUIRE).suites(suite);
        var wire = handshake(client(ProtocolVersion.TLS12).suites(suite), asks);
        assertTrue(wire.server.failure().isPresent());
        var requests = handshake(
                client(ProtocolVersion.TLS12).suites(suite),
                server(ProtocolVersion.TLS12, ClientAuthentication.REQUEST).suites(suite));
        assertEquals(Optional.empty(), requests.server.session().peer());
    }

    @Test
    void theVerifierJudgesClientsToo() {
        PeerVerifier nobody = (chain, name, at) -> {
            throw new CertificateException(CertificateProblem.UNKNOWN_ISSUER, "nobody is let in");
        };
        var wire = handshake(
                client(ProtocolVersion.TLS12).credential(Credentials.RSA.credential()),
                server(ProtocolVersion.TLS12, ClientAuthentication.REQUIRE).verifier(nobody));
        assertEquals(
                Violation.CERTIFICATE_OF_UNKNOWN_CA,
                wire.server.failure().map(TlsException::violation).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("versionsAndKeys")
    void opensslShowsItsCertificate(ProtocolVersion version, Credentials theirs) throws IOException {
        var pem = pem(theirs);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        flag(version),
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-cert",
                        pem,
                        "-key",
                        pem,
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(
                                server(version, ClientAuthentication.REQUIRE).build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            assertEquals(
                    theirs.credential().chain(),
                    ours.engine.session().orElseThrow().peerCertificates());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
        }
    }

    @ParameterizedTest
    @MethodSource("versionsAndKeys")
    void opensslSeesOurs(ProtocolVersion version, Credentials ours) throws IOException {
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                flag(version),
                "-cipher",
                "ALL:@SECLEVEL=0",
                "-Verify",
                "1",
                "-verify_return_error",
                "-CAfile",
                pem(ours),
                "-cert",
                pem(Credentials.P256),
                "-port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var config = client(version).credential(ours.credential()).build();
            try (var client =
                    EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(config))) {
                assertEquals(Optional.empty(), client.last.failure(), peer::output);
                peer.send("220 hello\n");
                assertTrue(client.await("220 hello").contains("220 hello"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#forLocalhost")
    void gnuTlsSeesOurs(Credentials ours) throws IOException {
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "--require-client-cert",
                "--verify-client-cert",
                "--priority",
                "NORMAL:-VERS-ALL:+VERS-TLS1.2",
                "--x509cafile",
                pem(ours),
                "--x509certfile",
                pem(Credentials.P256),
                "--x509keyfile",
                pem(Credentials.P256),
                "--port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var config =
                    client(ProtocolVersion.TLS12).credential(ours.credential()).build();
            try (var client =
                    EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(config))) {
                assertEquals(Optional.empty(), client.last.failure(), peer::output);
                client.send("hello\r\n");
                assertTrue(client.await("hello").contains("hello"));
            }
        }
    }

    private static String flag(ProtocolVersion version) {
        return switch (version) {
            case TLS10 -> "-tls1";
            case TLS11 -> "-tls1_1";
            default -> "-tls1_2";
        };
    }

    private String pem(Credentials credentials) throws IOException {
        var file = directory.resolve(credentials + ".pem");
        Files.writeString(file, credentials.pem());
        return file.toString();
    }
}
