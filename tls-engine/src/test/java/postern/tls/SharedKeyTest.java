package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.session.SharedKeys;
import postern.tls.session.SharedKeys.SharedKey;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Suites with a key that both ends have from elsewhere (RFC 4279, RFC 5489, RFC 5487, RFC 7905): among
/// ourselves, with OpenSSL and with GnuTLS.
class SharedKeyTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String HEX = "00112233445566778899aabbccddeeff";
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_DHE_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_RSA_PSK_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256
    };

    @TempDir
    private Path directory;

    private static SharedKey key(String identity, String hex) {
        return new SharedKey(
                Bytes.utf8(identity), Secret.adopt(Bytes.fromHex(hex).toArray()));
    }

    private static SharedKeys keys(String hint) {
        return new SharedKeys(List.of(key("other", "ff"), key("mailer", HEX)), Bytes.utf8(hint));
    }

    private static TlsConfig.Builder client(CipherSuite... suites) {
        return Wire.anyServer()
                .versions(ProtocolVersion.TLS12)
                .suites(suites)
                .sharedKeys(SharedKeys.of(key("mailer", HEX)));
    }

    private static TlsConfig.Builder server(CipherSuite... suites) {
        return Wire.serverWith(Credentials.RSA)
                .versions(ProtocolVersion.TLS12)
                .suites(suites)
                .sharedKeys(keys(""));
    }

    private static Wire run(TlsConfig.Builder client, TlsConfig.Builder server) {
        return new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
    }

    static Stream<CipherSuite> suites() {
        return Stream.of(SUITES);
    }

    @ParameterizedTest
    @MethodSource("suites")
    void bothEndsShareAKey(CipherSuite suite) {
        for (var hint : List.of("", "which one?")) {
            var wire = run(client(suite), server(suite).sharedKeys(keys(hint)));
            assertEquals(Optional.empty(), wire.client.failure());
            assertEquals(suite, wire.server.session().cipherSuite());
            assertEquals(
                    suite.kx() == Kx.RSA_PSK,
                    !wire.client.session().peerCertificates().isEmpty());
            wire.client.send(new byte[] {1, 2});
            wire.settle();
            assertEquals(2, wire.server.data.size());
        }
    }

    /// A server needs no certificate if it has keys.
    @Test
    void withoutAnyCertificate() {
        var wire = run(
                client(SUITES),
                TlsConfig.builder()
                        .versions(ProtocolVersion.TLS12)
                        .suites(SUITES)
                        .sharedKeys(keys("")));
        assertEquals(SUITES[0], wire.client.session().cipherSuite());
    }

    /// Our order decides between suites with a certificate and those with a key.
    @Test
    void theOrderOfSuitesDecides() {
        var certified = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        assertEquals(
                certified,
                run(client(SUITES[0], certified), server(certified, SUITES[0]))
                        .client
                        .session()
                        .cipherSuite());
        assertEquals(
                SUITES[0],
                run(client(certified, SUITES[0]), server(SUITES[0], certified))
                        .client
                        .session()
                        .cipherSuite());
    }

    /// A name that is not known and a key that is wrong are answered alike.
    @ParameterizedTest
    @MethodSource("suites")
    void nobodyLearnsWhichNamesThereAre(CipherSuite suite) {
        for (var wrong : List.of(key("mailer", HEX + "00"), key("nobody", HEX))) {
            var wire = run(client(suite).sharedKeys(SharedKeys.of(wrong)), server(suite));
            assertEquals(
                    Optional.of(Violation.RECORD_MAC), wire.server.failure().map(TlsException::violation));
        }
    }

    /// A suite that needs a key is neither offered nor chosen without one.
    @Test
    void withoutKeysThereIsNoSuchSuite() {
        var certified = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        var keyless = Wire.anyServer().versions(ProtocolVersion.TLS12).suites(SUITES[0], certified);
        assertEquals(
                certified,
                run(keyless, server(SUITES[0], certified)).client.session().cipherSuite());
        var keylessServer =
                Wire.serverWith(Credentials.RSA).versions(ProtocolVersion.TLS12).suites(SUITES[0], certified);
        assertEquals(
                certified,
                run(client(SUITES[0], certified), keylessServer)
                        .client
                        .session()
                        .cipherSuite());
    }

    @Test
    void keysAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> key("", HEX));
        assertThrows(IllegalArgumentException.class, () -> key("a", ""));
        assertThrows(IllegalArgumentException.class, () -> new SharedKeys(List.of(), Bytes.EMPTY));
        assertTrue(!keys("").toString().contains(HEX));
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS11", "TLS12"})
    void olderVersions(ProtocolVersion version) {
        for (var suite : List.of(
                CipherSuite.TLS_PSK_WITH_AES_128_CBC_SHA,
                CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384,
                CipherSuite.TLS_RSA_PSK_WITH_3DES_EDE_CBC_SHA,
                CipherSuite.TLS_DHE_PSK_WITH_NULL_SHA256)) {
            var wire = run(client(suite).versions(version), server(suite).versions(version));
            assertEquals(suite, wire.client.session().cipherSuite());
            assertEquals(version, wire.client.session().version());
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void opensslClient(CipherSuite suite) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "openssl",
                        "s_client",
                        "-tls1_2",
                        "-cipher",
                        suite.openSslName() + ":@SECLEVEL=0",
                        "-psk",
                        HEX,
                        "-psk_identity",
                        "mailer",
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort());
                var ours = EngineSocket.on(
                        listener.accept(),
                        TlsEngine.server(
                                server(SUITES).sharedKeys(keys("a hint")).build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            assertEquals(suite, ours.engine.session().orElseThrow().cipherSuite());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void opensslServer(CipherSuite suite) throws IOException {
        int port = Ports.free();
        try (var peer = PeerProcess.start(
                "openssl",
                "s_server",
                "-tls1_2",
                "-rev",
                "-cipher",
                "ALL:PSK:@SECLEVEL=0",
                "-psk",
                HEX,
                "-psk_identity",
                "mailer",
                "-psk_hint",
                "a hint",
                "-cert",
                pem(),
                "-port",
                Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            assertServer(port, suite, "drow a\n", "a word", peer);
        }
    }

    private void assertServer(int port, CipherSuite suite, String word, String answer, PeerProcess peer)
            throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try (var ours = EngineSocket.on(
                socket,
                TlsEngine.client(client(suite)
                        .groups(NamedGroup.X25519, NamedGroup.FFDHE2048)
                        .build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            ours.send(word);
            assertTrue(ours.await(answer).contains(answer), peer::output);
        }
    }

    private static String priority() {
        return "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+PSK:+DHE-PSK:+ECDHE-PSK:+RSA-PSK";
    }

    /// GnuTLS wants a certificate that says it may encrypt, which that of our tests does not.
    static Stream<CipherSuite> withoutRsa() {
        return suites().filter(suite -> suite.kx() != Kx.RSA_PSK);
    }

    @ParameterizedTest
    @MethodSource("withoutRsa")
    void gnuTlsClient(CipherSuite suite) throws IOException {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--insecure",
                        "--no-ca-verification",
                        "--priority",
                        priority(),
                        "--pskusername",
                        "mailer",
                        "--pskkey",
                        HEX,
                        "--port",
                        Integer.toString(listener.getLocalPort()),
                        "127.0.0.1");
                var ours = EngineSocket.on(
                        listener.accept(), TlsEngine.server(server(suite).build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            assertEquals(suite, ours.engine.session().orElseThrow().cipherSuite());
            // Version 3.7.9 crashes where it prints what it has agreed on with Diffie-Hellman and a shared key.
            if (suite.kx() == Kx.PSK) {
                ours.send("220 hello\r\n");
                peer.await("220 hello", LIMIT);
            }
        }
    }

    @Test
    void gnuTlsServer() throws IOException {
        int port = Ports.free();
        var passwords = Files.writeString(directory.resolve("psk.txt"), "mailer:" + HEX + "\n");
        var command = new ArrayList<>(List.of("gnutls-serv", "--echo", "--pskpasswd", passwords.toString()));
        command.addAll(List.of("--pskhint", "a hint", "--x509certfile", pem(), "--x509keyfile", pem()));
        command.addAll(List.of("--priority", priority(), "--port", Integer.toString(port)));
        try (var peer = PeerProcess.start(command.toArray(String[]::new))) {
            Ports.awaitListener(port, LIMIT);
            for (var suite : withoutRsa().toList()) {
                assertServer(port, suite, "a word\n", "a word", peer);
            }
        }
    }

    @Test
    void theSuitesForSharedKeysAreImplemented() {
        assertTrue(Implemented.ALL_SUITES.containsAll(Implemented.SHARED_KEY_SUITES));
        assertTrue(Implemented.SHARED_KEY_SUITES.stream()
                .allMatch(suite -> suite.kx().isPreShared()));
    }

    private String pem() throws IOException {
        return Files.writeString(directory.resolve("rsa.pem"), Credentials.RSA.pem())
                .toString();
    }
}
