package postern.smtp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.transport.Outcome.Persistence;
import postern.smtp.wire.Mailbox;
import postern.vectors.peer.Ports;

/// The client's policy, row by row, against a server that plays the row (requirements 66 to 68, `observed.md`
/// K1 to K10).
class SmtpConnectionTest {
    private static final String EHLO = "250-mx.example.test Hello\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250 STARTTLS";
    private static final String EHLO_WITHOUT_TLS = "250-mx.example.test Hello\r\n250 SIZE";
    private static final Mailbox ANN = Mailbox.parse("ann@a.example");
    private static final Mailbox BOB = Mailbox.parse("bob@b.example");
    private static final Mailbox CID = Mailbox.parse("cid@c.example");
    private static final TlsUpgrade BROKEN_TLS = socket -> {
        throw new IOException("handshake_failure");
    };

    @Test
    void deliversInClearWhereNothingElseIsOffered() throws IOException {
        try (var server = new ScriptedServer(List.of(
                "220 hi", EHLO_WITHOUT_TLS, "250 ok", "250 ok", "250 ok", "354 go", "250 queued as 1", "221 bye"))) {
            var outcome = deliver(server, TlsUse.OPPORTUNISTIC, "Subject: x\n\n.dot\nlast");
            assertTrue(outcome.isComplete());
            assertEquals(List.of(BOB, CID), outcome.accepted());
            assertEquals("250 queued as 1", outcome.words());
            assertEquals(
                    List.of(
                            "EHLO client.test",
                            "MAIL FROM:<ann@a.example> SIZE=21",
                            "RCPT TO:<bob@b.example>",
                            "RCPT TO:<cid@c.example>",
                            "DATA",
                            "Subject: x\n\n..dot\nlast\n",
                            "QUIT"),
                    server.heard());
        }
    }

