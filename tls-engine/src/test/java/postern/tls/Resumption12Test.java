package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientSessions;
import postern.tls.session.SessionCache;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Connections that go on from an earlier one, in TLS 1.0 to 1.2: by ticket and by number.
class Resumption12Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };

    private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.system());
    private final SessionCache cache = new SessionCache();
    private final ClientSessions sessions = new ClientSessions();

    @TempDir
    private Path directory;

    /// How a server remembers.
    enum Memory {
        TICKET,
        NUMBER
    }

    private TlsConfig.Builder server(ProtocolVersion version, Memory memory) {
        var server = Wire.serverWith(Credentials.P256).versions(version).suites(SUITES);
        return memory == Memory.TICKET ? server.ticketKeys(keys) : server.sessionCache(cache);
    }

    private TlsConfig.Builder server() {
        return server(ProtocolVersion.TLS12, Memory.TICKET);
    }

    private TlsConfig.Builder client() {
        return Wire.anyServer()
                .versions(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12, ProtocolVersion.TLS13)
                .suites(SUITES)
                .sessions(sessions);
    }

    private static Wire connect(TlsConfig.Builder client, TlsConfig.Builder server) {
        var wire = new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertEquals(wire.client.session().isResumed(), wire.server.session().isResumed());
        wire.client.send("MAIL".getBytes(StandardCharsets.US_ASCII));
        wire.server.send("250".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("MAIL", wire.server.data.toString(StandardCharsets.US_ASCII));
        assertEquals("250", wire.client.data.toString(StandardCharsets.US_ASCII));
        return wire;
    }

    private static boolean resumes(TlsConfig.Builder client, TlsConfig.Builder server) {
        return connect(client, server).client.session().isResumed();
    }

    static Stream<Arguments> versionsAndMemories() {
        return Stream.of(ProtocolVersion.TLS10, ProtocolVersion.TLS11, ProtocolVersion.TLS12)
                .flatMap(version -> Stream.of(Memory.values()).map(memory -> Arguments.of(version, memory)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndMemories")
    void everyFurtherConnectionNeedsNoCertificate(ProtocolVersion version, Memory memory) {
        assertFalse(resumes(client(), server(version, memory)));
        for (int i = 0; i < 3; i++) {
            var again = connect(client(), server(version, memory));
            assertTrue(again.client.session().isResumed());
            assertEquals(version, again.client.session().version());
            assertEquals(
                    Credentials.P256.credential().chain(),
                    again.client.session().peerCertificates());
            assertEquals(Optional.empty(), again.server.session().credential());
        }
    }

    /// A client of TLS 1.2 alone sends the number as it got it.
    @ParameterizedTest
    @EnumSource
    void withoutTls13(Memory memory) {
        var suite = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
        for (boolean expected : new boolean[] {false, true}) {
            var client = client().versions(ProtocolVersion.TLS12).suites(suite);
            assertEquals(expected, resumes(client, server(ProtocolVersion.TLS12, memory)));
        }
    }

    @Test
    void aServerWithoutMemoryResumesNothing() {
        var forgetful = Wire.serverWith(Credentials.P256).versions(ProtocolVersion.TLS12);
        assertFalse(resumes(client(), forgetful));
        assertFalse(resumes(client(), forgetful));
    }

    /// The cache is bounded: the session that was not used for the longest time is forgotten.
    @Test
    void theCacheForgets() {
        var small = new SessionCache(1);
        var server = server(ProtocolVersion.TLS12, Memory.NUMBER).sessionCache(small);
        assertFalse(resumes(client(), server));
        assertFalse(resumes(client().sessions(new ClientSessions()), server));
        assertEquals(1, small.size());
        assertFalse(resumes(client(), server));
        assertTrue(resumes(client(), server));
    }

    /// A session is resumed in its version, with its suite and for its name only.
    @Test
    void anotherAgreementDoesNotFit() {
        assertNotResumed(client(), server(ProtocolVersion.TLS11, Memory.TICKET));
        assertNotResumed(client(), server().suites(SUITES[2]));
        assertNotResumed(client().suites(SUITES[0], SUITES[2]), server());
        assertNotResumed(client().serverNameIndication("other.example"), server());
    }

    /// Behind an honest connection.
    private void assertNotResumed(TlsConfig.Builder client, TlsConfig.Builder server) {
        var own = new ClientSessions();
        connect(client().sessions(own), server());
        assertFalse(resumes(client.sessions(own), server));
    }

    @ParameterizedTest
    @EnumSource
    void theServerRemembersTheClientsCertificate(Memory memory) {
        var ours = Credentials.RSA.credential();
        for (boolean expected : new boolean[] {false, true}) {
            var asking = server(ProtocolVersion.TLS12, memory)
                    .clientAuthentication(ClientAuthentication.REQUIRE)
                    .verifier(PeerVerifier.none());
            var wire = connect(client().credential(ours), asking);
            assertEquals(expected, wire.server.session().isResumed());
            assertEquals(ours.chain(), wire.server.session().peerCertificates());
        }
    }

    @Test
    void aServerThatRequiresCertificatesTakesNoTicketWithout() {
        connect(client(), server());
        var asking = server().clientAuthentication(ClientAuthentication.REQUIRE).verifier(PeerVerifier.none());
        assertFalse(resumes(client().credential(Credentials.RSA.credential()), asking));
    }

    @Test
    void theVerifierIsAskedAgain() {
        connect(client(), server());
        PeerVerifier nobody = (chain, name, at) -> {
            throw new CertificateException(CertificateProblem.REVOKED, "since then");
        };
        var wire = new Wire(client().verifier(nobody).build(), server().build()).run();
        assertEquals(
                Optional.of(Violation.CERTIFICATE_WITHDRAWN),
                wire.client.failure().map(TlsException::violation));
        var ours = Credentials.RSA.credential();
        var client = client().sessions(new ClientSessions()).credential(ours);
        var asking = server().clientAuthentication(ClientAuthentication.REQUEST);
        connect(client, asking.verifier(PeerVerifier.none()));
        var second = new Wire(client.build(), asking.verifier(nobody).build()).run();
        assertTrue(second.server.failure().isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void sessionsExpire(Memory memory) {
        var time = new AtomicReference<>(Instant.parse("2027-01-01T00:00:00Z"));
        InstantSource clock = time::get;
        var version = ProtocolVersion.TLS12;
        connect(client().clock(clock), server(version, memory).clock(clock));
        time.updateAndGet(now -> now.plus(Duration.ofHours(11)));
        assertTrue(resumes(client().clock(clock), server(version, memory).clock(clock)));
        // Resuming does not make it younger.
        time.updateAndGet(now -> now.plus(Duration.ofHours(2)));
        assertFalse(resumes(client().clock(clock), server(version, memory).clock(clock)));
    }

    @Test
    void keysAreRotatedWithOverlap() {
        connect(client(), server());
        keys.rotate();
        assertTrue(resumes(client(), server()));
        keys.rotate();
        keys.rotate();
        assertFalse(resumes(client(), server()));
        assertTrue(resumes(client(), server()));
    }

    @Test
    void aSecondServerWithTheSameKeyFileResumes() {
        var file = new byte[TicketKeys.ENCODED_LENGTH];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) i;
        }
        try (var secret = Secret.copyOf(file)) {
            connect(client(), server().ticketKeys(TicketKeys.of(secret, HmacDrbg.system())));
            assertTrue(resumes(client(), server().ticketKeys(TicketKeys.of(secret, HmacDrbg.system()))));
        }
    }

    /// Tickets of TLS 1.3 and of older versions are sealed by the same keys and are no use for each other.
    @Test
    void ticketsAreOfOneFamily() {
        var both =
                server().versions(ProtocolVersion.TLS12, ProtocolVersion.TLS13).tickets(4);
        connect(client(), both);
        assertFalse(resumes(client(), server()));
        assertTrue(resumes(client(), server()));
        assertTrue(resumes(client(), both));
    }

    private static List<String> opensslClient(String version, String address, String... more) {
        var command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                version,
                "-cipher",
                "ALL:@SECLEVEL=0",
                "-servername",
                "a.b",
                "-connect",
                address));
        command.addAll(List.of(more));
        return command;
    }

    @ParameterizedTest
    @MethodSource("versionsAndMemories")
    void opensslResumesWithUs(ProtocolVersion version, Memory memory) throws IOException {
        var file = directory.resolve("session").toString();
        var config = server(version, memory).build();
        try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + listener.getLocalPort();
            var tickets = memory == Memory.TICKET ? "-quiet" : "-no_ticket";
            assertFalse(accept(listener, config, opensslClient(flag(version), address, "-sess_out", file, tickets)));
            assertTrue(accept(listener, config, opensslClient(flag(version), address, "-sess_in", file, tickets)));
        }
    }

    private static boolean accept(ServerSocket listener, TlsConfig config, List<String> command) throws IOException {
        try (var peer = PeerProcess.start(command.toArray(String[]::new));
                var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            return ours.engine.session().orElseThrow().isResumed();
        }
    }

    @ParameterizedTest
    @MethodSource("versionsAndMemories")
    void weResumeWithOpenssl(ProtocolVersion version, Memory memory) throws IOException {
        int port = Ports.free();
        var command = new ArrayList<>(List.of(
                "openssl", "s_server", flag(version), "-rev", "-cipher", "ALL:@SECLEVEL=0", "-cert", pem(), "-port"));
        command.add(Integer.toString(port));
        if (memory == Memory.NUMBER) {
            command.add("-no_ticket");
        }
        try (var peer = PeerProcess.start(command.toArray(String[]::new))) {
            Ports.awaitListener(port, LIMIT);
            assertFalse(answered(port, "olleh\n"), peer::output);
            assertTrue(answered(port, "olleh\n"), peer::output);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weResumeWithGnuTls(Memory memory) throws IOException {
        int port = Ports.free();
        var command =
                new ArrayList<>(List.of("gnutls-serv", "--echo", "--x509certfile", pem(), "--x509keyfile", pem()));
        command.addAll(List.of("--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.2", "--port", Integer.toString(port)));
        if (memory == Memory.NUMBER) {
            command.add("--noticket");
        }
        try (var peer = PeerProcess.start(command.toArray(String[]::new))) {
            Ports.awaitListener(port, LIMIT);
            assertFalse(answered(port, "hello\n"), peer::output);
            assertTrue(answered(port, "hello\n"), peer::output);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gnuTlsResumesWithUs(Memory memory) throws IOException {
        var config = server(ProtocolVersion.TLS12, memory).build();
        try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--resume",
                        "--insecure",
                        memory == Memory.TICKET ? "--no-ca-verification" : "--noticket",
                        "--priority",
                        "NORMAL:-VERS-ALL:+VERS-TLS1.2",
                        "--port",
                        Integer.toString(listener.getLocalPort()),
                        "127.0.0.1")) {
            try (var first = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
                assertEquals(Optional.empty(), first.last.failure(), peer::output);
                first.awaitUntil(first.last::endOfData);
            }
            try (var second = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
                assertEquals(Optional.empty(), second.last.failure(), peer::output);
                assertTrue(second.engine.session().orElseThrow().isResumed(), peer::output);
                second.send("220 hello\r\n");
                peer.await("220 hello", LIMIT);
            }
        }
    }

    private boolean answered(int port, String word) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try (var ours = EngineSocket.on(socket, TlsEngine.client(client().build()))) {
            assertEquals(Optional.empty(), ours.last.failure());
            ours.send(word);
            ours.await("hello");
            return ours.engine.session().orElseThrow().isResumed();
        }
    }

    private String pem() throws IOException {
        return Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
    }

    private static String flag(ProtocolVersion version) {
        return switch (version) {
            case TLS10 -> "-tls1";
            case TLS11 -> "-tls1_1";
            default -> "-tls1_2";
        };
    }
}
