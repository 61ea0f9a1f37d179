package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientSessions;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Connections that go on from an earlier one, in TLS 1.3.
class Resumption13Test {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.system());
    private final ClientSessions sessions = new ClientSessions();

    @TempDir
    private Path directory;

    private TlsConfig.Builder server() {
        return Wire.serverWith(Credentials.P256).versions(ProtocolVersion.TLS13).ticketKeys(keys);
    }

    private TlsConfig.Builder client() {
        return Wire.anyServer().sessions(sessions);
    }

    private static Wire connect(TlsConfig.Builder client, TlsConfig.Builder server) {
        var wire = new Wire(client.build(), server.build())
                .through(Wire.OCTET_BY_OCTET)
                .run();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        assertEquals(wire.client.session().isResumed(), wire.server.session().isResumed());
        wire.client.send("MAIL".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("MAIL", wire.server.data.toString(StandardCharsets.US_ASCII));
        return wire;
    }

    @Test
    void theSecondConnectionNeedsNoCertificate() {
        assertFalse(connect(client(), server()).client.session().isResumed());
        var second = connect(client(), server());
        assertTrue(second.client.session().isResumed());
        assertEquals(
                Credentials.P256.credential().chain(), second.client.session().peerCertificates());
        assertEquals(Optional.empty(), second.server.session().credential());
        // Two tickets for each connection, one used.
        assertTrue(connect(client(), server()).client.session().isResumed());
    }

    @Test
    void eachTicketIsUsedOnce() {
        connect(client(), server().tickets(1));
        connect(client(), server().tickets(0));
        assertFalse(connect(client(), server()).client.session().isResumed());
    }

    @Test
    void aHelloRetryRequestDoesNotPreventIt() {
        connect(client(), server());
        var wire = connect(
                client().groups(NamedGroup.X25519, NamedGroup.SECP384R1), server().groups(NamedGroup.SECP384R1));
        assertTrue(wire.client.session().isResumed());
        assertEquals(Optional.of(NamedGroup.SECP384R1), wire.server.session().group());
    }

    /// The server chooses its suite first; a key for another hash does not fit, nor may it after a retry.
    @Test
    void anotherHashDoes() {
        connect(client().suites(CipherSuite.TLS_AES_256_GCM_SHA384), server());
        var wire = connect(
                client().suites(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384)
                        .groups(NamedGroup.X25519, NamedGroup.SECP256R1),
                server().suites(CipherSuite.TLS_AES_128_GCM_SHA256).groups(NamedGroup.SECP256R1));
        assertFalse(wire.client.session().isResumed());
    }

    @Test
    void theServerRemembersTheClientsCertificate() {
        var asking = server().clientAuthentication(ClientAuthentication.REQUIRE).verifier(PeerVerifier.none());
        var ours = Credentials.RSA.credential();
        connect(client().credential(ours), asking);
        var wire = connect(client().credential(ours), asking);
        assertTrue(wire.server.session().isResumed());
        assertEquals(ours.chain(), wire.server.session().peerCertificates());
    }

    /// A ticket from a server that asked nobody must not open one that requires certificates.
    @Test
    void aServerThatRequiresCertificatesTakesNoTicketWithout() {
        connect(client(), server());
        var ours = Credentials.RSA.credential();
        var wire = connect(
                client().credential(ours),
                server().clientAuthentication(ClientAuthentication.REQUIRE).verifier(PeerVerifier.none()));
        assertFalse(wire.server.session().isResumed());
    }

    /// Tickets taken while anybody was accepted must not let a strict client in to the same server.
    @Test
    void theVerifierIsAskedAgain() {
        connect(client(), server());
        PeerVerifier nobody = (chain, name, at) -> {
            throw new CertificateException(CertificateProblem.REVOKED, "since then");
        };
        var wire = new Wire(client().verifier(nobody).build(), server().build()).run();
        assertTrue(wire.client.failure().isPresent());
    }

    /// Whoever found a ticket on the wire has not its key.
    @Test
    void aTicketWithoutItsKeyIsRefused() {
        connect(client(), server());
        var wire = new Wire(client().build(), server().build())
                .toServer(flight -> {
                    var octets = flight.toArray();
                    octets[octets.length - 1] ^= 1;
                    return java.util.List.of(Bytes.copyOf(octets));
                })
                .run();
        assertEquals(Violation.BINDER_WRONG, wire.server.failure().orElseThrow().violation());
    }

    @Test
    void ticketsExpire() {
        var time = new AtomicReference<>(Instant.parse("2027-01-01T00:00:00Z"));
        InstantSource clock = time::get;
        connect(client().clock(clock), server().clock(clock));
        time.updateAndGet(now -> now.plus(Duration.ofHours(11)));
        assertTrue(connect(client().clock(clock), server().clock(clock))
                .client
                .session()
                .isResumed());
        time.updateAndGet(now -> now.plus(Duration.ofHours(13)));
        assertFalse(connect(client().clock(clock), server().clock(clock))
                .client
                .session()
                .isResumed());
    }

    @Test
    void keysAreRotatedWithOverlap() {
        connect(client(), server());
        keys.rotate();
        assertTrue(connect(client(), server().tickets(0)).client.session().isResumed());
        keys.rotate();
        keys.rotate();
        assertFalse(connect(client(), server()).client.session().isResumed());
    }

    @Test
    void aSecondServerWithTheSameKeyFileResumes() {
        var file = new byte[2 * TicketKeys.ENCODED_LENGTH];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) i;
        }
        try (var secret = Secret.copyOf(file)) {
            var one = TicketKeys.of(secret, HmacDrbg.system());
            var other = TicketKeys.of(secret, HmacDrbg.system());
            connect(client(), server().ticketKeys(one));
            assertTrue(connect(client(), server().ticketKeys(other))
                    .client
                    .session()
                    .isResumed());
        }
    }

    @Test
    void changedTicketsAreNotOpened() {
        try (var content = Secret.copyOf(new byte[40])) {
            var ticket = keys.seal(content);
            assertTrue(keys.openOctets(ticket).isPresent());
            for (int i = 0; i < ticket.length(); i++) {
                var changed = ticket.toArray();
                changed[i] ^= 1;
                assertEquals(Optional.empty(), keys.openOctets(Bytes.copyOf(changed)));
                assertEquals(Optional.empty(), keys.openOctets(ticket.slice(0, i)));
            }
            assertNotEquals(ticket, keys.seal(content));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CipherSuite.class,
            names = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void opensslResumesWithUs(CipherSuite suite) throws IOException {
        var file = directory.resolve("session").toString();
        var config = server().suites(suite).build();
        try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + listener.getLocalPort();
            assertFalse(accept(listener, config, "-sess_out", file, address));
            assertTrue(accept(listener, config, "-sess_in", file, address));
        }
    }

    private static boolean accept(ServerSocket listener, TlsConfig config, String option, String file, String address)
            throws IOException {
        try (var peer = PeerProcess.start("openssl", "s_client", "-tls1_3", option, file, "-connect", address);
                var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
            assertEquals(Optional.empty(), ours.last.failure());
            ours.send("220 hello\r\n");
            peer.await("220 hello", LIMIT);
            return ours.engine.session().orElseThrow().isResumed();
        }
    }

    @Test
    void weResumeWithOpenssl() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start(
                "openssl", "s_server", "-tls1_3", "-rev", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            assertFalse(reversed(port), peer::output);
            assertTrue(reversed(port), peer::output);
        }
    }

    private boolean reversed(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try (var ours = EngineSocket.on(socket, TlsEngine.client(client().build()))) {
            assertEquals(Optional.empty(), ours.last.failure());
            ours.send("olleh\n");
            ours.await("hello");
            return ours.engine.session().orElseThrow().isResumed();
        }
    }
}
