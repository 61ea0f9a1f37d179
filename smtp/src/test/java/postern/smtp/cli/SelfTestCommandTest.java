package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `postern self-test`: Wycheproof's files, files of no use, and a file that must fail.
class SelfTestCommandTest {
    private static final String PRIMES = """
            {"algorithm": "PrimalityTest", "testGroups": [{"type": "PrimalityTest", "tests": [
              {"tcId": 1, "comment": "", "flags": [], "value": "11", "result": "valid"},
              {"tcId": 2, "comment": "nine", "flags": [], "value": "09", "result": "%s"}]}]}
            """;

    @TempDir
    private Path directory;

    private static Path shared() {
        var path = Path.of(System.getProperty("postern.shared", "../shared"), "wycheproof");
        assumeTrue(
                Files.isDirectory(path),
                "Wycheproof's files are not at " + path.toAbsolutePath()
                        + "; get them from github.com/C2SP/wycheproof and set -Dpostern.shared; this test is skipped");
        return path;
    }

    private CommandRun run(String... more) {
        var arguments = new String[2 + 1 + more.length];
        arguments[0] = "self-test";
        arguments[1] = "--vectors";
        arguments[2] = directory.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    @Test
    @Tag("deep")
    void everyFileOfWycheproof() {
        var run = CommandRun.of("self-test", "--vectors", shared().toString(), "--json");
        assertTrue(run.out().contains("\"failed\": 0, \"skipped\""), run.out());
        assertEquals(0, run.status(), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes_cbc_pkcs5",
                "aes_ccm",
                "aes_gcm",
                "chacha20_poly1305",
                "ecdh_secp256r1",
                "ecdsa_secp256r1_sha256",
                "ed25519",
                "hkdf_sha256",
                "hmac_sha256",
                "mldsa_44_verify",
                "mldsa_44_sign_seed",
                "mldsa_65_sign_noseed",
                "mlkem_768",
                "mlkem_768_encaps",
                "primality",
                "rsa_pkcs1_2048",
                "rsa_pkcs1_2048_sig_gen",
                "rsa_pss_2048_sha256_mgf1_32_params",
                "rsa_signature_2048_sha256",
                "x25519",
                "x448_asn"
            })
    void oneFileOfEachKind(String name) throws IOException {
        var file = shared().resolve(name + "_test.json");
        Files.copy(file, directory.resolve(file.getFileName()));
        var run = run();
        assertEquals(0, run.status(), run.out() + run.err());
        assertTrue(run.out().contains("files 1, cases "), run.out());
        assertTrue(run.out().contains(", failed 0, "), run.out());
    }

    @Test
    void aWrongAnswerFails() throws IOException {
        Files.writeString(directory.resolve("primes.json"), PRIMES.formatted("valid"));
        var run = run();
        assertEquals(1, run.status());
        assertTrue(run.out().contains("cases 2, passed 1, failed 1"), run.out());
        assertTrue(run.out().contains("failed: case 2 (nine): refused, and must be accepted"), run.out());
        assertTrue(run("--json").out().contains("\"failed\": 1"), "in JSON, too");
    }

    @Test
    void aRightAnswerPasses() throws IOException {
        Files.writeString(directory.resolve("primes.json"), PRIMES.formatted("invalid"));
        var run = run();
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("files 1, cases 2, passed 2, failed 0, skipped 0"), run.out());
    }

    @Test
    void filesOfNoUseAreReported() throws IOException {
        Files.writeString(directory.resolve("list.json"), "[1]");
        Files.writeString(directory.resolve("other.json"), "{\"a\": [true, null, -1]}");
        Files.writeString(
                directory.resolve("unknown.json"),
                "{\"algorithm\": \"ROT13\", \"testGroups\": [{\"type\": \"RotTest\", \"tests\": [{\"tcId\": 1}]}]}");
        var run = run();
        assertEquals(0, run.status());
        assertTrue(run.out().contains("list.json: skipped: a list, no test vectors"), run.out());
        assertTrue(run.out().contains("other.json: skipped: no test groups in it"), run.out());
        assertTrue(run.out().contains("unknown.json: skipped: no check for ROT13 of this kind"), run.out());
        assertTrue(run.out().contains("cases 1, passed 0, failed 0, skipped 1"), run.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"a\": 1,}", "{\"a\" 1}", "{\"a\": \"\\x\"}", "{} {}", "{\"a\": tru}", "", "nonsense"})
    void whatIsNoJsonIsNamed(String text) throws IOException {
        Files.writeString(directory.resolve("bad.json"), text);
        var run = run();
        assertEquals(2, run.status());
        assertTrue(run.err().contains("bad.json is not a file of test vectors: line 1"), run.err());
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Files.writeString(directory.resolve("deep.json"), "{\"a\": " + "[".repeat(100_000));
        var run = run();
        assertEquals(2, run.status());
        assertTrue(run.err().contains("at most 64 levels"), run.err());
    }

    @Test
    void aMissingOrEmptyDirectoryIsNamed() {
        assertEquals(2, run().status());
        assertTrue(run().err().contains("no JSON file in " + directory), run().err());
        var missing = CommandRun.of(
                "self-test", "--vectors", directory.resolve("none").toString());
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("no directory " + directory.resolve("none")), missing.err());
        assertEquals(2, CommandRun.of("self-test").status());
    }
}
