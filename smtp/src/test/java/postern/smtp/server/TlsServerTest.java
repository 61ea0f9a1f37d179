package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.tls.TlsConfig;
import postern.tls.param.CipherSuite;
import postern.tls.pki.PeerVerifier;
import postern.vectors.pki.TestPki;

/// The server with real TLS, at the seams between TLS and clear text.
class TlsServerTest {
    private static final TlsConfig CLIENT = TlsConfig.builder()
            .serverName("mx.example.test")
            .verifier(PeerVerifier.none())
            .build();

    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        var tls = TestTls.server(TestPki.Entry.P256, config -> config.suites(CipherSuite.TLS_AES_256_GCM_SHA384));
        server = new TestServer(directory, ServerLimits.STANDARD, Optional.of(tls));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// Requirement 83: the session goes on in clear, and may become secure again.
    @Test
    void theClientMayEndTlsAndBeginItAgain() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            for (int i = 0; i < 2; i++) {
                assertTrue(client.say("EHLO client.test").contains("STARTTLS"));
                assertEquals("220 TLS go ahead", client.say("STARTTLS"));
                client.secure(CLIENT);
                assertEquals("503 HELO or EHLO required", client.say("MAIL FROM:<a@b.test>"));
                deliver(client);
                client.endTls();
                assertEquals("503 HELO or EHLO required", client.say("MAIL FROM:<a@b.test>"));
            }
            deliver(client);
        }
        assertEquals(3, server.mail().size());
        var accepted =
                server.log().lines().filter(line -> line.contains(" <= ")).toList();
        assertTrue(accepted.get(0).contains(" P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S="));
        assertTrue(accepted.get(1).contains(" P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S="));
        assertTrue(accepted.get(2).contains(" P=esmtp S="));
    }

    @Test
    void theTraceNamesTheCipher() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.secure(CLIENT);
            deliver(client);
        }
        var text = java.nio.file.Files.readString(server.mail().getFirst());
        assertTrue(text.contains("\tby mx with esmtps (TLS1.3:TLS_AES_256_GCM_SHA384:256)\n"), text);
    }

    @Test
    void plaintextInPlaceOfAHandshakeGetsAnAlertAndThen554() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.send("EHLO injected\r\n");
            var alert = client.octets(7);
            assertEquals(Bytes.fromHex("15 0303 0002 02"), alert.slice(0, 6));
            assertEquals("554 Security failure", client.reply());
            assertEquals("554 Security failure", client.say("MAIL FROM:<a@b.test>"));
            assertEquals("221 mx closing connection", client.say("QUIT"));
        }
        assertTrue(server.log().contains("TLS error on connection from (client.test) [127.0.0.1] "), server.log());
    }

    @Test
    void nothingInCommonGetsAnAlertAndThen554() throws IOException {
        var chaCha = TlsConfig.builder()
                .serverName("mx.example.test")
                .verifier(PeerVerifier.none())
                .suites(CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
                .build();
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            client.say("STARTTLS");
            var refusal = assertThrows(IOException.class, () -> client.secure(chaCha));
            assertTrue(String.valueOf(refusal.getMessage()).contains("handshake_failure"), refusal.getMessage());
            assertEquals("554 Security failure", client.say("NOOP"));
            assertEquals("221 mx closing connection", client.say("QUIT"));
        }
    }

    @Test
    void whatWasSentAheadIsNotExecuted() throws IOException, InterruptedException {
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            assertEquals("220 TLS go ahead", client.say("STARTTLS\r\nEHLO injected\r\nMAIL FROM:<evil@b.test>"));
            client.secure(CLIENT);
            assertEquals("503 HELO or EHLO required", client.say("RCPT TO:<c@d.test>"));
        }
        server.awaitLog("octets of plaintext received after STARTTLS discarded from (client.test) [127.0.0.1]");
    }

    /// A connection that is cut is not one that was closed: nobody knows what was to follow.
    @Test
    void cuttingTheConnectionIsNoEndOfTls() throws IOException, InterruptedException {
        try (var client = server.connect()) {
            client.reply();
            client.say("EHLO client.test");
            client.say("STARTTLS");
            client.secure(CLIENT);
            client.say("EHLO client.test");
        }
        server.awaitLog("connection from (client.test) [127.0.0.1] lost");
        assertFalse(server.log().contains("internal error"), server.log());
    }

    @Test
    void plaintextOnThePortForTlsGetsAnAlert() throws IOException, InterruptedException {
        int port = server.listen(Entry.TLS);
        try (var client = new RawClient(port)) {
            client.send("EHLO client.test\r\n");
            assertEquals(Bytes.fromHex("15 0303 0002 02"), client.octets(7).slice(0, 6));
            assertEquals(-1, client.socket().getInputStream().read());
        }
        server.awaitLog("TLS error on connection from [127.0.0.1] ");
    }

    private static void deliver(RawClient client) throws IOException {
        client.say("EHLO client.test");
        client.say("MAIL FROM:<a@b.test>");
        client.say("RCPT TO:<c@d.test>");
        client.say("DATA");
        assertTrue(client.say("text\r\n.").startsWith("250 OK id="));
    }
}
