package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.Violation;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.session.ClientSessions;
import postern.tls.session.EarlyDataOutcome;
import postern.tls.session.ReplayGuard;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Data that a client sends before the server has answered (RFC 9846 §2.3, §8).
class ZeroRttTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final byte[] EARLY = "NOOP\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2027-01-01T00:00:00Z"));
    private final InstantSource clock = time::get;
    private final TicketKeys keys = TicketKeys.fresh(HmacDrbg.system());
    private final ClientSessions sessions = new ClientSessions();
    private final ReplayGuard guard = new ReplayGuard(clock);

    @TempDir
    private Path directory;

    private TlsConfig.Builder server() {
        return Wire.serverWith(Credentials.P256)
                .versions(ProtocolVersion.TLS13)
                .clock(clock)
                .ticketKeys(keys)
                .replayGuard(guard)
                .acceptEarlyData(1000);
    }

    private TlsConfig.Builder client() {
        return Wire.anyServer().clock(clock).sessions(sessions).offerEarlyData();
    }

    /// Begins as [Wire#run] does, with early data behind the hello if it may be sent.
    private static Wire early(Wire wire, byte[] data) {
        wire.client.take(wire.client.engine.start());
        if (wire.client.engine.earlyDataLeft() >= data.length) {
            wire.client.take(wire.client.engine.sendEarly(data, 0, data.length));
        }
        return wire.settle();
    }

    private void giveTickets() {
        var wire = new Wire(client().build(), server().build()).run();
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(EarlyDataOutcome.NOT_OFFERED, wire.client.session().earlyData());
        assertEquals(0, wire.client.engine.earlyDataLeft());
    }

    private Wire resumed(TlsConfig.Builder client, TlsConfig.Builder server) {
        var wire = early(new Wire(client.build(), server.build()).through(Wire.OCTET_BY_OCTET), EARLY);
        assertEquals(Optional.empty(), wire.client.failure());
        assertEquals(Optional.empty(), wire.server.failure());
        wire.client.send("MAIL".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("MAIL", wire.server.data.toString(StandardCharsets.US_ASCII));
        wire.server.send("250".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("250", wire.client.data.toString(StandardCharsets.US_ASCII));
        return wire;
    }

    private void refused(TlsConfig.Builder client, TlsConfig.Builder server, EarlyDataOutcome why) {
        var wire = resumed(client, server);
        assertEquals(Bytes.EMPTY, wire.server.engine.earlyData());
        assertEquals(why, wire.server.session().earlyData());
        assertFalse(wire.client.session().earlyData() == EarlyDataOutcome.ACCEPTED);
        assertFalse(wire.client.session().earlyData() == EarlyDataOutcome.NOT_OFFERED);
    }

    @Test
    void earlyDataIsTaken() {
        giveTickets();
        var wire = resumed(client(), server());
        assertEquals(Bytes.copyOf(EARLY), wire.server.engine.earlyData());
        assertEquals(EarlyDataOutcome.ACCEPTED, wire.client.session().earlyData());
        assertEquals(EarlyDataOutcome.ACCEPTED, wire.server.session().earlyData());
        assertTrue(wire.server.session().isResumed());
        assertEquals(0, wire.client.engine.earlyDataLeft());
    }

    /// The answer need not wait for the client's Finished.
    @Test
    void theServerAnswersAtOnce() {
        giveTickets();
        var wire = new Wire(client().build(), server().build());
        wire.client.take(wire.client.engine.start());
        wire.client.take(wire.client.engine.sendEarly(EARLY, 0, EARLY.length));
        wire.server.receive(wire.client.outgoing());
        assertTrue(wire.server.engine.maySend());
        assertFalse(wire.server.engine.handshakeComplete());
        wire.server.send("250".getBytes(StandardCharsets.US_ASCII));
        wire.settle();
        assertEquals("250", wire.client.data.toString(StandardCharsets.US_ASCII));
        assertTrue(wire.server.engine.handshakeComplete());
    }

    @Test
    void nobodyDoesItUnasked() {
        new Wire(client().build(), server().build()).run();
        var shy = Wire.anyServer().clock(clock).sessions(sessions);
        var wire = early(new Wire(shy.build(), server().build()), EARLY);
        assertTrue(wire.client.session().isResumed());
        assertEquals(EarlyDataOutcome.NOT_OFFERED, wire.server.session().earlyData());
        var first = TlsEngine.client(client().sessions(new ClientSessions()).build());
        first.start();
        assertEquals(0, first.earlyDataLeft());
        assertThrows(IllegalStateException.class, () -> first.sendEarly(EARLY, 0, EARLY.length));
    }

    @Test
    void aServerThatTakesNoneDropsIt() {
        giveTickets();
        var off = Wire.serverWith(Credentials.P256).clock(clock).ticketKeys(keys);
        refused(client(), off, EarlyDataOutcome.DISABLED);
    }

    @Test
    void aTicketOfOtherKeysMakesAFullHandshake() {
        giveTickets();
        var other = server().ticketKeys(TicketKeys.fresh(HmacDrbg.system()));
        refused(client(), other, EarlyDataOutcome.SESSION_NOT_RESUMED);
    }

    @Test
    void aRetryEndsIt() {
        giveTickets();
        refused(
                client().groups(NamedGroup.X25519, NamedGroup.SECP384R1),
                server().groups(NamedGroup.SECP384R1),
                EarlyDataOutcome.RETRIED);
    }

    @Test
    void anotherSuiteEndsIt() {
        giveTickets();
        refused(client(), server().suites(CipherSuite.TLS_AES_128_GCM_SHA256), EarlyDataOutcome.SESSION_NOT_RESUMED);
        new Wire(client().suites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256).build(), server().build()).run();
        refused(
                client().suites(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_CHACHA20_POLY1305_SHA256),
                server().suites(CipherSuite.TLS_AES_128_GCM_SHA256),
                EarlyDataOutcome.OTHER_SUITE);
    }

    @Test
    void anotherProtocolEndsIt() {
        new Wire(
                        client().applicationProtocols("a", "b").build(),
                        server().applicationProtocols("a").build())
                .run();
        refused(
                client().applicationProtocols("a", "b"),
                server().applicationProtocols("b"),
                EarlyDataOutcome.OTHER_PROTOCOL);
    }

    /// The hello was held back on the way: its ticket is older than it says.
    @Test
    void aHelloThatComesLateIsStale() {
        giveTickets();
        var wire = new Wire(client().build(), server().build());
        wire.client.take(wire.client.engine.start());
        wire.client.take(wire.client.engine.sendEarly(EARLY, 0, EARLY.length));
        time.updateAndGet(now -> now.plus(ReplayGuard.WINDOW).plusMillis(1));
        wire.settle();
        assertEquals(EarlyDataOutcome.STALE, wire.server.session().earlyData());
        assertEquals(EarlyDataOutcome.PEER_DECLINED, wire.client.session().earlyData());
    }

    /// The same first flight, sent again, opens no second time.
    @Test
    void aReplayIsNotTaken() {
        giveTickets();
        var wire = new Wire(client().build(), server().build());
        wire.client.take(wire.client.engine.start());
        wire.client.take(wire.client.engine.sendEarly(EARLY, 0, EARLY.length));
        var flight = wire.client.outgoing();
        var config = server().build();
        var first = new Wire.End(TlsEngine.server(config)).receive(flight);
        assertEquals(Bytes.copyOf(EARLY), first.engine.earlyData());
        var second = new Wire.End(TlsEngine.server(config)).receive(flight);
        assertEquals(Optional.empty(), second.failure());
        assertEquals(Bytes.EMPTY, second.engine.earlyData());
        assertFalse(second.engine.maySend());
    }

    @Test
    void theGuardForgetsInTimeAndKnowsWhatItDoesNotKnow() {
        var binder = Bytes.of(1, 2, 3);
        var start = time.get();
        assertTrue(guard.admits(binder, start, start));
        assertFalse(guard.admits(binder, start, start));
        assertFalse(guard.admits(binder, start, start.plus(ReplayGuard.WINDOW.multipliedBy(2))));
        assertFalse(guard.admits(binder, start, start.plus(ReplayGuard.WINDOW.multipliedBy(3))));
        assertTrue(guard.admits(binder, start, start.plus(ReplayGuard.WINDOW.multipliedBy(5))));
        var older = start.minusSeconds(1);
        var fresh = new ReplayGuard(clock);
        assertFalse(fresh.admits(binder, older, start.plusSeconds(1)));
        assertTrue(fresh.admits(binder, older, start.plus(ReplayGuard.WINDOW)));
        assertTrue(ReplayGuard.isFresh(Duration.ofSeconds(60), start, start.plusSeconds(50)));
        assertFalse(ReplayGuard.isFresh(Duration.ofSeconds(60), start, start.plusSeconds(49)));
    }

    @Test
    void theMemoryOfTheGuardIsBounded() {
        var start = time.get();
        int admitted = 0;
        for (int i = 0; i < 70_000; i++) {
            var binder = Bytes.of(i >> 16, i >> 8 & 0xff, i & 0xff);
            admitted += guard.admits(binder, start, start) ? 1 : 0;
        }
        assertEquals(1 << 16, admitted);
    }

    @Test
    void moreThanTheLimitIsRefused() {
        giveTickets();
        var wire = new Wire(client().build(), server().acceptEarlyData(10).build());
        early(wire, new byte[11]);
        assertEquals(
                Violation.TOO_MUCH_EARLY_DATA,
                wire.server.failure().orElseThrow().violation());
        var config = assertThrows(IllegalArgumentException.class, () -> server().acceptEarlyData(0));
        assertTrue(String.valueOf(config.getMessage()).startsWith("acceptEarlyData"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Wire.serverWith(Credentials.P256).acceptEarlyData(1).build());
    }

    /// A server that has forgotten TLS 1.3 since: the data is lost, and somebody may be in between.
    @Test
    void anOlderVersionIsRefused() {
        giveTickets();
        var old = Wire.serverWith(Credentials.P256).versions(ProtocolVersion.TLS12);
        var wire = early(new Wire(client().build(), old.build()), EARLY);
        assertEquals(
                Violation.EARLY_DATA_VERSION,
                wire.client.failure().orElseThrow().violation());
    }

    /// `openssl s_client -early_data` with the ticket of the connection before.
    @Test
    void opensslSendsUsEarlyData() throws IOException {
        var file = directory.resolve("session").toString();
        var data = Files.write(directory.resolve("early"), EARLY).toString();
        var config = server().clock(InstantSource.system())
                .replayGuard(new ReplayGuard(InstantSource.system()))
                .build();
        try (var listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
            var address = "127.0.0.1:" + listener.getLocalPort();
            try (var peer = PeerProcess.start("openssl", "s_client", "-sess_out", file, "-connect", address);
                    var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
                ours.send("220 hello\r\n");
                peer.await("220 hello", LIMIT);
            }
            try (var peer = PeerProcess.start(
                            "openssl", "s_client", "-sess_in", file, "-early_data", data, "-connect", address);
                    var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config))) {
                assertEquals(Optional.empty(), ours.last.failure());
                assertEquals(
                        EarlyDataOutcome.ACCEPTED,
                        ours.engine.session().orElseThrow().earlyData());
                assertEquals(Bytes.copyOf(EARLY), ours.engine.earlyData());
                peer.await("Early data was accepted", LIMIT);
            }
        }
    }

    @Test
    void weSendOpensslEarlyData() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        var config = client().clock(InstantSource.system());
        try (var peer = PeerProcess.start(
                "openssl", "s_server", "-early_data", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            try (var ours = connection(port, config)) {
                peer.send("220 hello\n");
                ours.await("220 hello");
            }
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                var engine = TlsEngine.client(config.build());
                socket.getOutputStream().write(engine.start().toPeer().toArray());
                assertTrue(engine.earlyDataLeft() > EARLY.length);
                socket.getOutputStream()
                        .write(engine.sendEarly(EARLY, 0, EARLY.length).toPeer().toArray());
                try (var ours = EngineSocket.on(socket, engine)) {
                    assertEquals(Optional.empty(), ours.last.failure(), peer::output);
                    assertEquals(
                            EarlyDataOutcome.ACCEPTED,
                            ours.engine.session().orElseThrow().earlyData());
                    peer.await("NOOP", LIMIT);
                    ours.send("QUIT\r\n");
                    peer.await("QUIT", LIMIT);
                }
            }
        }
    }

    private static EngineSocket connection(int port, TlsConfig.Builder config) throws IOException {
        return EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(config.build()));
    }
}
