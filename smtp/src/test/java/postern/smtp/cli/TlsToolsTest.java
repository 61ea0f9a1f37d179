package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import postern.tls.cli.BareClient;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;
import postern.vectors.pki.TestPki;

/// `s-server` and `s-client`, each against the other and against other people's tools.
class TlsToolsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String GET = "GET / HTTP/1.0\r\n\r\n";

    private static final TestPki PKI = TestPki.shared();

    @TempDir
    Path directory;

    /// An s-server in this JVM.
    private static final class Server implements AutoCloseable {
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final Thread thread;

        Server(String... options) {
            var files = PKI.files(TestPki.Entry.P256);
            var own = Arrays.asList(options).contains("--cert")
                    ? Stream.<String>of()
                    : Stream.of(
                            "--cert",
                            files.chain().toString(),
                            "--key",
                            files.key().toString());
            var arguments = Stream.of(Stream.of("s-server", "--listen", "127.0.0.1:0"), own, Arrays.stream(options))
                    .flatMap(words -> words)
                    .toArray(String[]::new);
            var command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
            thread = Thread.ofVirtual().start(() -> command.execute(arguments));
        }

        String port() throws InterruptedException {
            var line = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)\n");
            for (var found = line.matcher(out.toString()); ; found = line.matcher(out.toString())) {
                if (found.find()) {
                    return found.group(1);
                }
                assertTrue(thread.isAlive(), () -> "s-server ended: " + err);
                Thread.sleep(5);
            }
        }

        /// The client may know of a failure before it is logged.
        void awaitLog(String words) throws InterruptedException {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (!err.toString().contains(words)) {
                assertTrue(System.nanoTime() < end, () -> "no '" + words + "' in " + err);
                Thread.sleep(5);
            }
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private static CommandRun client(String input, String... options) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII));
        var out = new ByteArrayOutputStream();
        var err = new StringWriter();
        var command = new CommandLine(new SClientCommand(new BareClient.Ends(in, out)));
        var main = Main.commandLine();
        int status = command.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(main.getExecutionExceptionHandler())
                .setErr(new PrintWriter(err, true))
                .execute(options);
        return new CommandRun(status, out.toString(StandardCharsets.ISO_8859_1), err.toString());
    }

    @ParameterizedTest
    @CsvSource({"1.3, TLS1.3", "1.2, TLS1.2"})
    void oursAgainstOursWithVerification(String version, String name) throws Exception {
        try (var server = new Server("--min", version, "--max", version)) {
            var target = "localhost:" + server.port();
            var run = client(GET, target, "--verify", "--ca", PKI.root().toString());
            assertEquals(0, run.status(), run.err());
            assertTrue(run.out().startsWith("HTTP/1.0 200 OK\r\n"), run.out());
            assertTrue(run.err().contains("Protocol: " + name), run.err());
            assertTrue(run.err().contains("Peer-Verified: yes"), run.err());
        }
    }

    @Test
    void verificationFailsWithItsReasonAndStatusOne() throws Exception {
        try (var server = new Server()) {
            var target = "localhost:" + server.port();
            var stranger =
                    client(GET, target, "--verify", "--ca", PKI.stranger().toString());
            assertEquals(1, stranger.status());
            assertTrue(stranger.err().contains("nobody we trust vouches"), stranger.err());
            var otherName =
                    client(GET, target, "--verify", "--ca", PKI.root().toString(), "--sni", "unknown.example.test");
            assertEquals(1, otherName.status());
            assertTrue(otherName.err().contains("not for unknown.example.test"), otherName.err());
            var onlyTold = client(GET, target, "--ca", PKI.stranger().toString());
            assertEquals(0, onlyTold.status(), onlyTold.err());
            assertTrue(onlyTold.err().contains("Peer-Verified: no"), onlyTold.err());
        }
    }

    @Test
    void bothEndsShareAKey() throws Exception {
        var key = "mailer:00112233445566778899aabbccddeeff";
        try (var server = new Server("--psk", "other:ff", "--psk", key, "--psk-hint", "who?", "--max", "1.2")) {
            var target = "localhost:" + server.port();
            var run = client(GET, target, "--psk", key);
            assertEquals(0, run.status(), run.err());
            assertTrue(run.err().contains("Cipher: ECDHE-PSK-CHACHA20-POLY1305"), run.err());
            var wrong = client(GET, target, "--psk", "nobody:00");
            assertEquals(1, wrong.status(), wrong.err());
            assertTrue(wrong.err().contains("bad_record_mac"), wrong.err());
            try (var peer = PeerProcess.start(
                    "gnutls-cli",
                    "--priority",
                    "NORMAL:-VERS-TLS1.3:-KX-ALL:+PSK",
                    "--pskusername",
                    "mailer",
                    "--pskkey",
                    key.substring(7),
                    "--port",
                    server.port(),
                    "localhost")) {
                peer.await("Handshake was completed", LIMIT);
            }
        }
        var usage = client(GET, "localhost:1", "--psk", "mailer-without-key");
        assertEquals(2, usage.status());
        assertTrue(usage.err().contains("--psk: there is no colon; write IDENTITY:HEXKEY"), usage.err());
    }

    /// Old clients, where they are let in.
    @Test
    void oldVersionsWhereTheyAreAskedFor() throws Exception {
        try (var server = new Server("--legacy", "--dhparam", "ike14")) {
            for (var option : List.of("-tls1", "-tls1_1", "-tls1_2")) {
                for (var suite : List.of("ECDHE-ECDSA-AES128-SHA", "ALL:-ECDHE:ECDHE-ECDSA-AES256-SHA")) {
                    assertOpenssl(server.port(), option, suite + ":@SECLEVEL=0");
                }
            }
        }
        try (var server = new Server("--legacy", "--dhparam", "none", "--min", "1.1")) {
            assertOpenssl(server.port(), "-tls1_1", "ALL:@SECLEVEL=0");
            var old = client(GET, "localhost:" + server.port(), "--legacy", "--max", "1.0");
            assertEquals(1, old.status(), old.err());
            assertTrue(old.err().contains("protocol_version"), old.err());
        }
        try (var server = new Server("--dhparam", "no-such-group")) {
            server.awaitLog("there is no file no-such-group");
        }
    }

    private static void assertOpenssl(String port, String version, String ciphers) {
        try (var peer = PeerProcess.start(
                "openssl", "s_client", version, "-cipher", ciphers, "-connect", "localhost:" + port)) {
            peer.send(GET);
            peer.await("HTTP/1.0 200 OK", LIMIT);
        }
    }

    /// One process keeps its sessions, the next goes on from them.
    @ParameterizedTest
    @CsvSource({"1.3", "1.2"})
    void sessionsOutliveTheProcess(String version) throws Exception {
        var file = directory.resolve("sessions");
        try (var server = new Server("--min", version, "--max", version)) {
            var target = "localhost:" + server.port();
            var first = client(GET, target, "--session-out", file.toString());
            assertTrue(first.err().contains("Resumed: no"), first.err());
            for (int i = 0; i < 2; i++) {
                var again = client(GET, target, "--session-in", file.toString(), "--session-out", file.toString());
                assertEquals(0, again.status(), again.err());
                assertTrue(again.err().contains("Resumed: yes"), again.err());
            }
            var reconnected = client(GET, target, "--reconnect", "2");
            assertEquals(2, reconnected.err().split("Resumed: yes", -1).length - 1, reconnected.err());
        }
        var wrong = Files.writeString(directory.resolve("wrong"), "no sessions");
        var refused = client(GET, "localhost:1", "--session-in", wrong.toString());
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--session-in " + wrong + ": it is not a file of sessions"), refused.err());
    }

    /// What the input has goes with the hello of the second connection, and is answered once.
    @Test
    void earlyData() throws Exception {
        var file = directory.resolve("sessions").toString();
        try (var server = new Server("--mode", "http", "--early-data", "1000", "--cookie", "--grease")) {
            var target = "127.0.0.1:" + server.port();
            var first = client(GET, target, "--session-out", file, "--early-data", "100");
            assertEquals(0, first.status(), first.err());
            assertTrue(!first.err().contains("Early-Data"), first.err());
            var away = client(GET, target, "--session-in", file, "--early-data", "100");
            assertEquals(0, away.status(), away.err());
            assertTrue(away.err().contains("Early-Data: refused, there was a HelloRetryRequest"), away.err());
            assertTrue(away.out().startsWith("HTTP/1.0 200"), away.out());
        }
        try (var server = new Server("--mode", "http", "--early-data", "1000", "--compress-certificates")) {
            var target = "127.0.0.1:" + server.port();
            var both = client(GET, target, "--reconnect", "1", "--early-data", "100", "--compress-certificates");
            assertEquals(0, both.status(), both.err());
            assertTrue(both.err().contains("Early-Data: accepted"), both.err());
            assertTrue(both.out().startsWith("HTTP/1.0 200"), both.out());
        }
    }

    @Test
    void clientsMayBeginAgainWhereTheyAreLetTo() throws Exception {
        for (boolean allowed : new boolean[] {true, false}) {
            var option = allowed ? "--allow-renegotiation" : "--tickets=0";
            try (var server = new Server("--mode", "echo", option);
                    var peer = PeerProcess.start(
                            "openssl", "s_client", "-tls1_2", "-connect", "localhost:" + server.port())) {
                peer.await("Extended master secret", LIMIT);
                peer.send("R\n");
                peer.await("RENEGOTIATING", LIMIT);
                peer.send("after\n");
                if (allowed) {
                    peer.await("\nafter", LIMIT);
                } else {
                    peer.await("no renegotiation", LIMIT);
                }
            }
        }
    }

    @Test
    void clientsProveWhoTheyAreAndResume() throws Exception {
        var files = PKI.files(TestPki.Entry.P256);
        try (var server = new Server("--client-auth", "require", "--max", "1.3", "--min", "1.3")) {
            var target = "localhost:" + server.port();
            var nobody = client(GET, target);
            assertEquals(1, nobody.status(), nobody.err());
            assertTrue((nobody.err() + nobody.out()).contains("certificate_required"), nobody.err());
            var somebody = client(
                    GET,
                    target,
                    "--reconnect",
                    "1",
                    "--cert",
                    files.chain().toString(),
                    "--key",
                    files.key().toString());
            assertEquals(0, somebody.status(), somebody.err());
            assertTrue(somebody.err().contains("Client-Signature: ecdsa_secp256r1_sha256"), somebody.err());
            assertTrue(somebody.err().contains("Resumed: no"), somebody.err());
            assertTrue(somebody.err().contains("Resumed: yes"), somebody.err());
        }
    }

    @Test
    void startTlsOnBothSides() throws Exception {
        try (var server = new Server("--starttls", "smtp", "--mode", "echo")) {
            var run = client("hello\r\n", "127.0.0.1:" + server.port(), "--starttls", "smtp");
            assertEquals(0, run.status(), run.err());
            assertEquals("hello\r\n", run.out());
        }
    }

    @Test
    void openSslComesByStartTls() throws Exception {
        try (var server = new Server("--starttls", "smtp")) {
            var result = PeerProcess.run(
                    LIMIT,
                    GET,
                    "openssl",
                    "s_client",
                    "-quiet",
                    "-starttls",
                    "smtp",
                    "-connect",
                    "127.0.0.1:" + server.port());
            assertTrue(result.output().contains("Protocol: TLS1.3"), result.output());
        }
    }

    @Test
    void gnuTlsComesByStartTls() throws Exception {
        try (var server = new Server("--starttls", "smtp")) {
            var result = PeerProcess.run(
                    LIMIT, GET, "gnutls-cli", "--insecure", "--starttls-proto=smtp", "-p", server.port(), "127.0.0.1");
            assertTrue(result.output().contains("Protocol: TLS1.3"), result.output());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "smtp"})
    void mailIsTakenInSmtpMode(String startTls) throws Exception {
        var before = startTls.isEmpty() ? new String[] {} : new String[] {"--starttls", startTls};
        var mode = Stream.concat(Stream.of("--mode", "smtp"), Arrays.stream(before))
                .toArray(String[]::new);
        try (var server = new Server(mode)) {
            var target = Stream.concat(Stream.of("127.0.0.1:" + server.port()), Arrays.stream(before));
            var session = """
                    EHLO me
                    NOOP
                    MAIL FROM:<a@example.org>
                    RCPT TO:<b@localhost>
                    DATA
                    Subject: trial

                    hello
                    .
                    QUIT
                    """.replace("\n", "\r\n");
            var run = client(session, target.toArray(String[]::new));
            assertTrue(run.out().contains("\r\n354 "), run.out());
            assertTrue(run.out().contains("\r\n221 "), run.out());
            server.awaitLog(" <= a@example.org ");
            var maildir = Pattern.compile("mail is kept in (.+)\n");
            var directory = maildir.matcher(server.err.toString());
            assertTrue(directory.find(), server.err.toString());
            try (var mails = Files.list(Path.of(directory.group(1), "new"))) {
                assertTrue(Files.readString(mails.findFirst().orElseThrow()).contains("\nhello\n"));
            }
        }
    }

    @Test
    void namesSelectWhatIsAgreed() throws Exception {
        try (var server = new Server("--ciphers", "ECDHE-ECDSA-CHACHA20-POLY1305", "--groups", "P-384")) {
            var target = "127.0.0.1:" + server.port();
            var run = client(GET, target, "--max", "1.2", "--alpn", "smtp");
            assertTrue(run.out().contains("Cipher: ECDHE-ECDSA-CHACHA20-POLY1305\n"), run.out() + run.err());
            assertTrue(run.out().contains("Group: P-384\n"), run.out());
            var refused = client(GET, target, "--groups", "X25519");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("the peer refused: handshake_failure (40)"), refused.err());
            server.awaitLog("no key exchange group in common");
        }
    }

    /// The server tells which word is to blame, the client what its string has no effect on.
    @Test
    void policyStringsActAtBothEnds() throws Exception {
        try (var server = new Server("--ciphers", "ECDHE+AESGCM:-AES256:!kRSA", "--max", "1.2")) {
            var target = "127.0.0.1:" + server.port();
            var agreed = client(GET, target, "--priority", "NORMAL:-VERS-TLS1.0:%SERVER_PRECEDENCE");
            assertTrue(agreed.out().contains("Cipher: ECDHE-ECDSA-AES128-GCM-SHA256\n"), agreed.out() + agreed.err());
            var refused = client(GET, target, "--ciphers", "ECDHE+AES256+AESGCM");
            assertEquals(1, refused.status());
            assertTrue(refused.err().contains("warning: the cipher string has no effect on TLS 1.3"), refused.err());
            server.awaitLog("the policy word `-AES256` removed them");
            var old = client(GET, target, "--priority", "NORMAL:%NEW_PADDING:-VERS-ALL:+VERS-TLS1.1");
            assertTrue(old.err().contains("warning: %NEW_PADDING has no effect"), old.err());
            assertEquals(1, old.status());
        }
    }

    /// A lab made with our own commands: the client takes the response that the server staples, misses one that
    /// is not there, and finds a revoked certificate on the list.
    @Test
    void stapledProofsAndListsAreJudged() throws Exception {
        run("cert", "ca", "--subject", "/CN=Lab", "--cert", file("ca.pem"), "--key", file("ca.key"));
        run(
                "cert",
                "issue",
                "--issuer-cert",
                file("ca.pem"),
                "--issuer-key",
                file("ca.key"),
                "--cert",
                file("mx.pem"),
                "--key",
                file("mx.key"),
                "localhost");
        run(
                "cert",
                "ocsp-response",
                "--issuer-cert",
                file("ca.pem"),
                "--issuer-key",
                file("ca.key"),
                "--cert",
                file("mx.pem"),
                "--out",
                file("mx.ocsp"));
        run(
                "cert",
                "crl",
                "--issuer-cert",
                file("ca.pem"),
                "--issuer-key",
                file("ca.key"),
                "--revoke",
                file("mx.pem"),
                "--out",
                file("ca.crl"));
        var verified = new String[] {"--verify", "--ca", file("ca.pem")};
        try (var stapling = new Server("--cert", file("mx.pem"), "--key", file("mx.key"), "--ocsp", file("mx.ocsp"));
                var silent = new Server("--cert", file("mx.pem"), "--key", file("mx.key"))) {
            for (var version : List.of("1.2", "1.3")) {
                var good = client(
                        GET, with(verified, "localhost:" + stapling.port(), "--max", version, "--ocsp", "require"));
                assertEquals(0, good.status(), good.err());
                var missing = client(
                        GET, with(verified, "localhost:" + silent.port(), "--max", version, "--ocsp", "require"));
                assertEquals(1, missing.status());
                assertTrue(missing.err().contains("there is no OCSP response about it"), missing.err());
            }
            silent.awaitLog("bad_certificate_status_response (113)");
            var listed = client(GET, with(verified, "localhost:" + silent.port(), "--crl", file("ca.crl")));
            assertEquals(1, listed.status());
            assertTrue(listed.err().contains("was revoked"), listed.err());
        }
        assertUse(
                "--ocsp require judges a certificate that nobody verifies",
                2,
                "s-client",
                "localhost:1",
                "--ocsp",
                "require");
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(more), Arrays.stream(options)).toArray(String[]::new);
    }

    private static void run(String... command) {
        var run = CommandRun.of(command);
        assertEquals(0, run.status(), run.err());
    }

    @Test
    void secretsAndTracesAreWrittenWhereAsked() throws Exception {
        try (var server = new Server()) {
            var keys = directory.resolve("keys.log");
            var trace = directory.resolve("trace.txt");
            var run =
                    client(GET, "127.0.0.1:" + server.port(), "--keylog", keys.toString(), "--trace", trace.toString());
            assertEquals(0, run.status(), run.err());
            assertTrue(Files.readString(keys).contains("CLIENT_TRAFFIC_SECRET_0 "), Files.readString(keys));
            assertTrue(Files.readString(trace).contains(" -> "), Files.readString(trace));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--cert-dir=d", "--resume"})
    void whatIsNotThereYetIsRefusedByName(String option) {
        var run = CommandRun.of("s-server", "--listen", "127.0.0.1:0", "--cert", "none.pem", option);
        assertEquals(2, run.status());
        assertTrue(run.err().startsWith(option.split("=", 2)[0] + ": "), run.err());
        assertTrue(run.err().contains("is not in this version"), run.err());
    }

    @Test
    void wrongUseIsStatusTwoAndNamesTheRemedy() {
        assertUse("there is no file none.pem", 2, "s-server", "--listen", "127.0.0.1:0", "--cert", "none.pem");
        assertUse("'localhost' is not HOST:PORT", 2, "s-client", "localhost");
        assertUse("'70000' is no port", 2, "s-client", "localhost:70000");
        assertUse("'P-257' is no group known here", 2, "s-client", "localhost:1", "--groups", "P-257");
        assertUse("give one or the other", 2, "s-client", "localhost:1", "--priority", "NORMAL", "--ciphers", "ALL");
        assertUse(
                "hint: RSA_ARCFOUR_SHA is the name of a suite",
                2,
                "s-client",
                "localhost:1",
                "--priority",
                "NORMAL:+RSA_ARCFOUR_SHA");
        assertUse("no suite can be used in TLS1.1", 2, "s-client", "localhost:1", "--min", "1.0");
        var p256 = PKI.files(TestPki.Entry.P256).chain().toString();
        var rsa = PKI.files(TestPki.Entry.RSA).key().toString();
        assertUse(
                "does not belong to the certificate",
                1,
                "s-server",
                "--listen",
                "127.0.0.1:0",
                "--cert",
                p256,
                "--key",
                rsa);
        assertUse(
                "--key2 needs --cert2",
                2,
                "s-server",
                "--listen",
                "127.0.0.1:0",
                "--cert",
                p256,
                "--key",
                PKI.files(TestPki.Entry.P256).key().toString(),
                "--key2",
                rsa);
    }

    private static void assertUse(String words, int status, String... arguments) {
        var run = CommandRun.of(arguments);
        assertTrue(run.err().contains(words), run.err());
        assertEquals(status, run.status());
    }

    @Test
    void nobodyThereIsStatusOne() {
        var run = client("", "127.0.0.1:" + Ports.free());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("cannot connect to"), run.err());
    }
}
