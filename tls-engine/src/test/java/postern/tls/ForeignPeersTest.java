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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.trace.TlsObserver;
import postern.tls.trace.TraceEvent;
import postern.tls.trace.TraceEvent.Direction;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// TLS 1.3 with programs of others over real sockets: what the JDK does not do, or does like us.
class ForeignPeersTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    /// With a group that the server asks for, and with the first that the client has a share for. `K` makes OpenSSL
    /// replace its keys and ask for ours.
    @ParameterizedTest
    @ValueSource(strings = {"X25519", "P-256:X25519"})
    void opensslClient(String groups) throws IOException {
        try (var listener = listener();
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        "-tls1_3",
                        "-groups",
                        groups,
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(Wire.serverWith(Credentials.P256)
                                .groups(NamedGroup.X25519)
                                .build()))) {
            assertAgreed(ours);
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            peer.send("K\n");
            peer.await("KEYUPDATE", LIMIT);
            peer.send("EHLO there\n");
            assertTrue(ours.await("EHLO there").contains("EHLO there"));
            ours.send("250 still here\r\n");
            peer.await("250 still here", LIMIT);
        }
    }

    /// The server asks for a certificate and sends tickets; we have none and want none.
    @Test
    void opensslServer() throws IOException {
        int port = Ports.free();
        var pem = credentials(Credentials.P384);
        try (var peer = PeerProcess.start(
                "openssl", "s_server", "-tls1_3", "-verify", "1", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var updated = new AtomicBoolean();
            try (var ours = client(port, keyUpdatesReceived(updated))) {
                assertAgreed(ours);
                peer.send("220 hello\n");
                assertTrue(ours.await("220 hello").contains("220 hello"));
                ours.send("EHLO there\r\n");
                peer.await("EHLO there", LIMIT);
                peer.send("K\n");
                // What OpenSSL reads together with the command, it drops.
                ours.awaitUntil(updated::get);
                peer.send("250 still here\n");
                assertTrue(ours.await("250 still here").contains("250 still here"));
                ours.send("QUIT\r\n");
                peer.await("QUIT", LIMIT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AES-128-GCM", "AES-256-GCM", "CHACHA20-POLY1305"})
    void gnutlsClient(String cipher) throws IOException {
        try (var listener = listener();
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--insecure",
                        "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+" + cipher,
                        "--port=" + listener.getLocalPort(),
                        "127.0.0.1");
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(Wire.serverWith(Credentials.RSA).build()))) {
            assertAgreed(ours);
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            peer.send("EHLO there\n");
            assertTrue(ours.await("EHLO there").contains("EHLO there"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GROUP-X25519", "GROUP-SECP384R1"})
    void gnutlsServer(String group) throws IOException {
        int port = Ports.free();
        var pem = credentials(Credentials.RSA);
        try (var peer = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+" + group,
                "--x509certfile=" + pem,
                "--x509keyfile=" + pem,
                "--port=" + port)) {
            Ports.awaitListener(port, LIMIT);
            try (var ours = client(port, TlsObserver.NONE)) {
                assertAgreed(ours);
                ours.send("echo this\n");
                assertTrue(ours.await("echo this").contains("echo this"), peer::output);
                ours.updateKeys(KeyUpdateRequest.UPDATE_REQUESTED);
                ours.send("and that\n");
                assertTrue(ours.await("and that").contains("and that"), peer::output);
            }
        }
    }

    private static void assertAgreed(EngineSocket ours) {
        assertEquals(Optional.empty(), ours.last.failure());
        assertEquals(ProtocolVersion.TLS13, ours.engine.session().orElseThrow().version());
    }

    private static TlsObserver keyUpdatesReceived(AtomicBoolean seen) {
        return new TlsObserver() {
            @Override
            public boolean wants(TraceEvent.Kind kind) {
                return kind == TraceEvent.Kind.MESSAGE;
            }

            @Override
            public void on(TraceEvent event) {
                if (event instanceof TraceEvent.MessagePassed message
                        && message.direction() == Direction.RECEIVED
                        && message.name().equals("KEY_UPDATE")) {
                    seen.set(true);
                }
            }
        };
    }

    private static EngineSocket client(int port, TlsObserver observer) throws IOException {
        return EngineSocket.on(
                new Socket(InetAddress.getLoopbackAddress(), port),
                TlsEngine.client(Wire.anyServer().observer(observer).build()));
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private String credentials(Credentials credentials) throws IOException {
        return Files.writeString(directory.resolve(credentials + ".pem"), credentials.pem())
                .toString();
    }
}
