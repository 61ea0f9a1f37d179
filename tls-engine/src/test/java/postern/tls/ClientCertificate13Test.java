package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.alert.AlertDescription;
import postern.tls.alert.PeerAlertException;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.UnverifiedPeer;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Clients that prove who they are, in TLS 1.3: among ourselves and with others.
class ClientCertificate13Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private static TlsConfig.Builder server(ClientAuthentication demand) {
        return Wire.serverWith(Credentials.P256)
                .versions(ProtocolVersion.TLS13)
                .clientAuthentication(demand)
                .verifier(PeerVerifier.none());
    }

    private static Wire handshake(TlsConfig.Builder client, TlsConfig.Builder server) {
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#forLocalhost")
    void theServerLearnsWhoTheClientIs(Credentials ours) {
        var wire = handshake(Wire.anyServer().credential(ours.credential()), server(ClientAuthentication.REQUIRE));
        var session = wire.server.session();
        assertEquals(ours.credential().chain(), session.peerCertificates());
        assertInstanceOf(UnverifiedPeer.class, session.peer().orElseThrow());
        assertEquals(Optional.of(SignatureScheme.ECDSA_SECP256R1_SHA256), session.signatureScheme());
        assertTrue(session.clientSignatureScheme().isPresent());
        assertEquals(session.clientSignatureScheme(), wire.client.session().clientSignatureScheme());
        assertEquals(session.signatureScheme(), wire.client.session().signatureScheme());
        assertEquals(Optional.of(ours.credential()), wire.client.session().credential());
        wire.client.send(octets("MAIL"));
        wire.settle();
        assertEquals("MAIL", wire.server.data.toString(StandardCharsets.US_ASCII));
    }

    /// Of several, the one from an authority that the server names, in whatever order they stand.
    @Test
    void theAuthoritiesSelect() {
        var named = Credentials.RSA.credential();
        var wire = handshake(
                Wire.anyServer().credentials(List.of(Credentials.P384.credential(), named)),
                server(ClientAuthentication.REQUEST)
                        .clientAuthorities(List.of(named.leaf().issuer())));
        assertEquals(named.chain(), wire.server.session().peerCertificates());
    }

    /// And the one whose key can sign as the server verifies.
    @Test
    void theSchemesSelect() {
        var wire = handshake(
                Wire.anyServer().credentials(List.of(Credentials.RSA.credential(), Credentials.P384.credential())),
                server(ClientAuthentication.REQUEST)
                        .signatureSchemes(
                                SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.ECDSA_SECP384R1_SHA384));
        assertEquals(
                Credentials.P384.credential().chain(), wire.server.session().peerCertificates());
    }

    @Test
    void aRequestMayBeAnsweredWithNone() {
        var wire = handshake(Wire.anyServer(), server(ClientAuthentication.REQUEST));
        assertEquals(Optional.empty(), wire.server.session().peer());
        assertEquals(Optional.empty(), wire.server.session().clientSignatureScheme());
        assertFalse(wire.server.session().isPeerVerified());
    }

    @Test
    void aDemandMayNot() {
        var wire = handshake(Wire.anyServer(), server(ClientAuthentication.REQUIRE));
        assertEquals(
                Violation.CLIENT_CERTIFICATE_MISSING,
                wire.server.failure().orElseThrow().violation());
        var told =
                assertInstanceOf(PeerAlertException.class, wire.client.failure().orElseThrow());
        assertEquals(Optional.of(AlertDescription.CERTIFICATE_REQUIRED), told.description());
    }

    @Test
    void theVerifierJudgesClientsToo() {
        PeerVerifier nobody = (chain, name, at) -> {
            throw new CertificateException(CertificateProblem.UNKNOWN_ISSUER, "nobody is let in");
        };
        var wire = handshake(
                Wire.anyServer().credential(Credentials.RSA.credential()),
                server(ClientAuthentication.REQUIRE).verifier(nobody));
        assertEquals(
                Violation.CERTIFICATE_OF_UNKNOWN_CA,
                wire.server.failure().map(TlsException::violation).orElseThrow());
    }

    @Test
    void askingWithoutAJudgeIsAMistake() {
        var builder = Wire.serverWith(Credentials.P256).clientAuthentication(ClientAuthentication.REQUEST);
        assertThrows(IllegalArgumentException.class, builder::build);
    }

    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#forLocalhost")
    void opensslShowsItsCertificate(Credentials theirs) throws IOException {
        var pem = pem(theirs);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        "-tls1_3",
                        "-cert",
                        pem,
                        "-key",
                        pem,
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(server(ClientAuthentication.REQUIRE).build()))) {
            assertEquals(
                    theirs.credential().chain(),
                    ours.engine.session().orElseThrow().peerCertificates());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
        }
    }

    @ParameterizedTest
    @MethodSource("postern.tls.Credentials#forLocalhost")
    void opensslSeesOurs(Credentials ours) throws IOException {
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                "-tls1_3",
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
            var config = Wire.anyServer().credential(ours.credential()).build();
            try (var client =
                    EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(config))) {
                peer.send("220 hello\n");
                assertTrue(client.await("220 hello").contains("220 hello"));
            }
        }
    }

    private String pem(Credentials credentials) throws IOException {
        var file = directory.resolve(credentials + ".pem");
        Files.writeString(file, credentials.pem());
        return file.toString();
    }
}
