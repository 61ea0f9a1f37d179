package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.PeerVerifier;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// A second handshake inside a connection, where both ends allow it (RFC 5746).
class Renegotiation12Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };

    @TempDir
    private Path directory;

    private static TlsConfig.Builder client(ProtocolVersion version) {
        return Wire.anyServer()
                .versions(version)
                .suites(SUITES)
                .allowRenegotiation()
                .credential(Credentials.RSA.credential());
    }

    private static TlsConfig.Builder server(ProtocolVersion version) {
        return Wire.serverWith(Credentials.P256)
                .versions(version)
                .suites(SUITES)
                .allowRenegotiation()
                .clientAuthentication(ClientAuthentication.REQUEST)
                .verifier(PeerVerifier.none());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Wire connect(TlsConfig.Builder client, TlsConfig.Builder server) {
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    private static Wire.End end(Wire wire, Role role) {
        return role == Role.CLIENT ? wire.client : wire.server;
    }

    private static void renegotiate(Wire wire, Role role) {
        var asking = end(wire, role);
        asking.take(asking.engine.renegotiate());
        wire.settle();
    }

    private static void exchange(Wire wire) {
        wire.client.send(octets("MAIL"));
        wire.server.send(octets("250"));
        wire.settle();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertTrue(wire.server.data.toString(StandardCharsets.US_ASCII).endsWith("MAIL"));
        assertTrue(wire.client.data.toString(StandardCharsets.US_ASCII).endsWith("250"));
    }

    @ParameterizedTest
    @EnumSource
    void eitherEndMayBeginAgain(Role role) {
        for (var version : new ProtocolVersion[] {ProtocolVersion.TLS10, ProtocolVersion.TLS12}) {
            var wire = connect(client(version), server(version));
            exchange(wire);
            var before = wire.client.session().tlsUnique();
            renegotiate(wire, role);
            exchange(wire);
            assertNotEquals(before, wire.client.session().tlsUnique());
            assertEquals(
                    wire.client.session().tlsUnique(), wire.server.session().tlsUnique());
            assertEquals(
                    Credentials.RSA.credential().chain(), wire.server.session().peerCertificates());
            renegotiate(wire, role);
            exchange(wire);
        }
    }

    /// What the server has sent before it saw our hello, and what we want to send before the handshake is over.
    @Test
    void dataInBetweenArrives() {
        var wire = connect(client(ProtocolVersion.TLS12), server(ProtocolVersion.TLS12));
        wire.server.send(octets("early"));
        wire.client.take(wire.client.engine.renegotiate());
        wire.client.send(octets("held"));
        assertFalse(wire.client.engine.handshakeComplete());
        wire.settle();
        assertEquals("early", wire.client.data.toString(StandardCharsets.US_ASCII));
        assertEquals("held", wire.server.data.toString(StandardCharsets.US_ASCII));
        exchange(wire);
    }

    @Test
    void onlySoMuchIsHeld() {
        var wire = connect(client(ProtocolVersion.TLS12), server(ProtocolVersion.TLS12));
        wire.client.take(wire.client.engine.renegotiate());
        var much = new byte[1 << 20];
        wire.client.send(much);
        assertThrows(IllegalStateException.class, () -> wire.client.send(new byte[1]));
        wire.settle();
        assertEquals(much.length, wire.server.data.size());
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotAllowItSaysNo(Role asked) {
        var version = ProtocolVersion.TLS12;
        var strictServer = Wire.serverWith(Credentials.P256).versions(version).suites(SUITES);
        var strictClient = Wire.anyServer().versions(version).suites(SUITES);
        var wire =
                asked == Role.SERVER ? connect(client(version), strictServer) : connect(strictClient, server(version));
        if (asked == Role.CLIENT) {
            renegotiate(wire, Role.SERVER);
            exchange(wire);
        }
        assertThrows(IllegalStateException.class, () -> end(wire, asked).engine.renegotiate());
    }

    @Test
    void tls13HasNone() {
        var wire = connect(
                Wire.anyServer().allowRenegotiation(),
                Wire.serverWith(Credentials.P256).allowRenegotiation());
        assertThrows(IllegalStateException.class, wire.client.engine::renegotiate);
    }

    @ParameterizedTest
    @EnumSource
    void notForEver(Role role) {
        var wire = connect(client(ProtocolVersion.TLS12), server(ProtocolVersion.TLS12));
        for (int i = 0; i < 8; i++) {
            renegotiate(wire, role);
        }
        exchange(wire);
        var last = end(wire, role);
        assertThrows(IllegalStateException.class, last.engine::renegotiate);
    }

    /// A peer that does not count is stopped by the other end.
    @Test
    void aPeerThatDoesNotCountIsRefused() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = opensslClient(listener);
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(server(ProtocolVersion.TLS12).build()))) {
            for (int i = 0; i < 9 && ours.last.failure().isEmpty(); i++) {
                var before = ours.engine.session().flatMap(TlsSession::tlsUnique);
                peer.send("R\n");
                ours.awaitUntil(() -> ours.last.failure().isPresent()
                        || ours.engine.handshakeComplete()
                                && !ours.engine
                                        .session()
                                        .flatMap(TlsSession::tlsUnique)
                                        .equals(before));
            }
            assertEquals(
                    Optional.of(Violation.TOO_MANY_RENEGOTIATIONS),
                    ours.last.failure().map(TlsException::violation));
        }
    }

    @Test
    void opensslBeginsAgain() throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = opensslClient(listener);
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(server(ProtocolVersion.TLS12).build()))) {
            Optional<Bytes> before = ours.engine.session().orElseThrow().tlsUnique();
            peer.send("R\n");
            peer.await("RENEGOTIATING", LIMIT);
            peer.send("after\n");
            assertTrue(ours.await("after").contains("after"), peer::output);
            assertNotEquals(before, ours.engine.session().orElseThrow().tlsUnique());
            // And on our wish.
            ours.renegotiate();
            peer.send("later\n");
            assertTrue(ours.await("later").contains("later"), peer::output);
        }
    }

    private static PeerProcess opensslClient(ServerSocket listener) {
        return PeerProcess.start("openssl", "s_client", "-tls1_2", "-connect", "127.0.0.1:" + listener.getLocalPort());
    }

    @Test
    void weBeginAgainWithOpenssl() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                "-tls1_2",
                "-client_renegotiation",
                "-cert",
                pem,
                "-port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            var config = client(ProtocolVersion.TLS12).build();
            try (var ours = EngineSocket.on(socket, TlsEngine.client(config))) {
                var before = ours.engine.session().orElseThrow().tlsUnique();
                ours.renegotiate();
                ours.send("after\n");
                ours.awaitUntil(ours.engine::handshakeComplete);
                peer.await("after", LIMIT);
                assertNotEquals(before, ours.engine.session().orElseThrow().tlsUnique());
                // And on its wish: it asks for our certificate, too.
                var second = ours.engine.session().orElseThrow().tlsUnique();
                peer.send("R\n");
                ours.awaitUntil(
                        () -> !ours.engine.session().orElseThrow().tlsUnique().equals(second));
                peer.send("hello\n");
                assertTrue(ours.await("hello").contains("hello"), peer::output);
            }
        }
    }
}
