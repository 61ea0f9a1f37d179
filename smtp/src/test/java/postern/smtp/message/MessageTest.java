package postern.smtp.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.smtp.wire.Mailbox;
import postern.smtp.wire.ReversePath;

class MessageTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000123Z");
    private static final MessageId ID = new MessageId("1uABCD-00000000001-0000");
    private static final Arrival SECURE = new Arrival(
            new Peer("127.0.0.1", 40000),
            Optional.of(new Greeting(Greeting.Kind.EHLO, "client.test")),
            Optional.of(new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.empty())));

    @Test
    void idsNeverRepeatAndSortByTime() {
        var ids = new MessageIds(InstantSource.fixed(NOON), 4711);
        var seen = new HashSet<MessageId>();
        var last = "";
        for (int i = 0; i < 10_000; i++) {
            var id = ids.next();
            assertTrue(seen.add(id));
            assertTrue(last.compareTo(id.text()) < 0);
            last = id.text();
        }
    }

    @Test
    void idsHaveEximsForm() {
        assertEquals(
                "1xVSiG-000000001Dz-001z",
                new MessageIds(InstantSource.fixed(NOON), 4711).next().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1uABCD-00000000001-000", "../../../etc/passwd-000", "1uABCD-00000000001-0000\n"})
    void nothingElseIsAnId(String text) {
        assertThrows(IllegalArgumentException.class, () -> new MessageId(text));
    }

    @Test
    void traceNamesEverything() {
        var envelope = new Envelope(new Mailbox("a", "b.test"), List.of(new Mailbox("c", "d.test")));
        assertEquals(
                """
                Received: from [127.0.0.1] (helo=client.test)
                \tby mx with esmtps (TLS1.3:TLS_AES_256_GCM_SHA384:256)
                \t(Postern)
                \t(envelope-from <a@b.test>)
                \tid 1uABCD-00000000001-0000
                \tfor c@d.test;
                \tMon, 23 Nov 2026 12:00:00 +0000
                """.replace("\n", "\r\n"),
                new ReceivedHeader("mx", SECURE, envelope, ID).render(NOON.atZone(ZoneOffset.UTC)));
    }

    @Test
    void traceTellsNoRecipientOfTheOthers() {
        var envelope =
                new Envelope(new ReversePath.Nobody(), List.of(new Mailbox("c", "d.test"), new Mailbox("e", "f.test")));
        var text = new ReceivedHeader("mx", SECURE, envelope, ID).render(NOON.atZone(ZoneOffset.UTC));
        assertFalse(text.contains("for ") || text.contains("d.test") || text.contains("envelope-from"));
    }

    @Test
    void protocolHasItsName() {
        var peer = new Peer("::1", 1);
        var helo = Optional.of(new Greeting(Greeting.Kind.HELO, "x"));
        assertEquals("smtp", new Arrival(peer, helo, Optional.empty()).protocol());
        assertEquals("smtps", new Arrival(peer, helo, SECURE.protection()).protocol());
        assertEquals("esmtps", SECURE.protocol());
        assertEquals("(client.test) [127.0.0.1]", SECURE.host());
        assertEquals("[::1]", new Arrival(peer, Optional.empty(), Optional.empty()).host());
    }

    @Test
    void scannerReadsTheHeaderOnly() {
        var text = "Received: a\r\n\tb\r\nMESSAGE-ID :\r\n <x@y>\r\nreceived: c\r\nMessage-ID: <second>\r\nbroken\r\n"
                + "Long: " + "x".repeat(5000) + "\r\n\r\nReceived: body\r\n";
        for (int piece : new int[] {1, 7, 100_000}) {
            var scanner = scan(text, piece);
            assertEquals(2, scanner.received());
            assertEquals(Optional.of("x@y"), scanner.messageId());
        }
    }

    @Test
    void scannerBearsAMessageWithoutHeader() {
        assertEquals(Optional.empty(), scan("\r\nMessage-ID: <x>\r\n", 100).messageId());
        assertEquals(Optional.empty(), scan("", 1).messageId());
        // A field that ends with the message was never ended, and is not one.
        assertEquals(Optional.empty(), scan("Message-ID: <x>", 100).messageId());
        assertEquals(
                Optional.of("no brackets"),
                scan("Message-ID: no brackets\r\n\r\n", 100).messageId());
    }

    private static HeaderScanner scan(String text, int piece) {
        var scanner = new HeaderScanner();
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < octets.length; i += piece) {
            scanner.accept(octets, i, Math.min(piece, octets.length - i));
        }
        return scanner;
    }
}
