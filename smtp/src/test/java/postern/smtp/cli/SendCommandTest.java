package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.smtp.server.ServerLimits;
import postern.smtp.server.TestServer;
import postern.smtp.server.TestTls;
import postern.vectors.peer.Ports;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `send` against our own server, in each mode, with good and bad certificates.
class SendCommandTest {
    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init") // by start()
    private static TestServer server;

    @SuppressWarnings("NullAway.Init") // by start()
    private static TestServer untrusted;

    @SuppressWarnings("NullAway.Init") // by start()
    private static TestServer clear;

    private static int tlsPort;

    @SuppressWarnings("NullAway.Init") // by start()
    private static Path message;

    @BeforeAll
    static void start() throws IOException {
        server = server("good", Optional.of(Entry.P256));
        untrusted = server("untrusted", Optional.of(Entry.UNTRUSTED));
        clear = server("clear", Optional.empty());
        tlsPort = server.listen(postern.smtp.server.Entry.TLS);
        message = Files.writeString(directory.resolve("m.eml"), "Subject: sent\n\n.dot\nlast line without end");
    }

    @AfterAll
    static void stop() {
        server.close();
        untrusted.close();
        clear.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "on-connect", "opportunistic", "none"})
    void deliversInEveryMode(String mode) throws IOException {
        int before = server.mail().size();
        var port = mode.equals("on-connect") ? tlsPort : server.port();
        var run = send(port, "--tls", mode);
        assertEquals("accepted c@d.test\n", run.out(), run.err());
        assertEquals(0, run.status());
        assertTrue(run.err().contains("250 OK id="), run.err());
        assertEquals(!mode.equals("none"), run.err().contains("TLS1.3:TLS_"), run.err());
        var mail = server.mail();
        assertEquals(before + 1, mail.size());
        assertEquals("Subject: sent\n\n.dot\nlast line without end\n", TestServer.textOf(mail.getLast()));
    }

    @Test
    void verifiesWhomItTalksTo() {
        var good = send(server.port(), "--tls", "starttls", "--verify", "--ca", root());
        assertEquals(0, good.status(), good.err());
        assertTrue(good.err().contains("certificate verified"), good.err());

        var bad = send(untrusted.port(), "--tls", "starttls", "--verify", "--ca", root());
        assertEquals(1, bad.status(), bad.err());
        assertEquals("refused c@d.test temporary\n", bad.out());
        assertEquals(List.of(), untrusted.mail());

        var name = send(server.port(), "--tls", "starttls", "--verify", "--ca", root(), "--sni", "wrong.example.test");
        assertEquals(1, name.status(), name.err());
        assertTrue(name.err().contains("wrong.example.test"), name.err());
    }

    @Test
    void tellsWhatItCouldNotVerify() {
        var run = send(untrusted.port(), "--ca", root());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("certificate not verified: "), run.err());
    }

    @Test
    void demandsTls() {
        var run = send(clear.port(), "--tls", "starttls");
        assertEquals(1, run.status());
        assertTrue(
                run.err().contains("a TLS session is required, but the server did not offer TLS support"), run.err());
        assertEquals(0, send(clear.port()).status());
    }

    @Test
    void choosesVersionsSuitesAndGroups() {
        var run = send(
                server.port(),
                "--tls",
                "starttls",
                "--min",
                "1.3",
                "--ciphers",
                "TLS_CHACHA20_POLY1305_SHA256",
                "--groups",
                "P-384",
                "--show-handshake");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains("TLS1.3:TLS_CHACHA20_POLY1305_SHA256:256, certificate not verified"), run.err());
        assertTrue(run.err().contains("-> client_hello ("), run.err());
        assertTrue(run.err().contains("<- server_hello ("), run.err());
    }

    @Test
    void reportsWhatTheServerRefuses() {
        var run = run(
                List.of("127.0.0.1:" + server.port(), "--from", "<>", "--to", "c@d.test,x@y.test", "--tls", "none"));
        assertEquals("accepted c@d.test\naccepted x@y.test\n", run.out(), run.err());
        int free = Ports.free();
        var nobody = send(free);
        assertEquals(1, nobody.status());
        assertTrue(nobody.err().contains("Connection refused"), nobody.err());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--auth user|--auth: SMTP authentication is not in this version",
                "--cert c.pem|there is no file c.pem",
                "--key c.pem|--key needs --cert, the certificate it belongs to",
                "--resume|--resume: session resumption is not in this version",
                "--tls sometimes|\"sometimes\" is not one of starttls, on-connect, opportunistic, none",
                "--tls none --verify|--verify promises what --tls none does not keep",
                "--min 1.3 --max 1.2|the oldest version, TLS1.3, is newer than the newest, TLS1.2",
                "--ciphers FOO|--ciphers 'FOO': no cipher match",
                "--priority NORMAL:+FOO|--priority 'NORMAL:+FOO': Syntax error at 7",
                "--groups X|X",
                "--to nobody|--to nobody: address must contain a domain",
                "--helo a_b.|--helo a_b.: neither a domain nor an address literal",
                "/nonexistent/m.eml|cannot read the message file /nonexistent/m.eml",
            })
    void saysWhatIsWrongWithTheCommand(String words, String error) {
        var arguments = new ArrayList<>(List.of("127.0.0.1:" + server.port(), "--from", "a@b.test"));
        if (!words.contains("--to ")) {
            arguments.addAll(List.of("--to", "c@d.test"));
        }
        arguments.addAll(List.of(words.split(" ")));
        var run = CommandRun.of(prefixed(arguments));
        assertEquals(2, run.status(), run.err());
        assertTrue(run.err().contains(error), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:99999", ":25", "::1:25", "localhost:25x"})
    void wantsHostAndPort(String text) {
        var run = CommandRun.of("send", text, "--from", "a@b.test", "--to", "c@d.test");
        assertEquals(2, run.status(), run.err());
    }

    private static CommandRun send(int port, String... options) {
        var arguments = new ArrayList<>(List.of("127.0.0.1:" + port, "--from", "a@b.test", "--to", "c@d.test"));
        arguments.addAll(List.of(options));
        return run(arguments);
    }

    private static CommandRun run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.add(message.toString());
        return CommandRun.of(prefixed(all));
    }

    private static String[] prefixed(List<String> arguments) {
        var all = new ArrayList<>(List.of("send"));
        all.addAll(arguments);
        return all.toArray(String[]::new);
    }

    private static String root() {
        return TestPki.shared().root().toString();
    }

    private static TestServer server(String name, Optional<Entry> certificate) {
        return new TestServer(directory.resolve(name), ServerLimits.STANDARD, certificate.map(TestTls::server));
    }
}
