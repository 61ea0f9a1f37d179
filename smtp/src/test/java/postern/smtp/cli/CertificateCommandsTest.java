package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `x509` beside `openssl x509`.
class CertificateCommandsTest {
    private static TestPki pki;

    @TempDir
    Path directory;

    @BeforeAll
    static void make() {
        pki = TestPki.shared();
    }

    @ParameterizedTest
    @CsvSource({
        "--subject, -subject -nameopt compat",
        "--subject --dn rfc2253, -subject -nameopt rfc2253",
        "--issuer, -issuer -nameopt compat",
        "--serial, -serial",
        "--dates, -dates",
        "--fingerprint sha256, -fingerprint -sha256",
        "--fingerprint SHA512, -fingerprint -sha512",
        "--text --dn rfc2253, -text -nameopt rfc2253",
        "--dn rfc2253, -text -nameopt rfc2253",
    })
    void x509SaysWhatOpenSslSays(String ours, String theirs) {
        var file = pki.files(Entry.RSA).chain().toString();
        var expected = PeerProcess.run(
                        Duration.ofSeconds(10), "", ("openssl x509 -noout -in " + file + " " + theirs).split(" "))
                .orThrow()
                .output();
        var run = CommandRun.of(("x509 --in " + file + " " + ours).split(" "));
        assertEquals(new CommandRun(0, expected.replace("IP Address:0:0:0:0:0:0:0:1", "IP Address:::1"), ""), run);
    }

    @Test
    void x509ReadsDerToo() throws Exception {
        var der = directory.resolve("c.der").toString();
        var pem = pki.files(Entry.P256).certificate().toString();
        PeerProcess.run(Duration.ofSeconds(10), "", "openssl", "x509", "-in", pem, "-outform", "DER", "-out", der)
                .orThrow();
        assertEquals(CommandRun.of("x509", "--in", pem, "--json"), CommandRun.of("x509", "--in", der, "--json"));
    }

    @Test
    void x509TellsProgramsTheFields() {
        var json = CommandRun.of(
                        "x509", "--in", pki.files(Entry.P256).certificate().toString(), "--json")
                .out();
        assertTrue(json.startsWith("{\"version\": 3, \"serial\": \""), json);
        assertTrue(json.contains("\"subject\": \"/CN=localhost/O=Postern\""), json);
        assertTrue(json.contains("\"key\": \"EC P-256\""), json);
        assertTrue(json.contains("\"subjectAltNames\": [\"DNS:localhost\", \"DNS:mx.example.test\", "), json);
        assertTrue(json.contains("\"ca\": false"), json);
    }

    @Test
    void aFileThatIsNoCertificateIsAnAnswerAndAMissingOneWrongUsage() throws Exception {
        var noCertificate = Files.writeString(directory.resolve("no.pem"), "nothing");
        assertEquals(1, CommandRun.of("x509", "--in", noCertificate.toString()).status());
        assertEquals(
                1,
                CommandRun.of("x509", "--in", pki.files(Entry.P256).key().toString())
                        .status());
        assertEquals(
                2,
                CommandRun.of("x509", "--in", directory.resolve("missing").toString())
                        .status());
        assertEquals(2, CommandRun.of("x509", "--in", directory.toString()).status());
        assertEquals(2, CommandRun.of("x509").status());
        assertEquals(
                2,
                CommandRun.of("x509", "--in", noCertificate.toString(), "--dn", "x400")
                        .status());
        assertEquals(
                2,
                CommandRun.of("x509", "--in", pki.root().toString(), "--fingerprint", "crc32")
                        .status());
    }
}
