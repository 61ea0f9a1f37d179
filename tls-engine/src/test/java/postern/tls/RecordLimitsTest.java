package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.message.ClientHello;
import postern.tls.message.Extension;
import postern.tls.message.Extensions;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.MaxFragmentLength;
import postern.tls.message.Unknown;
import postern.tls.param.CipherSuite;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// Records that are kept short at the peer's wish, in both families of versions (RFC 8449, RFC 6066 §4).
class RecordLimitsTest {
    private static final CipherSuite[] SUITES = {
        CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
    };

    @TempDir
    private Path directory;

    private static List<Integer> lengths(Bytes records) {
        var lengths = new ArrayList<Integer>();
        for (int at = 0; at < records.length(); ) {
            int length = records.at(at + 3) << 8 | records.at(at + 4);
            lengths.add(length);
            at += 5 + length;
        }
        return lengths;
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS10", "TLS12", "TLS13"})
    void eachEndMindsTheOther(ProtocolVersion version) {
        var client = Wire.anyServer().versions(version).suites(SUITES).recordSizeLimit(100);
        var server = Wire.serverWith(Credentials.P256)
                .versions(version)
                .suites(SUITES)
                .recordSizeLimit(1000);
        var wire = new Wire(client.build(), server.build()).run();
        assertEquals(Optional.empty(), wire.client.failure());
        wire.server.send(new byte[1000]);
        var toClient = wire.server.outgoing();
        assertTrue(lengths(toClient).size() >= 10, () -> lengths(toClient).toString());
        assertTrue(
                lengths(toClient).stream().allMatch(length -> length <= 100 + 80),
                () -> lengths(toClient).toString());
        wire.client.receive(toClient);
        assertEquals(1000, wire.client.data.size());
        wire.client.send(new byte[1000]);
        var toServer = wire.client.outgoing();
        assertTrue(lengths(toServer).size() <= 4, () -> lengths(toServer).toString());
        wire.server.receive(toServer);
        assertEquals(1000, wire.server.data.size());
        assertEquals(Optional.empty(), wire.server.failure());
    }

    /// A server without a wish of its own answers, and a client without one does not ask.
    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void oneEndAlone(ProtocolVersion version) {
        var asks = new Wire(
                        Wire.anyServer().versions(version).recordSizeLimit(200).build(),
                        Wire.serverWith(Credentials.P256).versions(version).build())
                .run();
        asks.server.send(new byte[1000]);
        assertTrue(lengths(asks.server.outgoing()).size() >= 5);
        var silent = new Wire(
                        Wire.anyServer().versions(version).build(),
                        Wire.serverWith(Credentials.P256)
                                .versions(version)
                                .recordSizeLimit(200)
                                .build())
                .run();
        silent.client.send(new byte[1000]);
        silent.settle();
        assertEquals(1000, silent.server.data.size());
    }

    @Test
    void theLimitIsOneThatThereCanBe() {
        for (int wrong : new int[] {0, 63, 16386}) {
            assertThrows(
                    IllegalArgumentException.class, () -> TlsConfig.builder().recordSizeLimit(wrong));
        }
    }

    /// A hello with one more extension, as it goes over the wire.
    private static Wire.End greetedWith(Extension more) {
        var client = TlsEngine.client(Wire.anyServer()
                .versions(ProtocolVersion.TLS12)
                .suites(SUITES[1])
                .build());
        var server = new Wire.End(TlsEngine.server(
                Wire.serverWith(Credentials.P256).suites(SUITES).build()));
        var message = client.start().toPeer().from(5);
        var hello = (ClientHello) HandshakeCodec.read(message, ProtocolVersion.TLS12, Role.CLIENT);
        var list = new ArrayList<>(hello.extensions().list());
        list.add(more);
        var changed = HandshakeCodec.write(hello.withExtensions(Extensions.of(list)));
        server.receive(Bytes.of(22, 3, 1, changed.length() >> 8, changed.length() & 0xff)
                .concat(changed));
        return server;
    }

    @Test
    void aClientOfRfc6066() {
        var server = greetedWith(new MaxFragmentLength(1));
        assertEquals(Optional.empty(), server.failure());
        assertTrue(lengths(server.outgoing()).stream().allMatch(length -> length <= 512));
    }

    @ParameterizedTest
    @CsvSource({"1, 00, MAX_FRAGMENT_LENGTH", "1, 05, MAX_FRAGMENT_LENGTH", "28, 003f, RECORD_SIZE_LIMIT"})
    void wishesThatAreNone(int code, String content, Violation violation) {
        var server = greetedWith(new Unknown(code, Bytes.fromHex(content)));
        assertEquals(Optional.of(violation), server.failure().map(TlsException::violation));
    }

    /// GnuTLS asks for a limit in every hello, and minds ours.
    @ParameterizedTest
    @CsvSource({"TLS12, 1.2", "TLS13, 1.3"})
    void gnuTls(ProtocolVersion version, String number) throws IOException {
        var priority = "NORMAL:-VERS-ALL:+VERS-TLS" + number;
        var config = Wire.serverWith(Credentials.P256).versions(version).recordSizeLimit(600);
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peer = PeerProcess.start(
                        "gnutls-cli",
                        "--insecure",
                        "--no-ca-verification",
                        "--recordsize",
                        "520",
                        "--priority",
                        priority,
                        "--port",
                        Integer.toString(listener.getLocalPort()),
                        "127.0.0.1");
                var ours = EngineSocket.on(listener.accept(), TlsEngine.server(config.build()))) {
            assertEquals(Optional.empty(), ours.last.failure(), peer::output);
            var word = "x".repeat(3000) + "end\n";
            ours.send(word);
            peer.await("xend", java.time.Duration.ofSeconds(10));
            // It sends one record of what it reads, and forgets the rest.
            peer.send("a line of its own, xend\n");
            assertTrue(ours.await("xend").contains("xend"), peer::output);
        }
        int port = Ports.free();
        var pem = Files.writeString(directory.resolve("p256.pem"), Credentials.P256.pem())
                .toString();
        try (var peer = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "--priority",
                priority,
                "--x509certfile",
                pem,
                "--x509keyfile",
                pem,
                "--port",
                Integer.toString(port))) {
            Ports.awaitListener(port, java.time.Duration.ofSeconds(10));
            var client = Wire.anyServer().versions(version).recordSizeLimit(512).build();
            try (var ours = EngineSocket.on(
                    new java.net.Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(client))) {
                assertEquals(Optional.empty(), ours.last.failure(), peer::output);
                ours.send("x".repeat(2000) + "end\n");
                assertTrue(ours.await("xend").contains("xend"), peer::output);
            }
        }
    }
}
