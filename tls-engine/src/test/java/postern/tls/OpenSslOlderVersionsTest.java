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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.ProtocolVersion;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// TLS 1.0 to 1.2 with OpenSSL, in both roles: a few suites that have all constructions among them here, and
/// every suite that both have under the tag `deep`, with a table of what was run in `target/`.
class OpenSslOlderVersionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    static Stream<Arguments> some() {
        var cbc = Stream.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)
                .flatMap(version -> Stream.of(
                                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
                                CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
                                CipherSuite.TLS_RSA_WITH_CAMELLIA_128_CBC_SHA)
                        .map(suite -> Arguments.of(version, suite)));
        var tls12 = Stream.of(
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
                        CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8,
                        CipherSuite.TLS_DHE_RSA_WITH_ARIA_128_GCM_SHA256,
                        CipherSuite.TLS_DH_ANON_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDH_ANON_WITH_AES_256_CBC_SHA,
                        CipherSuite.TLS_RSA_WITH_NULL_SHA256)
                .map(suite -> Arguments.of(ProtocolVersion.TLS12, suite));
        return Stream.concat(cbc, tls12);
    }

    @ParameterizedTest
    @MethodSource("some")
    void theirClient(ProtocolVersion version, CipherSuite suite) throws IOException {
        assertClient(version, suite);
    }

    @ParameterizedTest
    @MethodSource("some")
    void theirServer(ProtocolVersion version, CipherSuite suite) throws IOException {
        try (var peer = server(version)) {
            assertServer(peer, suite);
        }
    }

    /// Without encrypt-then-MAC the MAC is inside.
    @Test
    void macThenEncrypt() throws IOException {
        for (var version : List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS12)) {
            try (var listener = listener();
                    var peer = client(listener, version, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, "-no_etm");
                    var ours = EngineSocket.on(listener.accept(), TlsEngine.server(serverConfig(version)))) {
                assertTalk(ours, peer);
            }
        }
    }

    @Tag("deep")
    @Test
    void everySuiteOfBoth() throws IOException {
        var known = known();
        var table = new ArrayList<String>();
        for (var version : List.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)) {
            try (var peer = server(version)) {
                for (var suite : Implemented.ALL_SUITES) {
                    table.add(version + "\t" + suite + "\t" + result(peer, version, suite, known));
                }
            }
        }
        Files.write(Path.of("target/openssl-older-versions.tsv"), table);
        assertEquals(
                List.of(),
                table.stream().filter(line -> line.contains("FAILED")).toList());
    }

    private String result(Server peer, ProtocolVersion version, CipherSuite suite, List<String> known) {
        if (!suite.usableIn(version)) {
            return "skipped: not of this version";
        }
        if (suite.kx().isPreShared()) {
            return "skipped: needs a shared key, see SharedKeyTest";
        }
        if (!known.contains(suite.openSslName())) {
            return "skipped: OpenSSL does not have it";
        }
        try {
            assertClient(version, suite);
            assertServer(peer, suite);
            return "both roles";
        } catch (IOException | AssertionError e) {
            return "FAILED "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static List<String> known() throws IOException {
        try (var peer = PeerProcess.start("openssl", "ciphers", "ALL:COMPLEMENTOFALL:@SECLEVEL=0")) {
            peer.await("NULL-SHA", LIMIT);
            return List.of(peer.output().strip().split(":"));
        }
    }

    private void assertClient(ProtocolVersion version, CipherSuite suite) throws IOException {
        try (var listener = listener();
                var peer = client(listener, version, suite);
                var ours = EngineSocket.on(listener.accept(), TlsEngine.server(serverConfig(version)))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            var session = ours.engine.session().orElseThrow();
            assertEquals(version, session.version());
            assertEquals(suite, session.cipherSuite());
            assertTalk(ours, peer);
        }
    }

    private static void assertTalk(EngineSocket ours, PeerProcess peer) throws IOException {
        ours.send("220 hello\r\n");
        peer.await("220 hello", LIMIT);
        peer.send("EHLO there\n");
        assertTrue(ours.await("EHLO there").contains("EHLO there"));
    }

    private void assertServer(Server peer, CipherSuite suite) throws IOException {
        var config = Wire.anyServer().versions(peer.version()).suites(suite).build();
        try (var ours =
                EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), peer.port()), TlsEngine.client(config))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer.process()::output);
            assertEquals(suite, ours.engine.session().orElseThrow().cipherSuite());
            ours.send("drow a\n");
            assertTrue(ours.await("a word").contains("a word"));
        }
    }

    private record Server(PeerProcess process, int port, ProtocolVersion version) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    private Server server(ProtocolVersion version) throws IOException {
        int port = Ports.free();
        var rsa = Files.writeString(directory.resolve("rsa.pem"), Credentials.RSA.pem());
        var p256 = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem());
        var process = PeerProcess.start(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-rev",
                flag(version),
                "-cipher",
                "ALL:COMPLEMENTOFALL:@SECLEVEL=0",
                "-cert",
                rsa.toString(),
                "-key",
                rsa.toString(),
                "-dcert",
                p256.toString(),
                "-dkey",
                p256.toString());
        Ports.awaitListener(port, LIMIT);
        return new Server(process, port, version);
    }

    private static PeerProcess client(ServerSocket listener, ProtocolVersion version, CipherSuite suite, String... more)
            throws IOException {
        var command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + listener.getLocalPort(),
                flag(version),
                "-cipher",
                suite.openSslName() + ":@SECLEVEL=0"));
        command.addAll(List.of(more));
        return PeerProcess.start(command.toArray(String[]::new));
    }

    private static TlsConfig serverConfig(ProtocolVersion version) {
        return Wire.serverWith(Credentials.RSA, Credentials.P256)
                .versions(version)
                .suites(Implemented.ALL_SUITES.toArray(CipherSuite[]::new))
                .build();
    }

    private static String flag(ProtocolVersion version) {
        return switch (version) {
            case TLS10 -> "-tls1";
            case TLS11 -> "-tls1_1";
            default -> "-tls1_2";
        };
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
