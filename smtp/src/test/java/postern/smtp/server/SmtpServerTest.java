package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.smtp.io.TimeLimits;
import postern.smtp.session.CommandLimits;
import postern.smtp.session.SessionLimits;

class SmtpServerTest {
    private static final String GO_AHEAD = "354 Enter message, ending with \".\" on a line by itself";

    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        var session = new SessionLimits(100_000, 5, CommandLimits.STANDARD);
        server = new TestServer(directory, ServerLimits.STANDARD.withSession(session));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void storesAMessage() throws IOException {
        try (var client = server.connect()) {
            assertTrue(client.reply().matches("220 mx ESMTP Postern ..., .*"));
            assertEquals(
                    "250 mx Hello client.test [127.0.0.1] / SIZE 100000 / 8BITMIME / PIPELINING / CHUNKING / HELP",
                    client.say("EHLO client.test"));
            client.say("MAIL FROM:<a@b.test>");
            client.say("RCPT TO:<c@d.test>");
            assertEquals(GO_AHEAD, client.say("DATA"));
            assertTrue(client.say("Message-ID: <m@x>\r\n\r\n..dot\r\nbody\r\n.").startsWith("250 OK id="));
            assertEquals("221 mx closing connection", client.say("QUIT"));
            assertEquals("EOF", client.reply());
        }
        assertEquals("Message-ID: <m@x>\n\n.dot\nbody\n", server.onlyMessage());
        assertTrue(server.log()
                .matches("(?s).* <= a@b.test H=\\(client.test\\) \\[127.0.0.1\\] P=esmtp S=\\d+ id=m@x\n.*"));
        assertTrue(server.log().contains("=> c@d.test T=maildir"));
    }

    @Test
    void answersAWholeConversationInOneSegment() throws IOException {
        try (var client = server.connect()) {
            var commands = List.of(
                    "EHLO x",
                    "MAIL FROM:<a@b>",
                    "RCPT TO:<c@d>",
                    "BADCMD",
                    "RCPT TO:<e@f>",
                    "DATA",
                    "one",
                    ".",
                    "MAIL FROM:<>",
                    "RCPT TO:<c@d>",
                    "BDAT 5",
                    "two",
                    "BDAT 3 LAST",
                    "abcNOOP",
                    "QUIT",
                    "");
            client.send(String.join("\r\n", commands));
            var replies = new ArrayList<String>();
            for (var reply = client.reply(); !reply.equals("EOF"); reply = client.reply()) {
                replies.add(reply.substring(0, 3));
            }
            assertEquals("220 250 250 250 500 250 354 250 250 250 250 250 250 221", String.join(" ", replies));
        }
        assertEquals(2, server.mail().size());
        assertEquals("one\n", TestServer.textOf(server.mail().getFirst()));
        assertEquals("two\nabc", TestServer.textOf(server.mail().getLast()));
        assertTrue(server.log().contains(" P=esmtp K S="));
    }

