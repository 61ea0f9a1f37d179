package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.random.HmacDrbg;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.KeyShareClientHello;
import postern.tls.message.SignatureAlgorithms;
import postern.tls.message.SupportedGroups;
import postern.tls.message.SupportedVersions;
import postern.tls.param.ClientAuthentication;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.PeerVerifier;
import postern.tls.session.ClientSessions;
import postern.tls.session.TicketKeys;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Code points that mean nothing (RFC 8701), both ways: peers tolerate ours, and we tolerate theirs.
class GreaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private static boolean isGrease(int code) {
        return (code & 0x0f0f) == 0x0a0a && code >> 8 == (code & 0xff);
    }

    @Test
    void theyAreInEveryList() {
        var record = TlsEngine.client(Wire.anyServer().grease().build()).start().toPeer();
        var hello = (ClientHello) HandshakeCodec.read(record.from(5), ProtocolVersion.TLS13, Role.CLIENT);
        var extensions = hello.extensions();
        var lists = Stream.of(
                hello.cipherSuites(),
                extensions.find(SupportedGroups.class).orElseThrow().groups(),
                extensions.find(SupportedVersions.class).orElseThrow().versions(),
                extensions.find(SignatureAlgorithms.class).orElseThrow().schemes(),
                extensions.find(KeyShareClientHello.class).orElseThrow().shares().stream()
                        .map(share -> share.group())
                        .toList());
        lists.forEach(list ->
                assertEquals(1, list.stream().filter(GreaseTest::isGrease).count(), list.toString()));
        var codes = extensions.list().stream()
                .map(Extension::code)
                .filter(GreaseTest::isGrease)
                .toList();
        assertEquals(2, codes.stream().distinct().count());
    }

    /// With a retry, a resumption and client certificates, so that every message has them.
    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void ourTwoEndsTolerateThem(ProtocolVersion version) {
        var keys = TicketKeys.fresh(HmacDrbg.system());
        var sessions = new ClientSessions();
        var client = Wire.anyServer()
                .grease()
                .sessions(sessions)
                .credential(Credentials.P256.credential())
                .groups(NamedGroup.X25519, NamedGroup.SECP256R1);
        var server = Wire.serverWith(Credentials.RSA)
                .versions(version)
                .grease()
                .ticketKeys(keys)
                .clientAuthentication(ClientAuthentication.REQUIRE)
                .verifier(PeerVerifier.none())
                .groups(NamedGroup.SECP256R1);
        for (int i = 0; i < 2; i++) {
            var wire = new Wire(client.build(), server.build()).run();
            for (var end : List.of(wire.client, wire.server)) {
                assertEquals(Optional.empty(), end.failure());
                assertEquals(version, end.session().version());
            }
            assertEquals(i == 1, wire.server.session().isResumed() || i == 1 && version == ProtocolVersion.TLS12);
        }
    }

    @Test
    void theJdkToleratesThem() throws SSLException {
        var theirs = JdkPeer.server(Credentials.P256, _ -> {});
        var ours = new Wire.End(TlsEngine.client(Wire.anyServer().grease().build()));
        ours.take(ours.engine.start());
        theirs.settle(ours);
        assertEquals(Optional.empty(), ours.failure());
        assertEquals(ProtocolVersion.TLS13, ours.session().version());
    }

    @Test
    void opensslToleratesThem() throws IOException {
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start("openssl", "s_server", "-cert", pem, "-port", Integer.toString(port))) {
            Ports.awaitListener(port, LIMIT);
            var engine = TlsEngine.client(Wire.anyServer().grease().build());
            try (var ours = EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), engine)) {
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            }
        }
    }
}
