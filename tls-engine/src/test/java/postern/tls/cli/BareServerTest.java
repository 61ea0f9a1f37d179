package postern.tls.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Credentials;
import postern.tls.TlsConfig;
import postern.tls.io.TlsIoException;
import postern.tls.io.TlsSocket;
import postern.tls.pki.PeerVerifier;
import postern.vectors.peer.PeerProcess;

class BareServerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String GET = "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n";

    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

    private BareServer server(ServerMode mode, Credentials... credentials) throws IOException {
        var list = List.of(credentials).stream().map(Credentials::credential).toList();
        var config = TlsConfig.builder()
                .credentials(list)
                .applicationProtocols("http/1.1", "smtp")
                .build();
        return BareServer.start(ANY_PORT, config, new BareServer.Service(Prelude.NONE, mode, log::add));
    }

    private static TlsSocket connect(BareServer server) throws IOException {
        var config = TlsConfig.builder()
                .serverName("localhost")
                .verifier(PeerVerifier.none())
                .build();
        var socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout((int) LIMIT.toMillis());
        return TlsSocket.client(socket, config);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void httpAnswersAtTheBlankLineHoweverTheRequestIsCutIntoRecords() throws IOException {
        try (var server = server(new HttpMode(), Credentials.P256);
                var tls = connect(server)) {
            for (byte octet : ascii(GET)) {
                tls.outputStream().write(octet);
            }
            var answer = new String(tls.inputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.0 200 OK\r\n"), answer);
            assertTrue(answer.contains("\r\n\r\nProtocol: TLS1.3\nCipher: TLS_AES_"), answer);
            assertTrue(answer.contains("\nSNI: localhost\n"), answer);
            int body = answer.length() - answer.indexOf("\r\n\r\n") - 4;
            assertTrue(answer.contains("Content-Length: " + body + "\r\n"), answer);
            assertEquals(-1, tls.socket().getInputStream().read(), "TCP is closed behind close_notify");
        }
    }

    @Test
    void httpAnswersOnlyGet() throws IOException {
        try (var server = server(new HttpMode(), Credentials.P256);
                var tls = connect(server)) {
            tls.outputStream().write(ascii("PUT / HTTP/1.0\n\n"));
            var answer = new String(tls.inputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.0 405 "), answer);
        }
    }

    @Test
    void closeNotifyIsAnsweredBeforeTcpCloses() throws IOException {
        for (var mode : List.of(new HttpMode(), new EchoMode(), new ReverseMode())) {
            try (var server = server(mode, Credentials.P256);
                    var tls = connect(server)) {
                tls.handshake();
                tls.endOutput();
                assertEquals(-1, tls.inputStream().read());
                assertEquals(-1, tls.socket().getInputStream().read());
            }
        }
    }

    @Test
    void echoAndReverse() throws IOException {
        try (var server = server(new EchoMode(), Credentials.P256);
                var tls = connect(server)) {
            var octets = new byte[50_000];
            tls.outputStream().write(octets);
            assertArrayEquals(octets, tls.inputStream().readNBytes(octets.length));
        }
        try (var server = server(new ReverseMode(), Credentials.P256);
                var tls = connect(server)) {
            tls.outputStream().write(ascii("abc\r\nx\n\n"));
            assertEquals("cba\r\nx\n\n", new String(tls.inputStream().readNBytes(8), StandardCharsets.US_ASCII));
        }
    }

    @Test
    void afterAFatalErrorTheAlertThenTcpCloses() throws IOException {
        try (var server = server(new HttpMode(), Credentials.P256);
                var socket = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(ascii("HELO, this is not TLS, and there is more of it than one header\r\n"));
            var answer = socket.getInputStream().readAllBytes();
            assertEquals(7, answer.length, "one alert record, then the end");
            assertEquals(21, answer[0]);
            assertEquals(2, answer[5], "fatal");
        }
    }

    @Test
    void aFailureIsLoggedWithItsReason() throws Exception {
        try (var server = server(new HttpMode(), Credentials.P256);
                var tls = connect(server)) {
            tls.handshake();
            tls.socket().getOutputStream().write(new byte[] {
                23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
            });
            var refused =
                    assertThrows(TlsIoException.class, () -> tls.inputStream().read());
            assertTrue(refused.getMessage().contains("bad_record_mac"), refused.getMessage());
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (log.stream().noneMatch(line -> line.contains(" failed: a record does not verify"))) {
            assertTrue(System.nanoTime() < end, log::toString);
            Thread.sleep(5);
        }
    }

    @Test
    void manyAreServedAtOnce() throws Exception {
        try (var server = server(new HttpMode(), Credentials.P256);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = new CompletableFuture<Void>();
            var clients = IntStream.range(0, 40)
                    .<Future<String>>mapToObj(i -> threads.submit(() -> {
                        try (var tls = connect(server)) {
                            tls.handshake();
                            together.get();
                            tls.outputStream().write(ascii(GET));
                            return new String(tls.inputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                        }
                    }))
                    .toList();
            while (log.size() < clients.size()) {
                Thread.sleep(5);
            }
            together.complete(null);
            for (var client : clients) {
                assertTrue(client.get().startsWith("HTTP/1.0 200"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3, RSA, TLS1.3", "-tls1_3, P256, TLS1.3", "-tls1_2, RSA, TLS1.2", "-tls1_2, P256, TLS1.2"})
    void openSslGetsThePage(String version, Credentials credentials, String name) throws IOException {
        try (var server = server(new HttpMode(), credentials)) {
            var address = "localhost:" + server.address().getPort();
            var result = PeerProcess.run(
                    LIMIT, GET, "openssl", "s_client", "-connect", address, version, "-quiet", "-alpn", "smtp");
            assertTrue(result.output().contains("Protocol: " + name), result.output());
            assertTrue(result.output().contains("ALPN: smtp"), result.output());
        }
    }

    @ParameterizedTest
    @CsvSource({"NORMAL:-VERS-ALL:+VERS-TLS1.3, TLS1.3", "NORMAL:-VERS-ALL:+VERS-TLS1.2, TLS1.2"})
    void gnuTlsGetsThePage(String priority, String name) throws IOException {
        try (var server = server(new HttpMode(), Credentials.RSA, Credentials.P256)) {
            var port = Integer.toString(server.address().getPort());
            var result = PeerProcess.run(
                    LIMIT, GET, "gnutls-cli", "--insecure", "--priority", priority, "-p", port, "localhost");
            assertTrue(result.output().contains("Protocol: " + name), result.output());
        }
    }
}
