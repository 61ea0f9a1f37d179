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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.ProtocolVersion;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// What the JDK cannot show about TLS 1.2: peers without the extended master secret, and peers that renegotiate.
class ForeignPeers12Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    /// GnuTLS calls the extended master secret the session hash.
    @ParameterizedTest
    @ValueSource(strings = {"", ":%NO_SESSION_HASH"})
    void gnutlsClient(String priority) throws IOException {
        try (var listener = listener();
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--insecure",
                        "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2" + priority,
                        "--port=" + listener.getLocalPort(),
                        "127.0.0.1");
                var ours = server(listener)) {
            assertEquals(Optional.empty(), ours.last.failure());
            assertEquals(
                    ProtocolVersion.TLS12, ours.engine.session().orElseThrow().version());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            peer.send("EHLO there\n");
            assertTrue(ours.await("EHLO there").contains("EHLO there"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":%NO_SESSION_HASH"})
    void gnutlsServer(String priority) throws IOException {
        int port = Ports.free();
        var pem = credentials();
        try (var peer = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2" + priority,
                "--x509certfile=" + pem,
                "--x509keyfile=" + pem,
                "--port=" + port)) {
            Ports.awaitListener(port, LIMIT);
            var config = Wire.anyServer().build();
            try (var ours =
                    EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(config))) {
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
                ours.send("echo this\n");
                assertTrue(ours.await("echo this").contains("echo this"));
            }
        }
    }

    /// `R` makes the client ask for a renegotiation. It is told no; what it makes of that is its own affair.
    @Test
    void opensslThatRenegotiates() throws IOException {
        try (var listener = listener();
                var peer = PeerProcess.start(
                        "openssl", "s_client", "-tls1_2", "-connect", "127.0.0.1:" + listener.getLocalPort());
                var ours = server(listener)) {
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            peer.send("R\n");
            ours.await("never sent");
            assertEquals(Optional.of(Violation.PEER_ALERT), ours.last.failure().map(TlsException::violation));
            peer.await("no renegotiation", LIMIT);
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static EngineSocket server(ServerSocket listener) throws IOException {
        return EngineSocket.on(
                listener.accept(),
                TlsEngine.server(
                        Wire.serverWith(Credentials.P256, Credentials.RSA).build()));
    }

    private Path credentials() throws IOException {
        return Files.writeString(directory.resolve("rsa.pem"), Credentials.RSA.pem());
    }
}
