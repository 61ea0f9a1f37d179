package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.handshake.OfferedTicket;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.client.ReplayedClient;
import postern.tls.handshake.tls13.server.ReplayedServer;
import postern.tls.kx.KeyShare;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.ClientHello;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.KeyShareClientHello;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientTicket;
import postern.tls.session.EarlyDataOutcome;
import postern.tls.session.ResumableSession;
import postern.tls.session.TicketKeys;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The traces of RFC 8448 §4, §6 and §7, to the octet; those of §3 and §5 are in [Rfc8448Test].
class Rfc8448MoreTest {
    private static final Vector SIMPLE =
            VectorFile.read("tls/rfc8448-simple-1rtt.txt").getFirst();
    private static final Vector RESUMED =
            VectorFile.read("tls/rfc8448-resumed-0rtt.txt").getFirst();
    private static final Vector ASKING =
            VectorFile.read("tls/rfc8448-client-authentication.txt").getFirst();
    private static final Vector DISGUISED =
            VectorFile.read("tls/rfc8448-compatibility-mode.txt").getFirst();
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    private static Bytes octets(Vector trace, String name) {
        return Bytes.adopt(trace.octets(name));
    }

    private static HandshakeMessage message(Vector trace, String name) {
        return HandshakeCodec.read(octets(trace, name), ProtocolVersion.TLS13, Role.SERVER);
    }

    private static TlsConfig.Builder client(ScriptedRandom random) {
        return TlsConfig.builder()
                .versions(ProtocolVersion.TLS13)
                .serverName("server")
                .verifier(PeerVerifier.none())
                .clock(() -> NOW)
                .random(random);
    }

    private static TlsConfig.Builder server(ScriptedRandom random) {
        return TlsConfig.builder()
                .versions(ProtocolVersion.TLS13)
                .clock(() -> NOW)
                .credential(credential())
                .random(random);
    }

    private static Credential credential() {
        var chain = (CertificateMessage13) message(SIMPLE, "certificate");
        var certificates = chain.certificates().stream().map(Certificate::parse).toList();
        try (var pkcs8 = Secret.copyOf(SIMPLE.octets("server-key"))) {
            return new Credential(certificates, PrivateKey.fromPkcs8(pkcs8));
        }
    }

    private static ResumableSession session() {
        return new ResumableSession(
                CipherSuite.TLS_AES_128_GCM_SHA256,
                Secret.copyOf(RESUMED.octets("pre-shared-key")),
                NOW,
                0,
                new ResumableSession.Peer(Optional.of("server"), List.of()),
                new ResumableSession.Early(1024, Optional.empty()));
    }

    private static Wire.End end(Role role, TlsConfig config, Step first) {
        return new Wire.End(new TlsEngine(role, config, first));
    }

    /// §4: from the first record to the last.
    @Test
    void theClientThatResumesWithEarlyData() {
        var random = new ScriptedRandom(octets(RESUMED, "client-private-key"));
        var config = client(random).build();
        var ticket = new ClientTicket(session(), Bytes.of(1), Duration.ofHours(1));
        var step = ReplayedClient.resuming(
                config.clientSettings(),
                octets(RESUMED, "client-hello"),
                new OfferedTicket(ticket, NOW, Optional.empty()));
        var client = end(Role.CLIENT, config, step);
        assertEquals(
                octets(RESUMED, "record-client-hello"),
                client.take(client.engine.start()).outgoing());
        var early = RESUMED.octets("early-data");
        assertEquals(
                octets(RESUMED, "record-early-data"),
                client.take(client.engine.sendEarly(early, 0, early.length)).outgoing());

        client.receive(octets(RESUMED, "record-server-hello")).receive(octets(RESUMED, "record-server-flight"));
        assertEquals(
                octets(RESUMED, "record-end-of-early-data").concat(octets(RESUMED, "record-client-finished")),
                client.outgoing());
        assertEquals(EarlyDataOutcome.ACCEPTED, client.session().earlyData());
        client.send(RESUMED.octets("application-data"));
        assertEquals(octets(RESUMED, "record-client-application-data"), client.outgoing());
        client.receive(octets(RESUMED, "record-server-application-data"));
        assertArrayEquals(RESUMED.octets("application-data"), client.data.toByteArray());
        assertCloses(client, RESUMED);
        assertTrue(random.isUsedUp());
    }

    private static void assertCloses(Wire.End client, Vector trace) {
        client.take(client.engine.close());
        assertEquals(octets(trace, "record-client-close-notify"), client.outgoing());
        client.receive(octets(trace, "record-server-close-notify"));
        assertEquals(Optional.empty(), client.failure());
        assertEquals(Output.Closure.CLOSED, client.last.closure());
    }

    /// §4: the server's flight and all that it understands.
    @Test
    void theServerThatTakesEarlyData() {
        var random = new ScriptedRandom(octets(RESUMED, "server-random"), octets(RESUMED, "server-private-key"));
        var config = server(random)
                .ticketKeys(TicketKeys.fresh(out -> {}))
                .tickets(0)
                .acceptEarlyData(1024)
                .build();
        var step = ReplayedServer.resume(
                config.serverSettings(),
                octets(RESUMED, "client-hello"),
                (EncryptedExtensions) message(RESUMED, "encrypted-extensions"),
                session());
        var server = end(Role.SERVER, config, step);
        assertEquals(
                octets(RESUMED, "record-server-hello").concat(octets(RESUMED, "record-server-flight")),
                server.take(server.engine.start()).outgoing());
        server.receive(octets(RESUMED, "record-early-data"));
        assertEquals(octets(RESUMED, "early-data"), server.engine.earlyData());
        server.receive(octets(RESUMED, "record-end-of-early-data"))
                .receive(octets(RESUMED, "record-client-finished"))
                .receive(octets(RESUMED, "record-client-application-data"));
        assertArrayEquals(RESUMED.octets("application-data"), server.data.toByteArray());
        server.send(RESUMED.octets("application-data"));
        assertEquals(octets(RESUMED, "record-server-application-data"), server.outgoing());
        server.receive(octets(RESUMED, "record-client-close-notify"));
        server.take(server.engine.close());
        assertEquals(octets(RESUMED, "record-server-close-notify"), server.outgoing());
        assertEquals(Optional.empty(), server.failure());
    }

