package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.PeerProcess.Result;
import postern.vectors.peer.Tool;

/// `serve` as a newcomer meets it: started without configuration, used with the programs he has.
class ServeCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    @SuppressWarnings("NullAway.Init") // by start()
    private static ServeProcess server;

    @BeforeAll
    static void start() {
        server = ServeProcess.start(data);
    }

    @AfterAll
    static void stop() {
        assertEquals(143, server.terminate());
        server.close();
    }

    /// Each line that it prints is run as it stands; `openssl` gets a conversation to send.
    @Test
    void everyPrintedLineWorks() {
        var lines = server.output()
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
        assertEquals(5, lines.size(), server.output());
        for (var line : lines) {
            int before = server.mail().size();
            var result = shell(line);
            assertEquals(0, result.status(), line + "\n" + result.output());
            assertEquals(before + 1, server.mail().size(), line + "\n" + result.output());
        }
        assertTrue(server.output().contains(" X=TLS1.3:TLS_AES_256_GCM_SHA384:256 S="), server.output());
    }

    /// It was started without the module of the vector code, as a plain `java -jar` is.
    @Test
    void itSaysOnceWhatItMissesAndServesAllTheSame() {
        var said = server.output()
                .lines()
                .filter(line -> line.contains("--add-modules jdk.incubator.vector"))
                .toList();
        assertEquals(1, said.size(), server.output());
        assertTrue(said.getFirst().contains("INFO"), said::toString);
    }

    @Test
    void gnutlsCliDelivers() {
        for (var words : List.of(
                List.of("--port", "" + server.port(), "--starttls-proto=smtp"),
                List.of("--port", "" + server.tlsPort()))) {
            int before = server.mail().size();
            var command = new ArrayList<>(
                    List.of("gnutls-cli", "--x509cafile", server.certificate().toString()));
            command.addAll(words);
            command.add("localhost");
            try (var peer = PeerProcess.start(command.toArray(String[]::new))) {
                peer.await("Handshake was completed", LIMIT);
                for (var step : CONVERSATION) {
                    peer.send(step.says().replace("\n", "\r\n"));
                    peer.await(step.hears(), LIMIT);
                }
            }
            assertEquals(before + 1, server.mail().size());
        }
    }

    @Test
    void pythonDeliversBothWays() {
        var script = """
                import smtplib, ssl, sys
                context = ssl.create_default_context(cafile=sys.argv[3])
                s = smtplib.SMTP("localhost", int(sys.argv[1]))
                s.starttls(context=context)
                s.sendmail("a@b.test", ["c@d.test"], "Subject: python\\n\\ntext\\n")
                s.quit()
                with smtplib.SMTP_SSL("localhost", int(sys.argv[2]), context=context) as s:
                    s.sendmail("a@b.test", ["c@d.test"], "Subject: python\\n\\ntext\\n")
                """;
        int before = server.mail().size();
        PeerProcess.run(
                        LIMIT,
                        "",
                        "python3",
                        "-c",
                        script,
                        "" + server.port(),
                        "" + server.tlsPort(),
                        server.certificate().toString())
                .orThrow();
        assertEquals(before + 2, server.mail().size());
    }

    /// 50 MiB of text that no compression or cache could help with.
    @Test
    void aLargeMessageArrivesUnchanged() throws IOException {
        var script = """
                import hashlib, os, smtplib, ssl, sys, base64
                context = ssl.create_default_context(cafile=sys.argv[2])
                lines = base64.encodebytes(os.urandom(39 << 20)).replace(b"\\n", b"\\r\\n")
                text = b"Subject: large\\r\\n\\r\\n" + lines
                assert len(text) > 50 << 20
                s = smtplib.SMTP("localhost", int(sys.argv[1]))
                s.starttls(context=context)
                s.sendmail("a@b.test", ["c@d.test"], text)
                s.quit()
                print(hashlib.sha256(text.replace(b"\\r\\n", b"\\n")).hexdigest())
                """;
        int before = server.mail().size();
        var output = PeerProcess.run(
                        Duration.ofMinutes(3),
                        "",
                        "python3",
                        "-c",
                        script,
                        "" + server.port(),
                        server.certificate().toString())
                .orThrow()
                .output();
        var mail = server.mail();
        assertEquals(before + 1, mail.size());
        assertEquals(output.strip(), sha256WithoutTrace(largest(mail)));
    }

    @Test
    void theKeyIsTheOwnersAndTheCertificateIsKept() throws IOException {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("tls/key.pem"))));
        var certificate = Files.readString(server.certificate());
        try (var second = ServeProcess.start(data)) {
            assertEquals(certificate, Files.readString(second.certificate()));
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var run = CommandRun.of("serve", "--data", data.toString(), "--port", "" + server.port());
        assertEquals(1, run.status());
        assertTrue(run.err().contains("Address already in use"), run.err());
        assertTrue(run.err().contains("--port"), run.err());
    }

    @Test
    void whatIsWrongIsSaid() {
        var run = CommandRun.of("serve", "-C", "/nowhere/exim.conf");
        assertEquals(1, run.status());
        assertTrue(run.err().contains("there is no configuration file /nowhere/exim.conf"), run.err());
        assertEquals(2, CommandRun.of("serve", "--host-name", "a b").status());
        assertEquals(
                2,
                CommandRun.of("serve", "--port", "70000", "--data", data.toString())
                        .status());
    }

    private record Step(String says, String hears) {}

    private static final List<Step> CONVERSATION = List.of(
            new Step("EHLO client.test\n", "250 HELP"),
            new Step("MAIL FROM:<a@b.test>\n", "250 OK"),
            new Step("RCPT TO:<c@d.test>\n", "250 Accepted"),
            new Step("DATA\n", "354 "),
            new Step("Subject: x\n\ntext\n.\n", "250 OK id="),
            new Step("QUIT\n", "221 "));

    /// Runs a printed line; a program that is not installed skips the test.
    private static Result shell(String line) {
        Tool.require(line.startsWith("swaks") ? "swaks" : "openssl");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var postern = java + " -cp " + System.getProperty("java.class.path") + " postern.smtp.cli.Main";
        var script = new StringBuilder();
        CONVERSATION.forEach(step -> script.append(step.says()));
        var quiet = line.startsWith("openssl") ? line + " -quiet" : line;
        return PeerProcess.run(LIMIT, script.toString(), "/bin/sh", "-c", quiet.replace("./postern", postern));
    }

    /// Files of one second stand in no order.
    private static Path largest(List<Path> mail) {
        return mail.stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
    }

    /// What the message is without the server's own lines before it, by the JDK's SHA-256.
    private static String sha256WithoutTrace(Path file) throws IOException {
        var text = Files.readAllBytes(file);
        var head = new String(text, 0, 2000, StandardCharsets.ISO_8859_1);
        int start = head.indexOf("Subject: large");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(text, start, text.length - start);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
