package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// TLS 1.3 with AES-CCM (RFC 9846 §B.4): only where somebody names it.
class Ccm13Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"})
    void ourTwoEnds(CipherSuite suite) {
        var wire = new Wire(
                        Wire.anyServer().suites(suite).build(),
                        Wire.serverWith(Credentials.P256).suites(suite).build())
                .run();
        for (var end : List.of(wire.client, wire.server)) {
            assertEquals(Optional.empty(), end.failure());
            assertEquals(suite, end.session().cipherSuite());
        }
        var data = new byte[40_000];
        wire.client.send(data);
        wire.settle();
        assertArrayEquals(data, wire.server.data.toByteArray());
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"})
    void opensslClient(CipherSuite suite) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        "-ciphersuites",
                        suite.ianaName(),
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(
                                Wire.serverWith(Credentials.P256).suites(suite).build()))) {
            converse(ours, peer, suite);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"})
    void opensslServer(CipherSuite suite) throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem());
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                "-ciphersuites",
                suite.ianaName(),
                "-cert",
                pem.toString(),
                "-port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var client = TlsEngine.client(Wire.anyServer().suites(suite).build());
            try (var ours = EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), client)) {
                converse(ours, peer, suite);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"})
    void gnutlsClient(CipherSuite suite) throws IOException {
        var cipher = suite == CipherSuite.TLS_AES_128_CCM_SHA256 ? "AES-128-CCM" : "AES-128-CCM-8";
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--insecure",
                        "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+" + cipher,
                        "--port=" + listener.getLocalPort(),
                        "127.0.0.1");
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(
                                Wire.serverWith(Credentials.RSA).suites(suite).build()))) {
            converse(ours, peer, suite);
        }
    }

    private static void converse(EngineSocket ours, PeerProcess peer, CipherSuite suite) throws IOException {
        assertEquals(Optional.empty(), ours.last.failure());
        var session = ours.engine.session().orElseThrow();
        assertEquals(ProtocolVersion.TLS13, session.version());
        assertEquals(suite, session.cipherSuite());
        ours.send("220 hello\r\n");
        peer.await("220 hello", LIMIT);
        peer.send("EHLO there\n");
        assertTrue(ours.await("EHLO there").contains("EHLO there"));
    }
}
