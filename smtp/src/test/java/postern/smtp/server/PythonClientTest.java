package postern.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.vectors.peer.PeerProcess;

/// Python's smtplib, a client that many programs use, against the server in clear.
class PythonClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(directory, ServerLimits.STANDARD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsSeveralMessages() {
        python("""
                s = smtplib.SMTP("127.0.0.1", port)
                s.ehlo("client.test")
                assert s.has_extn("size") and s.has_extn("pipelining") and s.has_extn("8bitmime"), s.esmtp_features
                assert s.has_extn("chunking") and not s.has_extn("starttls"), s.esmtp_features
                for i in range(3):
                    s.sendmail("a@b.test", ["c@d.test", "e@f.test"], "Subject: %d\\n\\n.\\n..x\\nlast" % i)
                assert s.verify("root")[0] == 252
                assert s.noop()[0] == 250
                assert s.quit()[0] == 221
                """);
        assertEquals(3, server.mail().size());
        assertEquals(
                "Subject: 0\n\n.\n..x\nlast\n", TestServer.textOf(server.mail().getFirst()));
        assertTrue(server.log().contains("-> e@f.test T=maildir"));
    }

    @Test
    void isToldWhatItCannotHave() {
        python("""
                s = smtplib.SMTP("127.0.0.1", port)
                try:
                    s.starttls()
                    raise AssertionError("STARTTLS without TLS")
                except smtplib.SMTPNotSupportedError:
                    pass
                try:
                    s.sendmail("a@b.test", ["not an address"], b"x")
                    raise AssertionError("accepted")
                except smtplib.SMTPRecipientsRefused as e:
                    assert e.recipients["not an address"][0] == 501, e.recipients
                s.quit()
                """);
    }

    @Test
    void sendsBigMessagesFromManyThreads() {
        python("""
                import threading
                body = b"Subject: big\\r\\n\\r\\n" + b"0123456789abcdef" * 4 + b"\\r\\n" + (b"x" * 76 + b"\\r\\n") * 20000
                def one():
                    s = smtplib.SMTP("127.0.0.1", port)
                    s.sendmail("a@b.test", ["c@d.test"], body)
                    s.quit()
                threads = [threading.Thread(target=one) for _ in range(8)]
                for t in threads: t.start()
                for t in threads: t.join()
                """);
        assertEquals(8, server.mail().size());
        var expected = "Subject: big\n\n" + "0123456789abcdef".repeat(4) + "\n" + ("x".repeat(76) + "\n").repeat(20000);
        for (var file : server.mail()) {
            assertEquals(expected, TestServer.textOf(file));
        }
    }

    private void python(String script) {
        var prelude = "import smtplib, sys\nport = int(sys.argv[1])\n";
        PeerProcess.run(LIMIT, "", "python3", "-c", prelude + script, String.valueOf(server.port()))
                .orThrow();
    }
}
