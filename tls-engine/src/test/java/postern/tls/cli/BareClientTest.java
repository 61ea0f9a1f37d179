package postern.tls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.Credentials;
import postern.tls.TlsConfig;
import postern.tls.TlsSession;
import postern.tls.pki.PeerVerifier;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

class BareClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ArrayList<TlsSession> sessions = new ArrayList<>();

    private Path pem(Credentials credentials) throws IOException {
        return Files.writeString(directory.resolve(credentials + ".pem"), credentials.pem());
    }

    private String talk(int port, InputStream input) throws IOException {
        var config = TlsConfig.builder()
                .serverName("localhost")
                .verifier(PeerVerifier.none())
                .build();
        var output = new ByteArrayOutputStream();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        new BareClient(config, Prelude.NONE).run(address, new BareClient.Ends(input, output), sessions::add);
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /// A keyboard at which nobody says that it is enough.
    private static InputStream endless(String text) {
        var octets = text(text);
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("not used");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int n = octets.read(target, offset, length);
                if (n < 0) {
                    await();
                }
                return n;
            }

            private static void await() throws IOException {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"-tls1_3, RSA, TLS1.3", "-tls1_3, P384, TLS1.3", "-tls1_2, RSA, TLS1.2", "-tls1_2, P256, TLS1.2"})
    void openSslServesThePage(String version, Credentials credentials, String name) throws IOException {
        var file = pem(credentials).toString();
        int port = Ports.free();
        try (var server = PeerProcess.start(
                "openssl", "s_server", "-accept", "127.0.0.1:" + port, "-cert", file, "-key", file, version, "-www")) {
            server.await("ACCEPT", LIMIT);
            var page = talk(port, endless("GET / HTTP/1.0\r\n\r\n"));
            assertTrue(page.startsWith("HTTP/1.0 200 ok"), page);
            assertEquals(name, sessions.getFirst().version().displayName());
        }
    }

    @ParameterizedTest
    @CsvSource({"NORMAL:-VERS-ALL:+VERS-TLS1.3, TLS1.3", "NORMAL:-VERS-ALL:+VERS-TLS1.2, TLS1.2"})
    void gnuTlsEchoes(String priority, String name) throws IOException {
        var file = pem(Credentials.P256).toString();
        int port = Ports.free();
        try (var server = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "-p",
                Integer.toString(port),
                "--x509certfile",
                file,
                "--x509keyfile",
                file,
                "--priority",
                priority)) {
            server.await("...done", LIMIT);
            assertEquals("hello\n", talk(port, text("hello\n")));
            assertEquals(name, sessions.getFirst().version().displayName());
        }
    }

    @Test
    void ourOwnServerEchoesWhatComesBeforeTheEndOfTheInput() throws IOException {
        var config =
                TlsConfig.builder().credential(Credentials.RSA.credential()).build();
        var service = new BareServer.Service(Prelude.NONE, new EchoMode(), line -> {});
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var server = BareServer.start(any, config, service)) {
            assertEquals("abc", talk(server.address().getPort(), text("abc")));
            var lines = SessionText.lines(sessions.getFirst());
            assertTrue(lines.contains("Protocol: TLS1.3"), lines.toString());
            assertTrue(lines.contains("Peer-Verified: no"), lines.toString());
        }
    }

    @Test
    void nobodyListeningIsAnErrorInWords() {
        var refused = assertThrows(IOException.class, () -> talk(Ports.free(), text("")));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("cannot connect to "), refused.getMessage());
    }
}
