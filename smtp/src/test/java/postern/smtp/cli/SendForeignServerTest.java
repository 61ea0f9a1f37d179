package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `send` over the TLS of OpenSSL's and GnuTLS' own servers. They know no SMTP: the test speaks it in their place where
/// they let it.
class SendForeignServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // by writeMessage()
    private static Path message;

    @BeforeAll
    static void writeMessage() throws IOException {
        message = Files.writeString(directory.resolve("m.eml"), "Subject: sent\n\n.dot\nlast line\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_3, RSA, TLS1.3:TLS_AES_256_GCM_SHA384:256",
        "-tls1_3, P384, TLS1.3:TLS_AES_256_GCM_SHA384:256",
        "-tls1_2, RSA, TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256",
        "-tls1_2, P256, TLS1.2:ECDHE-ECDSA-AES256-GCM-SHA384:256"
    })
    void openSslTakesAMessage(String version, Entry certificate, String cipher) throws Exception {
        var files = TestPki.shared().files(certificate);
        int port = Ports.free();
        try (var server = PeerProcess.start(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                files.chain().toString(),
                "-cert_chain",
                files.chain().toString(),
                "-key",
                files.key().toString(),
                version,
                "-brief",
                "-crlf")) {
            Ports.awaitListener(port, LIMIT);
            var sending = send(port, "--verify", "--ca", TestPki.shared().root().toString());
            server.await("Ciphersuite: ", LIMIT);
            server.send("220 peer.test\n");
            server.await("EHLO ", LIMIT);
            server.send("250 peer.test\n");
            server.await("MAIL FROM:<a@b.test>", LIMIT);
            server.send("250 OK\n");
            server.await("RCPT TO:<c@d.test>", LIMIT);
            server.send("250 OK\n");
            server.await("DATA", LIMIT);
            server.send("354 go on\n");
            server.await("Subject: sent\r\n\r\n..dot\r\nlast line\r\n.\r\n", LIMIT);
            server.send("250 taken by a foreign server\n");
            server.await("QUIT", LIMIT);
            server.send("221 bye\n");
            var run = ended(sending);
            assertEquals(0, run.status(), run.err());
            assertEquals("accepted c@d.test\n", run.out());
            assertTrue(run.err().contains(cipher + ", certificate verified"), run.err());
            assertTrue(run.err().contains("250 taken by a foreign server"), run.err());
        }
    }

    /// `gnutls-serv` sends nothing of its own accord: the handshake is what there is to see, and what `send` says when
    /// the server goes away instead of greeting.
    @ParameterizedTest
    @CsvSource({
        "NORMAL:-VERS-ALL:+VERS-TLS1.3, RSA, (TLS1.3-X.509)",
        "NORMAL:-VERS-ALL:+VERS-TLS1.2, P256, (TLS1.2-X.509)"
    })
    void gnuTlsFinishesTheHandshake(String priority, Entry certificate, String description) throws Exception {
        var files = TestPki.shared().files(certificate);
        int port = Ports.free();
        try (var server = PeerProcess.start(
                "gnutls-serv",
                "--echo",
                "-p",
                Integer.toString(port),
                "--x509certfile",
                files.chain().toString(),
                "--x509keyfile",
                files.key().toString(),
                "--priority",
                priority)) {
            server.await("...done", LIMIT);
            var sending = send(port, "--verify", "--ca", TestPki.shared().root().toString());
            server.await("- Description: " + description, LIMIT);
            server.kill();
            var run = ended(sending);
            assertEquals(1, run.status(), run.err());
            assertEquals("refused c@d.test temporary\n", run.out());
            assertTrue(run.err().contains("certificate verified"), run.err());
        }
    }

    @Test
    void openSslWithAnotherNameGetsNoMessage() throws Exception {
        var files = TestPki.shared().files(Entry.P256);
        int port = Ports.free();
        try (var server = PeerProcess.start(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                files.chain().toString(),
                "-cert_chain",
                files.chain().toString(),
                "-key",
                files.key().toString(),
                "-brief")) {
            Ports.awaitListener(port, LIMIT);
            var sending =
                    send(port, "--verify", "--ca", TestPki.shared().root().toString(), "--sni", "wrong.example.test");
            var run = ended(sending);
            assertEquals(1, run.status(), run.err());
            assertTrue(run.err().contains("wrong.example.test"), run.err());
            server.await("alert bad certificate", LIMIT);
        }
    }

    private static CompletableFuture<CommandRun> send(int port, String... options) {
        var all = new String[options.length + 9];
        var fixed = new String[] {
            "send", "localhost:" + port, "--from", "a@b.test", "--to", "c@d.test", "--tls", "on-connect"
        };
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(options, 0, all, fixed.length, options.length);
        all[all.length - 1] = message.toString();
        return CompletableFuture.supplyAsync(() -> CommandRun.of(all));
    }

    private static CommandRun ended(CompletableFuture<CommandRun> run)
            throws InterruptedException, ExecutionException, TimeoutException {
        return run.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
