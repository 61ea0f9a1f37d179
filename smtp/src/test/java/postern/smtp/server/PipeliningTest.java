package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// The answers to a conversation do not depend on how the network cuts it.
class PipeliningTest {
    private static final String[] PIECES = {
        "EHLO a.test\r\n",
        "HELO a.test\r\n",
        "MAIL FROM:<a@b>\r\n",
        "MAIL FROM:<> SIZE=99999999999\r\n",
        "RCPT TO:<c@d>\r\n",
        "RCPT TO:<>\r\n",
        "DATA\r\n",
        "text\r\n",
        ".\r\n",
        "..\r\n",
        "BDAT 4\r\nab\r\n",
        "BDAT 0 LAST\r\n",
        "BDAT 6 LAST\r\n\r\n.\r\nx",
        "RSET\r\n",
        "NOOP x\r\n",
        "XYZZY\r\n",
        "\r\n",
        "STARTTLS\r\n",
        "VRFY x\r\n",
        "HELP\r\n",
        "DATA x\r\n",
        "a\rb\r\n",
        "x\n"
    };

    @SuppressWarnings("NullAway.Init") // by start()
    private static TestServer server;

    @SuppressWarnings("NullAway.Init") // by start()
    private static Path directory;

    @BeforeContainer
    static void start() throws IOException {
        directory = Files.createTempDirectory("pipelining");
        server = new TestServer(directory, ServerLimits.STANDARD);
    }

    @AfterContainer
    static void stop() throws IOException {
        server.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> conversations() {
        return Arbitraries.of(PIECES).list().ofMaxSize(12);
    }

    @Property(tries = 60)
    void cutsDoNotMatter(@ForAll("conversations") List<String> conversation, @ForAll long seed) throws IOException {
        var prelude = "EHLO a.test\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";
        var octets = prelude + String.join("", conversation);
        assertEquals(answers(List.of(octets)), answers(cut(octets, new Random(seed))));
    }

    private static List<String> cut(String octets, Random random) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < octets.length(); ) {
            int end = Math.min(octets.length(), at + 1 + random.nextInt(20));
            pieces.add(octets.substring(at, end));
            at = end;
        }
        return pieces;
    }

    /// The replies until the server has closed, with what differs from message to message left out.
    private static List<String> answers(List<String> segments) throws IOException {
        try (var client = server.connect()) {
            for (var segment : segments) {
                client.send(segment);
            }
            client.socket().shutdownOutput();
            var replies = new ArrayList<String>();
            for (var reply = client.reply(); !reply.equals("EOF"); reply = client.reply()) {
                replies.add(reply.replaceAll("id=.*|ESMTP.*", ""));
            }
            return replies;
        }
    }
}