    private static ScriptedRandom signing(Vector trace) {
        return new ScriptedRandom(
                octets(trace, "server-random"),
                octets(trace, "server-private-key"),
                octets(trace, "certificate-verify-salt"));
    }

    /// §6: neither end's key is published, so neither can sign as in the trace; but what is signed and sealed
    /// there holds in every check, and what follows is the same to the octet.
    @Test
    void theServerThatAsksForACertificate() {
        var config = server(new ScriptedRandom())
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .verifier(PeerVerifier.none())
                .build();
        var messages = Stream.of(
                        "client-hello",
                        "server-hello",
                        "encrypted-extensions",
                        "certificate-request",
                        "certificate",
                        "certificate-verify",
                        "server-finished")
                .map(name -> octets(ASKING, name))
                .toList();
        var step = ReplayedServer.awaitingCertificate(config.serverSettings(), messages, shared());
        var server = end(Role.SERVER, config, step);
        assertTrue(server.take(server.engine.start()).outgoing().isEmpty());
        server.receive(octets(ASKING, "record-client-flight"));
        assertEquals(Optional.empty(), server.failure());
        var shown = (CertificateMessage13)
                HandshakeCodec.read(octets(ASKING, "client-certificate"), ProtocolVersion.TLS13, Role.CLIENT);
        assertEquals(
                shown.certificates().stream().map(Certificate::parse).toList(),
                server.session().peerCertificates());
        server.receive(octets(ASKING, "record-client-close-notify"));
        server.take(server.engine.close());
        assertEquals(octets(ASKING, "record-server-close-notify"), server.outgoing());
        assertEquals(Optional.empty(), server.failure());
    }

    private static Secret shared() {
        var random = new ScriptedRandom(octets(ASKING, "server-private-key"));
        var hello =
                (ClientHello) HandshakeCodec.read(octets(ASKING, "client-hello"), ProtocolVersion.TLS13, Role.CLIENT);
        var share = hello.extensions()
                .find(KeyShareClientHello.class)
                .flatMap(shares -> shares.forGroup(NamedGroup.X25519.code()))
                .orElseThrow();
        return KeyShare.generate(NamedGroup.X25519, random).combine(share.keyExchange());
    }

    @Test
    void theClientThatIsAskedForACertificate() {
        var config =
                client(new ScriptedRandom(octets(ASKING, "client-private-key"))).build();
        var client =
                end(Role.CLIENT, config, ReplayedClient.first(config.clientSettings(), octets(ASKING, "client-hello")));
        assertEquals(
                octets(ASKING, "record-client-hello"),
                client.take(client.engine.start()).outgoing());
        client.receive(octets(ASKING, "record-server-hello")).receive(octets(ASKING, "record-server-flight"));
        assertEquals(Optional.empty(), client.failure());
        var shown = (CertificateMessage13) message(ASKING, "certificate");
        assertEquals(
                shown.certificates().stream().map(Certificate::parse).toList(),
                client.session().peerCertificates());
    }

    /// §7: with a session id, and `change_cipher_spec` in both directions.
    @Test
    void theClientInCompatibilityMode() {
        var random = new ScriptedRandom(octets(DISGUISED, "client-private-key"));
        var config = client(random).build();
        var client = end(
                Role.CLIENT, config, ReplayedClient.first(config.clientSettings(), octets(DISGUISED, "client-hello")));
        assertEquals(
                octets(DISGUISED, "record-client-hello"),
                client.take(client.engine.start()).outgoing());
        client.receive(octets(DISGUISED, "record-server-hello"))
                .receive(octets(DISGUISED, "record-change-cipher-spec"))
                .receive(octets(DISGUISED, "record-server-flight"));
        assertEquals(
                octets(DISGUISED, "record-change-cipher-spec").concat(octets(DISGUISED, "record-client-finished")),
                client.outgoing());
        assertCloses(client, DISGUISED);
        assertTrue(random.isUsedUp());
    }

    @Test
    void theServerInCompatibilityMode() {
        var config = server(signing(DISGUISED)).build();
        var step =
                ReplayedServer.answer(config.serverSettings(), octets(DISGUISED, "client-hello"), (EncryptedExtensions)
                        message(DISGUISED, "encrypted-extensions"));
        var server = end(Role.SERVER, config, step);
        assertEquals(
                Bytes.concat(
                        octets(DISGUISED, "record-server-hello"),
                        octets(DISGUISED, "record-change-cipher-spec"),
                        octets(DISGUISED, "record-server-flight")),
                server.take(server.engine.start()).outgoing());
        server.receive(octets(DISGUISED, "record-change-cipher-spec"))
                .receive(octets(DISGUISED, "record-client-finished"))
                .receive(octets(DISGUISED, "record-client-close-notify"));
        server.take(server.engine.close());
        assertEquals(octets(DISGUISED, "record-server-close-notify"), server.outgoing());
        assertEquals(Optional.empty(), server.failure());
    }
}
