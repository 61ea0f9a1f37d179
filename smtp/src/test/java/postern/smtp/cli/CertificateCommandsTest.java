package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.vectors.peer.PeerProcess;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `x509` beside `openssl x509`, and `verify` with its three exit statuses.
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

    @Test
    void verifyPrintsThePath() {
        var run = verify("--hostname localhost", Entry.RSA);
        assertEquals("""
                valid
                  /CN=localhost/O=Postern
                  /CN=Postern Test CA/O=Postern
                  /CN=Postern Test Root/O=Postern
                """, run.out());
        assertEquals(0, run.status());
        var json = verify("--hostname localhost --json", Entry.RSA);
        assertTrue(json.out().contains("\"valid\": true"), json.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--hostname other.example.test, P256, NAME_MISMATCH",
        "--hostname localhost, EXPIRED, EXPIRED",
        "--purpose client, P256, WRONG_PURPOSE",
        "--purpose server, CLIENT, WRONG_PURPOSE",
        "--at 2019-01-01T00:00:00Z, P256, NOT_YET_VALID",
        "--hostname localhost, UNTRUSTED, UNKNOWN_ISSUER",
    })
    void verifySaysWhyNot(String options, Entry entry, String problem) {
        var run = verify(options + " --json", entry);
        assertEquals(1, run.status(), run.err());
        assertTrue(run.out().startsWith("{\"valid\": false, \"problem\": \"" + problem + "\""), run.out());
        assertTrue(run.err().startsWith("not valid: "), run.err());
        assertTrue(run.err().contains("\n  tried /CN=localhost/O=Postern"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--purpose client", "--at 2020-01-15T00:00:00Z --purpose client", ""})
    void verifyWithoutANameChecksNone(String options) {
        assertEquals(
                0,
                verify(options, options.isEmpty() ? Entry.OTHER_NAME : Entry.CLIENT)
                        .status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--auth-level 1 | 0",
                "--auth-level 2 | 1",
                "--priority NORMAL | 0",
                "--priority NORMAL:%PROFILE_MEDIUM | 1",
                "--auth-level 6 | 2",
                "--priority NORMAL:FOO | 2"
            })
    void verifyIsAsStrictAsTold(String options, int status) {
        var run = verify(options, Entry.RSA_1024);
        assertEquals(status, run.status(), run.err());
        assertEquals(status == 1, run.err().contains("is too weak: RSA 1024"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--at yesterday", "--purpose mail", "--crl f", "--ocsp f", "--untrusted /no/such/file"})
    void wrongUsageIsTold(String options) {
        var run = verify(options, Entry.P256);
        assertEquals(2, run.status());
        assertTrue(run.err().contains(options.split(" ")[1]) || run.err().contains(options.split(" ")[0]), run.err());
    }

    private static CommandRun verify(String options, Entry entry) {
        var line = "verify --ca " + pki.root() + " " + options + " "
                + pki.files(entry).chain();
        return CommandRun.of(line.split(" +"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521", "rsa:2048"})
    void selfSignedMakesWhatOpenSslServes(String type) throws Exception {
        var certificate = directory.resolve("c.pem").toString();
        var key = directory.resolve("k.pem").toString();
        var run = CommandRun.of(
                "cert",
                "self-signed",
                "--cert",
                certificate,
                "--key",
                key,
                "--key-type",
                type,
                "--days",
                "9999",
                "mx.example.org",
                "*.example.net",
                "192.0.2.1");
        assertEquals(new CommandRun(0, "", ""), run);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))));
        for (var name : List.of("mx.example.org", "any.example.net", "192.0.2.1")) {
            assertEquals(
                    0,
                    CommandRun.of("verify", "--ca", certificate, "--hostname", name, certificate)
                            .status());
        }
        assertEquals(openSsl("x509", "-in", certificate, "-noout", "-pubkey"), openSsl("pkey", "-in", key, "-pubout"));
        assertTrue(openSsl("verify", "-CAfile", certificate, certificate).endsWith(": OK\n"));
    }

    @Test
    void selfSignedTakesOneFileForBothAndASubject() {
        var file = directory.resolve("both.pem").toString();
        var subject = "/C=UK/O=Exim/CN=x";
        var run =
                CommandRun.of("cert", "self-signed", "--cert", file, "--key", file, "--subject", subject, "localhost");
        assertEquals(new CommandRun(0, "", ""), run);
        assertEquals(
                "subject=" + subject + "\n",
                CommandRun.of("x509", "--in", file, "--subject").out());
        assertTrue(openSsl("pkey", "-in", file, "-noout", "-text").contains("P-256"));
    }

    @Test
    void selfSignedOverwritesNothing() throws Exception {
        var there =
                Files.writeString(directory.resolve("there.pem"), "precious").toString();
        var missing = directory.resolve("new.pem").toString();
        for (var files : List.of(List.of(there, missing), List.of(missing, there))) {
            var run = CommandRun.of("cert", "self-signed", "--cert", files.get(0), "--key", files.get(1), "localhost");
            assertEquals(2, run.status());
            assertTrue(run.err().contains(there + " exists already"), run.err());
        }
        assertEquals("precious", Files.readString(Path.of(there)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b",
                "localhost --key-type dsa",
                "localhost --days -1",
                "localhost --days 9999999",
                "localhost --subject CN",
                "",
            })
    void selfSignedRefusesWhatCannotBe(String arguments) {
        var line = "cert self-signed --cert " + directory.resolve("x") + " --key " + directory.resolve("y") + " "
                + arguments;
        var run = CommandRun.of(line.strip().split(" +"));
        assertEquals(2, run.status(), run.err());
    }

    @Test
    void aGroupOfCommandsAsksForOne() {
        assertEquals(2, CommandRun.of("cert").status());
        assertEquals(2, CommandRun.of().status());
    }

    private static String openSsl(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return PeerProcess.run(Duration.ofSeconds(10), "", command.toArray(String[]::new))
                .orThrow()
                .output();
    }
}
