package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.vectors.pki.TestPki;

/// `-bV` and `-bs`.
class VersionAndCheckTest {
    @TempDir
    private Path directory;

    private String file(String text) throws IOException {
        return Files.writeString(
                        directory.resolve("t.conf"),
                        "primary_hostname = mx.example.test\nspool_directory = " + directory + "\n" + text)
                .toString();
    }

    @Test
    void aSoundConfigurationIsSaidToBeSo() throws IOException {
        var files = TestPki.shared().files(TestPki.Entry.P256);
        var run = EximRun.of(
                "-bV",
                "-C",
                file("tls_advertise_hosts = *\ntls_certificate = " + files.chain() + "\ntls_privatekey = " + files.key()
                        + "\ntls_dialect = gnutls\n"));
        assertEquals(0, run.status(), run.out());
        assertTrue(run.out().startsWith("Postern version "), run.out());
        assertTrue(run.out().contains("tls_dialect = gnutls"), run.out());
        assertTrue(run.out().contains("Configuration file is " + directory + "/t.conf"), run.out());
        assertTrue(run.out().contains("note: default of recipients_max: 1000; today's Exim: 50000"), run.out());
    }

    @Test
    void whatIsWrongIsAnswerNo() throws IOException {
        var run = EximRun.of("-bV", "-C", file("tls_certificate = /nowhere/c.pem\n"));
        assertEquals(1, run.status());
        assertTrue(run.out().contains("warning: (SSL_CTX_use_certificate_chain_file file=/nowhere/c.pem)"), run.out());
        var syntax = EximRun.of("-bV", "-C", file("tls_certificat = x\n"));
        assertEquals(1, syntax.status());
        assertTrue(syntax.err().contains("line 3 of "), syntax.err());
    }

    @Test
    void aSessionOnStandardInputIsForReal() throws IOException {
        var input =
                "EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\nSubject: x\r\n\r\nbody\r\n.\r\nQUIT\r\n";
        var out = new ByteArrayOutputStream();
        var words = new StringWriter();
        var streams = new Streams(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
                new PrintWriter(words),
                new PrintWriter(words),
                out);
        int status = new EximCommandLine(streams).run(List.of("-bs", "-C", file("acl_smtp_rcpt = accept\n"), "-d+acl"));
        assertEquals(0, status, words.toString());
        var heard = out.toString(StandardCharsets.ISO_8859_1);
        assertTrue(heard.contains("\r\n250 OK id="), heard);
        assertTrue(words.toString().contains(">>> using ACL \"inline\""), words.toString());
        assertTrue(
                Files.readString(directory.resolve("log/mainlog")).contains(" <= a@b.test H=(x) [127.0.0.1] P=esmtp"));
        try (var mail = Files.list(directory.resolve("Maildir/new"))) {
            assertEquals(1, mail.count());
        }
    }
}
