package postern.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.tls.handshake.tls13.client.ReplayedClient;
import postern.tls.handshake.tls13.server.ReplayedServer;
import postern.tls.message.CertificateMessage13;
import postern.tls.message.EncryptedExtensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PeerVerifier;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The traces of RFC 8448, to the octet, in both roles.
class Rfc8448Test {
    private static final Vector SIMPLE =
            VectorFile.read("tls/rfc8448-simple-1rtt.txt").getFirst();
    private static final Vector RETRY =
            VectorFile.read("tls/rfc8448-hello-retry-request.txt").getFirst();

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
                .random(random);
    }

    /// §3: the client's records from its Finished to its close_notify.
    @Test
    void theClientOfTheSimpleHandshake() {
        var random = new ScriptedRandom(octets(SIMPLE, "client-private-key"));
        var config = client(random).build();
        var client = new Wire.End(new TlsEngine(
                Role.CLIENT, config, ReplayedClient.first(config.clientSettings(), octets(SIMPLE, "client-hello"))));
        assertEquals(
                octets(SIMPLE, "record-client-hello"),
                client.take(client.engine.start()).outgoing());

        client.receive(octets(SIMPLE, "record-server-hello"));
        assertTrue(client.outgoing().isEmpty(), "no compatibility mode: the trace has no session id");
        client.receive(octets(SIMPLE, "record-server-flight"));
        assertEquals(octets(SIMPLE, "record-client-finished"), client.outgoing());
        assertTrue(client.engine.handshakeComplete());

        client.receive(octets(SIMPLE, "record-new-session-ticket"));
        client.send(SIMPLE.octets("application-data"));
        assertEquals(octets(SIMPLE, "record-client-application-data"), client.outgoing());
        client.receive(octets(SIMPLE, "record-server-application-data"));
        assertArrayEquals(SIMPLE.octets("application-data"), client.data.toByteArray());

        client.take(client.engine.close());
        assertEquals(octets(SIMPLE, "record-client-close-notify"), client.outgoing());
        client.receive(octets(SIMPLE, "record-server-close-notify"));
        assertEquals(Output.Closure.CLOSED, client.last.closure());
        assertEquals(Optional.empty(), client.failure());
        assertTrue(random.isUsedUp());
    }

    /// §3: the server's whole flight; then it understands what the client sends.
    @Test
    void theServerOfTheSimpleHandshake() {
        var random = new ScriptedRandom(
                octets(SIMPLE, "server-random"),
                octets(SIMPLE, "server-private-key"),
                octets(SIMPLE, "certificate-verify-salt"));
        var config = TlsConfig.builder()
                .versions(ProtocolVersion.TLS13)
                .credential(credential())
                .random(random)
                .build();
        var answers = (EncryptedExtensions) message(SIMPLE, "encrypted-extensions");
        var server = new Wire.End(new TlsEngine(
                Role.SERVER,
                config,
                ReplayedServer.answer(config.serverSettings(), octets(SIMPLE, "client-hello"), answers)));

        var flight = server.take(server.engine.start()).outgoing();
        var hello = octets(SIMPLE, "record-server-hello");
        assertEquals(hello, flight.slice(0, hello.length()));
        assertEquals(octets(SIMPLE, "record-server-flight"), flight.from(hello.length()));

        server.receive(octets(SIMPLE, "record-client-finished"));
        assertTrue(server.engine.handshakeComplete());
        server.receive(octets(SIMPLE, "record-client-application-data"));
        assertArrayEquals(SIMPLE.octets("application-data"), server.data.toByteArray());
        server.receive(octets(SIMPLE, "record-client-close-notify"));
        assertEquals(Output.Closure.PEER_CLOSED, server.last.closure());
        assertTrue(random.isUsedUp());
    }

    private static Credential credential() {
        var chain = (CertificateMessage13) message(SIMPLE, "certificate");
        var certificates = chain.certificates().stream().map(Certificate::parse).toList();
        try (var pkcs8 = Secret.copyOf(SIMPLE.octets("server-key"))) {
            return new Credential(certificates, PrivateKey.fromPkcs8(pkcs8));
        }
    }

    /// §5: from the second hello on.
    @Test
    void theClientOfTheHelloRetryRequest() {
        var random = new ScriptedRandom(octets(RETRY, "client-second-private-key"));
        var config =
                client(random).groups(NamedGroup.X25519, NamedGroup.SECP256R1).build();
        var step = ReplayedClient.second(
                config.clientSettings(),
                octets(RETRY, "client-hello"),
                octets(RETRY, "hello-retry-request"),
                octets(RETRY, "second-client-hello"));
        var client = new Wire.End(new TlsEngine(Role.CLIENT, config, step));
        client.take(client.engine.start()).outgoing();
        client.receive(octets(RETRY, "record-server-hello"));
        client.receive(octets(RETRY, "record-server-flight"));
        assertEquals(octets(RETRY, "record-client-finished"), client.outgoing());
        client.take(client.engine.close());
        assertEquals(octets(RETRY, "record-client-close-notify"), client.outgoing());
        client.receive(octets(RETRY, "record-server-close-notify"));
        assertEquals(Optional.empty(), client.failure());
        assertEquals(List.of(), client.session().alpn().stream().toList());
    }
}