    @Test
    void neverInClearWhereTlsIsRequiredAndNotOffered() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO_WITHOUT_TLS, "221 bye"))) {
            var outcome = deliver(server, TlsUse.STARTTLS, "x");
            assertEquals("a TLS session is required, but the server did not offer TLS support", outcome.words());
            assertEquals(List.of("EHLO client.test", "QUIT"), server.heard());
        }
    }

    @Test
    void neverInClearWhereTlsIsRequiredAndRefused() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO, "454 not now", "221 bye"))) {
            var outcome = deliver(server, TlsUse.STARTTLS, "x");
            assertEquals("a TLS session is required, but an attempt to start TLS failed: 454 not now", outcome.words());
            assertEquals(List.of("EHLO client.test", "STARTTLS", "QUIT"), server.heard());
        }
    }

    @Test
    void neverInClearWhereTlsIsRequiredAndTheHandshakeFails() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO, "220 go ahead"))) {
            var outcome = deliver(server, TlsUse.STARTTLS, "x");
            assertEquals("TLS session: handshake_failure", outcome.words());
            assertEquals(2, outcome.refused().size());
            assertEquals(List.of("EHLO client.test", "STARTTLS"), server.heard());
        }
    }

    @Test
    void opportunisticGoesOnInClearAfterARefusedStartTls() throws IOException {
        try (var server = new ScriptedServer(List.of(
                "220 hi", EHLO, "454 not now", "250 ok", "250 ok", "250 ok", "354 go", "250 queued", "221 bye"))) {
            assertTrue(deliver(server, TlsUse.OPPORTUNISTIC, "x").isComplete());
            assertEquals("STARTTLS", server.heard().get(1));
            assertEquals("MAIL FROM:<ann@a.example> SIZE=1", server.heard().get(2));
        }
    }

    @Test
    void opportunisticOpensANewConnectionAfterAFailedHandshake() throws IOException {
        try (var server = new ScriptedServer(
                List.of("220 hi", EHLO, "220 go ahead"),
                List.of("220 again", EHLO, "250 ok", "250 ok", "250 ok", "354 go", "250 queued", "221 bye"))) {
            assertTrue(deliver(server, TlsUse.OPPORTUNISTIC, "x").isComplete());
            assertEquals(
                    List.of("EHLO client.test", "STARTTLS", "EHLO client.test", "MAIL FROM:<ann@a.example> SIZE=1"),
                    server.heard().subList(0, 4));
        }
    }

    @Test
    void whatComesBeforeTheHandshakeEndsTheConnection() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO, "220 go ahead\r\n250 injected"))) {
            var outcome = deliver(server, TlsUse.STARTTLS, "x");
            assertTrue(outcome.words().contains("between its 220 to STARTTLS and the TLS handshake"), outcome.words());
        }
    }

    @Test
    void oneRefusedRecipientDoesNotStopTheOther() throws IOException {
        try (var server = new ScriptedServer(
                List.of("220 hi", EHLO, "250 ok", "550 no bob here", "250 ok", "354 go", "250 queued", "221 bye"))) {
            var outcome = deliver(server, TlsUse.NONE, "x");
            assertEquals(List.of(CID), outcome.accepted());
            var refusal = outcome.refused().getFirst();
            assertEquals(BOB, refusal.recipient());
            assertEquals(Persistence.PERMANENT, refusal.persistence());
            assertTrue(refusal.reason().endsWith("after RCPT TO:<bob@b.example>: 550 no bob here"), refusal.reason());
        }
    }

    @Test
    void aRefusedTextIsRefusedForAll() throws IOException {
        try (var server = new ScriptedServer(
                List.of("220 hi", EHLO, "250 ok", "250 ok", "250 ok", "354 go", "451 disk full", "221 bye"))) {
            var outcome = deliver(server, TlsUse.NONE, "x");
            assertEquals(List.of(), outcome.accepted());
            assertEquals(2, outcome.refused().size());
            assertEquals(Persistence.TEMPORARY, outcome.refused().getLast().persistence());
        }
    }

    @Test
    void aTooLargeMessageIsNotEvenBegun() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO, "221 bye"))) {
            var outcome = deliver(server, TlsUse.NONE, "x".repeat(1001));
            assertEquals("the message has 1001 octets; the server takes at most 1000", outcome.words());
        }
    }

    @Test
    void aServerWithoutEhloIsGreetedWithHelo() throws IOException {
        try (var server = new ScriptedServer(List.of(
                "220 hi", "500 what?", "250 ok", "250 ok", "250 ok", "250 ok", "354 go", "250 queued", "221 bye"))) {
            assertTrue(deliver(server, TlsUse.OPPORTUNISTIC, "x").isComplete());
            assertEquals("HELO client.test", server.heard().get(1));
            assertEquals("MAIL FROM:<ann@a.example>", server.heard().get(2));
        }
    }

    @Test
    void aLostConnectionIsAnOutcome() throws IOException {
        try (var server = new ScriptedServer(List.of("220 hi", EHLO))) {
            var outcome = deliver(server, TlsUse.NONE, "x");
            assertEquals(List.of(), outcome.accepted());
            assertEquals(Persistence.TEMPORARY, outcome.refused().getFirst().persistence());
        }
        var nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free());
        var outcome = new SmtpConnection(target(nobody, TlsUse.NONE)).deliver(delivery("x"), text("x"));
        assertTrue(outcome.words().contains("refused"), outcome.words());
    }

    private static Outcome deliver(ScriptedServer server, TlsUse use, String text) throws IOException {
        return new SmtpConnection(target(server.address(), use)).deliver(delivery(text), text(text));
    }

    private static SmtpLink.Target target(InetSocketAddress address, TlsUse use) {
        return new SmtpLink.Target(
                address, ClientRules.smtp("client.test", use), BROKEN_TLS, SmtpLink.Patience.STANDARD);
    }

    private static Delivery delivery(String text) {
        var content = new Delivery.Content(text.length(), Delivery.Body.SEVEN_BIT);
        return new Delivery(ANN, List.of(BOB, CID), content);
    }

    private static MessageText text(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