    @Test
    void commandsMayComeOctetByOctet() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            for (var octet : "NOOP\r\nQUIT\r\n".split("")) {
                client.send(octet);
            }
            assertEquals("250 OK", client.reply());
            assertEquals("221 mx closing connection", client.reply());
        }
    }

    /// What other servers took for the end of the message is text here, and text with bare line ends is refused.
    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r\r\n.\r\r\n"})
    void nothingIsSmuggled(String end) throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("DATA");
            client.send("first" + end + "MAIL FROM:<evil@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nsmuggled\r\n.\r\n");
            assertEquals("550 Message has a bare CR or LF, which RFC 5321 section 2.3.8 forbids", client.reply());
            assertEquals("250 OK", client.say("NOOP"));
        }
        assertEquals(0, server.mail().size());
        assertEquals(0, server.unfinished().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP\n", "NOOP\nMAIL FROM:<evil@b>\r\n", "NOOP\rQUIT\r\n"})
    void aCommandWithABareNewlineEndsTheConnection(String octets) throws IOException {
        try (var client = server.connect()) {
            client.reply();
            client.send(octets);
            assertTrue(client.reply().startsWith("521 Bare CR or LF received"));
            assertEquals("EOF", client.reply());
        }
    }

    @Test
    void aChunkWithABareNewlineIsRefused() throws IOException {
        try (var client = server.connect().addressed()) {
            client.send("BDAT 3\r\nab\rBDAT 1 LAST\r\n\n");
            assertEquals("250 3 byte chunk received", client.reply());
            assertTrue(client.reply().startsWith("250 OK id="), "a CR LF may be cut in two");
            client.send("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 3 LAST\r\na\nb");
            client.reply();
            client.reply();
            assertTrue(client.reply().startsWith("550 Message has a bare CR or LF"));
        }
    }

    @Test
    void longLinesAreRefusedAndEndlessOnesClosed() throws IOException {
        try (var client = server.connect()) {
            client.reply();
            assertEquals("500 Line too long", client.say("NOOP " + "x".repeat(5000)));
            assertEquals("250 OK", client.say("NOOP"));
            client.send("x".repeat(70_000));
            assertEquals("500 Line too long", client.reply());
            assertEquals("EOF", client.reply());
        }
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedAfterItsEnd() throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("DATA");
            assertEquals(
                    "552 Message size exceeds maximum permitted",
                    client.say(("x".repeat(98) + "\r\n").repeat(1001) + "."));
            assertEquals("250 OK", client.say("NOOP"));
            assertEquals("250 OK", client.say("MAIL FROM:<a@b>"));
            client.say("RCPT TO:<c@d>");
            client.say("DATA");
            assertTrue(client.say(("x".repeat(98) + "\r\n").repeat(1000) + ".").startsWith("250 OK id="));
        }
        assertEquals(1, server.mail().size());
        assertEquals(0, server.unfinished().size());
    }

    @Test
    void aMessageWithoutEndIsNotReadForEver() throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("DATA");
            client.send(("x".repeat(98) + "\r\n").repeat(2100));
            assertEquals("552 Message size exceeds maximum permitted", client.reply());
            assertEquals("EOF", client.reply());
        }
        assertEquals(0, server.mail().size());
    }

    @Test
    void chunksBeyondTheLimitAreReadAndRefused() throws IOException {
        try (var client = server.connect().addressed()) {
            client.send("BDAT 60000\r\n" + "x".repeat(60_000) + "BDAT 60000\r\n" + "x".repeat(60_000) + "NOOP\r\n");
            assertEquals("250 60000 byte chunk received", client.reply());
            assertEquals("552 Message size exceeds maximum permitted", client.reply());
            assertEquals("250 OK", client.reply());
            assertEquals(0, server.unfinished().size());
            assertEquals(
                    "552 Message size exceeds maximum permitted",
                    reAddressed(client).say("BDAT 99999999999"));
            assertEquals("EOF", client.reply());
        }
    }

    @Test
    void rsetDropsChunks() throws IOException {
        try (var client = server.connect().addressed()) {
            client.ask("BDAT 3\r\nabc");
            assertEquals(1, server.unfinished().size());
            assertEquals("250 Reset OK", client.say("RSET"));
            client.say("NOOP");
            assertEquals(0, server.unfinished().size());
            assertEquals("503 sender not yet given", client.ask("BDAT 2 LAST\r\nab"));
        }
    }

    @Test
    void anEmptyLastChunkEndsAMessage() throws IOException {
        try (var client = server.connect().addressed()) {
            client.ask("BDAT 5\r\nabc\r\n");
            assertTrue(client.say("BDAT 0 LAST").startsWith("250 OK id="));
            assertTrue(reAddressed(client).say("BDAT 0 LAST").startsWith("250 OK id="));
        }
        assertEquals("abc\n", TestServer.textOf(server.mail().getFirst()));
    }

    @Test
    void halfAMessageIsNone() throws IOException, InterruptedException {
        try (var client = server.connect().addressed()) {
            client.say("DATA");
            client.send("Subject: x\r\n\r\nhalf\r\n.\r");
        }
        server.awaitLog("unexpected disconnection while reading message data from (client.test) [127.0.0.1]");
        try (var client = server.connect().addressed()) {
            client.send("BDAT 10 LAST\r\n123456789");
        }
        server.awaitLog("unexpected disconnection while reading a chunk");
        try (var client = server.connect().addressed()) {
            client.send("DATA");
        }
        server.awaitLog("unexpected disconnection while reading SMTP command");
        assertEquals(0, server.mail().size());
        awaitNothingUnfinished();
    }

    @Test
    void aLoopIsStopped() throws IOException {
        try (var client = server.connect().addressed()) {
            client.say("DATA");
            assertEquals(
                    "554 Too many \"Received\" headers - suspected mail loop",
                    client.say("Received: x\r\n".repeat(31) + "\r\n\r\n."));
            reAddressed(client).say("DATA");
            assertTrue(client.say("Received: x\r\n".repeat(30) + "\r\n\r\n.").startsWith("250"));
        }
    }

    @Test
    void storageTroubleIsSaidAndPasses() throws IOException {
        java.nio.file.Files.move(directory.resolve("tmp"), directory.resolve("gone"));
        try (var client = server.connect().addressed()) {
            assertEquals(GO_AHEAD, client.say("DATA"));
            assertEquals("451 Temporary local problem - please try later", client.say("text\r\n."));
            assertEquals(
                    "451 Temporary local problem - please try later",
                    reAddressed(client).ask("BDAT 1\r\nx"));
            java.nio.file.Files.move(directory.resolve("gone"), directory.resolve("tmp"));
            reAddressed(client).say("DATA");
            assertTrue(client.say("text\r\n.").startsWith("250"));
        }
        assertEquals("text\n", server.onlyMessage());
    }

    @Test
    void waitsNoLongerThanAllowed() throws IOException {
        var time = new TimeLimits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(60));
        try (var strict = new TestServer(directory.resolve("s"), ServerLimits.STANDARD.withTime(time))) {
            try (var idle = strict.connect()) {
                idle.reply();
                assertEquals("421 mx SMTP command timeout - closing connection", idle.reply());
                assertEquals("EOF", idle.reply());
            }
            try (var slow = strict.connect().addressed()) {
                slow.say("DATA");
                assertEquals("421 mx SMTP incoming data timeout - closing connection", slow.reply());
            }
            try (var drip = strict.connect()) {
                drip.reply();
                long start = System.nanoTime();
                assertTrue(dripUntilClosed(drip) < 40);
                assertTrue(System.nanoTime() - start < 2_000_000_000L);
            }
            assertEquals(0, strict.unfinished().size());
        }
    }

    @Test
    void aClientThatDoesNotReadIsDropped() throws IOException, InterruptedException {
        var time = new TimeLimits(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(60));
        var session = new SessionLimits(1000, 100, new CommandLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, 1));
        var limits = ServerLimits.STANDARD.withTime(time).withSession(session);
        try (var strict = new TestServer(directory.resolve("s"), limits);
                var client = strict.connect().addressed()) {
            var flood = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        client.send("EHLO x\r\n".repeat(10_000));
                    }
                } catch (IOException e) {
                    // Closed, as it should be.
                }
            });
            strict.awaitLog("connection from [127.0.0.1] closed: the client took too long");
            flood.join();
        }
    }

    @Test
    void thereIsRoomForSoManyOnly() throws IOException {
        try (var small = new TestServer(directory.resolve("s"), ServerLimits.STANDARD.withConnections(2));
                var first = small.connect();
                var second = small.connect()) {
            first.reply();
            second.reply();
            try (var third = small.connect()) {
                assertEquals("421 Too many concurrent SMTP connections; please try again later.", third.reply());
                assertEquals("EOF", third.reply());
            }
            assertEquals("250 OK", first.say("NOOP"));
        }
    }

    @Test
    void closingWaitsForTheMessageUnderWay() throws IOException, InterruptedException {
        try (var client = server.connect().addressed();
                var idle = server.connect()) {
            idle.reply();
            client.say("DATA");
            client.send("begun\r\n");
            Thread.sleep(50);
            var closing = Thread.ofVirtual().start(server::close);
            Thread.sleep(100);
            assertTrue(client.say("ended\r\n.").startsWith("250 OK id="));
            assertTrue(client.reply().startsWith("421 mx shutting down"));
            closing.join();
            assertEquals("begun\nended\n", server.onlyMessage());
        }
    }

    private static RawClient reAddressed(RawClient client) throws IOException {
        client.say("MAIL FROM:<a@b>");
        client.say("RCPT TO:<c@d>");
        return client;
    }

    private static int dripUntilClosed(RawClient drip) throws IOException {
        try {
            for (int i = 0; i < 40; i++) {
                drip.send("x");
                Thread.sleep(50);
            }
            return 40;
        } catch (SocketException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitNothingUnfinished() throws InterruptedException {
        for (int i = 0; i < 200 && !server.unfinished().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertEquals(0, server.unfinished().size());
    }
}
