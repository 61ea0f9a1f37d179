package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.io.TlsLayer;
import postern.smtp.message.Protection;

/// What STARTTLS does to an SMTP session, with a TLS of one octet in place of the real one: `T` is a handshake, `!`
/// the end of the session inside.
class StartTlsTest {
    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(directory, ServerLimits.STANDARD, Optional.of(StartTlsTest::handshake));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void forgetsWhatWasSaidInClear() throws IOException {
        try (var client = server.connect().addressed()) {
            assertEquals("220 TLS go ahead", client.say("StartTLS  "));
            assertEquals("503 HELO or EHLO required", client.say("TRCPT TO:<c@d.test>"));
            assertEquals("503 HELO or EHLO required", client.say("MAIL FROM:<a@b.test>"));
            assertFalse(client.say("EHLO client.test").contains("STARTTLS"));
            assertEquals("554 Already in TLS", client.say("STARTTLS"));
            deliver(client);
        }
        assertTrue(server.log().contains("(client.test) [127.0.0.1] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S="));
    }

    /// CVE-2011-0411: commands that somebody put behind STARTTLS must not be executed inside.
    @Test
    void dropsWhatWasSentAheadInClear() throws IOException, InterruptedException {
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            assertEquals("220 TLS go ahead", client.say("STARTTLS\r\nEHLO injected\r\nMAIL FROM:<evil@b.test>"));
            assertEquals("503 HELO or EHLO required", client.say("TRCPT TO:<c@d.test>"));
        }
        server.awaitLog("40 octets of plaintext received after STARTTLS discarded from (client.test) [127.0.0.1]");
    }

    @Test
    void servesNobodyInClearAfterAFailedHandshake() throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("STARTTLS");
            assertEquals("554 Security failure", client.say("XNOOP"));
            assertEquals("554 Security failure", client.say("EHLO client.test"));
            assertEquals("554 Security failure", client.say("STARTTLS"));
            assertEquals("221 mx closing connection", client.say("QUIT"));
        }
        assertTrue(server.log().contains("TLS error on connection from (client.test) [127.0.0.1] no handshake"));
    }

    @Test
    void goesOnInClearAfterTheClientEndedTls() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            for (int i = 0; i < 3; i++) {
                assertTrue(client.say("EHLO client.test").contains("STARTTLS"));
                client.say("STARTTLS");
                client.send("T");
                assertFalse(client.say("EHLO client.test").contains("STARTTLS"));
                deliver(client);
                assertEquals("503 HELO or EHLO required", client.say("!MAIL FROM:<a@b.test>"));
            }
        }
        assertEquals(3, server.mail().size());
    }

    @Test
    void halfAMessageIsNotFinishedInClear() throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("STARTTLS");
            client.send("T");
            client.say("EHLO client.test");
            client.say("MAIL FROM:<a@b.test>");
            client.say("RCPT TO:<c@d.test>");
            client.say("DATA");
            assertEquals("500 unrecognized command", client.say("half!the rest"));
            assertEquals("500 unrecognized command", client.say("."));
        }
        assertEquals(0, server.mail().size());
    }

    @Test
    void tlsOnConnectBeginsWithTheHandshake() throws IOException, InterruptedException {
        int port = server.listen(Entry.TLS);
        try (var client = new RawClient(port)) {
            assertTrue(client.ask("T").startsWith("220 mx ESMTP"));
            assertFalse(client.say("EHLO client.test").contains("STARTTLS"));
            deliver(client);
        }
        try (var client = new RawClient(port)) {
            assertEquals("EOF", client.ask("EHLO client.test\r\n"));
        }
        server.awaitLog("TLS error on connection from [127.0.0.1] no handshake");
    }

    private static void deliver(RawClient client) throws IOException {
        client.say("EHLO client.test");
        client.say("MAIL FROM:<a@b.test>");
        client.say("RCPT TO:<c@d.test>");
        client.say("DATA");
        assertTrue(client.say("text\r\n.").startsWith("250 OK id="));
    }

    private static TlsLayer handshake(Socket socket) throws IOException {
        if (socket.getInputStream().read() != 'T') {
            throw new IOException("no handshake");
        }
        return new OctetTls(socket);
    }

    /// Reads octet by octet, as real TLS reads record by record, so that what follows its end stays in the
    /// socket.
    private record OctetTls(Socket socket) implements TlsLayer {
        @Override
        public InputStream input() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    int octet = socket.getInputStream().read();
                    return octet == '!' ? -1 : octet;
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int octet = read();
                    target[offset] = (byte) octet;
                    return octet < 0 ? -1 : 1;
                }
            };
        }

        @Override
        public OutputStream output() {
            try {
                return socket.getOutputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Protection protection() {
            return new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.empty());
        }

        @Override
        public void end() {
            // There is no answer to the end.
        }
    }
}
