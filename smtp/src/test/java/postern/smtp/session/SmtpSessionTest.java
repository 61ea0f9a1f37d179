package postern.smtp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.smtp.message.MessageId;
import postern.smtp.message.Peer;
import postern.smtp.message.Protection;
import postern.smtp.session.SessionRules.StartTls;
import postern.smtp.wire.Command;
import postern.smtp.wire.CommandParser;
import postern.smtp.wire.Reply;

class SmtpSessionTest {
    private static final Protection TLS = new Protection("TLS1.3", "TLS_AES_256_GCM_SHA384", 256, Optional.empty());
    private static final MessageId ID = new MessageId("1uABCD-00000000001-0000");
    private static final SessionLimits LIMITS = new SessionLimits(1000, 3, new CommandLimits(50, 10, 5));

    private final SmtpSession session = session(StartTls.OFFERED);

    @Test
    void ehloListsWhatIsOffered() {
        assertEquals(
                "250 mx Hello client.test [127.0.0.1] / SIZE 1000 / 8BITMIME / PIPELINING / CHUNKING / STARTTLS / HELP",
                say("EHLO client.test"));
        assertEquals("250 mx Hello client.test [127.0.0.1]", say("HELO client.test"));
    }

    @Test
    void takesAMessageByData() {
        say("EHLO client.test");
        assertEquals("250 OK", say("MAIL FROM:<a@b.test>"));
        assertEquals("250 Accepted", say("RCPT TO:<c@d.test>"));
        assertEquals("250 Accepted", say("RCPT TO:<postmaster>"));
        var text = assertInstanceOf(Action.ReceiveText.class, on("DATA"));
        assertEquals(
                "354 Enter message, ending with \".\" on a line by itself",
                text.goAhead().toString());
        assertEquals("[c@d.test, postmaster]", text.envelope().recipients().toString());
        assertEquals("250 OK id=1uABCD-00000000001-0000", session.stored(ID).toString());
        assertEquals("503 sender not yet given", say("RCPT TO:<c@d.test>"));
        assertEquals("250 OK", say("MAIL FROM:<>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL FROM:<a@b>", "RCPT TO:<a@b>", "DATA"})
    void wantsAGreetingFirst(String line) {
        assertEquals("503 HELO or EHLO required", say(line));
    }

    @Test
    void keepsTheOrderOfCommands() {
        say("EHLO client.test");
        assertEquals("503 sender not yet given", say("RCPT TO:<c@d.test>"));
        assertEquals("503 sender not yet given", say("DATA"));
        say("MAIL FROM:<a@b.test>");
        assertEquals("503 sender already given", say("MAIL FROM:<a@b.test>"));
        assertEquals("503 valid RCPT command must precede DATA", say("DATA"));
        say("RCPT TO:<c@d.test>");
        assertEquals("250 Reset OK", say("RSET"));
        assertEquals("503 sender not yet given", say("DATA"));
    }

    @Test
    void aNewGreetingEndsTheTransaction() {
        addressed();
        say("EHLO other.test");
        assertEquals("503 sender not yet given", say("DATA"));
    }

    @Test
    void refusesTooManyRecipientsForNow() {
        addressed();
        say("RCPT TO:<c@d.test>");
        say("RCPT TO:<c@d.test>");
        assertEquals("452 too many recipients", say("RCPT TO:<c@d.test>"));
        assertInstanceOf(Action.ReceiveText.class, on("DATA"));
    }

    @Test
    void refusesADeclaredSize() {
        say("EHLO client.test");
        assertEquals("552 Message size exceeds maximum permitted", say("MAIL FROM:<a@b.test> SIZE=1001"));
        assertEquals("250 OK", say("MAIL FROM:<a@b.test> SIZE=1000"));
    }

    @Test
    void heloHasNoExtensions() {
        say("HELO client.test");
        assertEquals("555 MAIL FROM parameters need EHLO", say("MAIL FROM:<a@b.test> SIZE=1"));
        assertEquals("503 STARTTLS command used when not advertised", say("STARTTLS"));
    }

    @Test
    void takesAMessageInChunks() {
        addressed();
        assertInstanceOf(Action.ReceiveChunk.class, on("BDAT 400"));
        for (var line : new String[] {"MAIL FROM:<a@b.test>", "RCPT TO:<a@b.test>", "DATA"}) {
            assertEquals("503 BDAT without LAST: more chunks, or RSET, expected", say(line));
        }
        assertInstanceOf(Action.ReceiveChunk.class, on("BDAT 600 LAST"));
        assertEquals("250 OK id=1uABCD-00000000001-0000", session.stored(ID).toString());
    }

    @Test
    void readsChunksThatItRefuses() {
        assertEquals(new Action.SkipChunk(7, Reply.of(503, "HELO or EHLO required")), on("BDAT 7 LAST"));
        say("EHLO client.test");
        assertEquals(new Action.SkipChunk(7, Reply.of(503, "sender not yet given")), on("BDAT 7"));
        addressed();
        on("BDAT 400");
        var tooLarge = Reply.of(552, "Message size exceeds maximum permitted");
        assertEquals(new Action.SkipChunk(601, tooLarge), on("BDAT 601"));
        assertEquals(new Action.SkipChunk(1, Reply.of(503, "sender not yet given")), on("BDAT 1 LAST"));
    }

    @Test
    void doesNotWaitForAChunkThatIsFarTooLarge() {
        addressed();
        assertInstanceOf(Action.HangUp.class, on("BDAT 999999999999999999"));
        assertInstanceOf(Action.HangUp.class, on("BDAT x"));
    }

    @Test
    void forgetsEverythingWhenTlsBegins() {
        addressed();
        var start = assertInstanceOf(Action.StartTls.class, on("STARTTLS"));
        assertEquals("220 TLS go ahead", start.goAhead().toString());
        session.secured(TLS);
        assertEquals("503 HELO or EHLO required", say("RCPT TO:<c@d.test>"));
        assertEquals(Optional.empty(), session.arrival().greeting());
        assertFalse(say("EHLO client.test").contains("STARTTLS"));
        assertFalse(say("HELP").contains("STARTTLS"));
        assertEquals("esmtps", session.arrival().protocol());
        assertEquals("554 Already in TLS", say("STARTTLS"));
        assertEquals("250 OK", say("MAIL FROM:<a@b.test>"));
    }

    @Test
    void forgetsEverythingWhenTlsEnds() {
        session.secured(TLS);
        addressed();
        session.cleared();
        assertEquals("503 HELO or EHLO required", say("DATA"));
        assertTrue(say("EHLO client.test").contains("STARTTLS"));
        assertEquals("esmtp", session.arrival().protocol());
        assertInstanceOf(Action.StartTls.class, on("STARTTLS"));
    }

    @Test
    void servesNobodyAfterAFailedHandshake() {
        say("EHLO client.test");
        on("STARTTLS");
        session.insecure();
        for (var line : new String[] {"NOOP", "EHLO client.test", "STARTTLS", "GARBAGE"}) {
            assertEquals("554 Security failure", say(line));
        }
        assertEquals(new Action.HangUp(Reply.of(221, "mx closing connection")), on("QUIT"));
    }

    @Test
    void startTlsNeedsAnOffer() {
        assertEquals("503 STARTTLS command used when not advertised", say("STARTTLS"));
        var plain = session(StartTls.REFUSED);
        plain.on(new Command.Ehlo("client.test"));
        assertEquals(
                new Action.Say(Reply.of(503, "STARTTLS command used when not advertised")),
                plain.on(new Command.StartTls()));
    }

    @Test
    void answersTheRest() {
        assertEquals("250 OK", say("NOOP"));
        assertEquals("252 Cannot VRFY user, but will accept message for it", say("VRFY root"));
        assertEquals("550 EXPN not available", say("EXPN all"));
        assertEquals("500 unrecognized command", say("XYZZY"));
        assertTrue(say("HELP").startsWith("214 Commands supported: / STARTTLS HELO"));
    }

    @Test
    void limitsErrorsIdlingAndCommands() {
        for (int i = 0; i < 5; i++) {
            say("XYZZY");
        }
        assertEquals(new Action.HangUp(Reply.of(500, "Too many syntax or protocol errors")), on("XYZZY"));

        var idle = session(StartTls.OFFERED);
        for (int i = 0; i < 10; i++) {
            idle.on(new Command.Noop());
        }
        assertEquals(new Action.HangUp(Reply.of(554, "Too many nonmail commands")), idle.on(new Command.Noop()));

        var busy = session(StartTls.OFFERED);
        busy.on(new Command.Ehlo("client.test"));
        for (int i = 1; i < 50; i++) {
            busy.on(CommandParser.parse(Bytes.utf8("MAIL FROM:<a@b.test> SIZE=9999")));
        }
        assertEquals(
                421,
                assertInstanceOf(Action.HangUp.class, busy.on(new Command.Data()))
                        .reply()
                        .code());
    }

    @Test
    void aMessagePaysForIdleCommands() {
        for (int i = 0; i < 5; i++) {
            addressed();
            say("NOOP");
            on("DATA");
            session.stored(ID);
        }
        assertEquals("250 OK", say("NOOP"));
    }

    private void addressed() {
        say("EHLO client.test");
        say("MAIL FROM:<a@b.test>");
        say("RCPT TO:<c@d.test>");
    }

    private Action on(String line) {
        return session.on(CommandParser.parse(Bytes.utf8(line)));
    }

    private String say(String line) {
        return assertInstanceOf(Action.Say.class, on(line)).reply().toString();
    }

    private static SmtpSession session(StartTls startTls) {
        return new SmtpSession(new SessionRules("mx", LIMITS, startTls), new Peer("127.0.0.1", 40000));
    }
}
