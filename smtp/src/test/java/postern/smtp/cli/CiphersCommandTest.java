package postern.smtp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import postern.tls.policy.SuiteWorld;
import postern.tls.selftest.JsonReader;

class CiphersCommandTest {
    @Test
    void namesAreJoinedByColonsAfterThoseOfTls13() {
        var run = CommandRun.of("ciphers", "AES128-SHA:!MD5");
        assertEquals(0, run.status());
        assertEquals(
                "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:AES128-SHA",
                run.out().strip());
    }

    @Test
    void aStringThatBeginsWithAHyphenComesAfterTwo() {
        var run = CommandRun.of("ciphers", "-V", "-stdname", "-ciphersuites", "", "--", "-ALL:AES128-SHA");
        assertEquals(
                "          0x00,0x2F - TLS_RSA_WITH_AES_128_CBC_SHA                  - AES128-SHA                     "
                        + "SSLv3   Kx=RSA      Au=RSA   Enc=AES(128)               Mac=SHA1",
                run.out().stripTrailing());
    }

    @Test
    void errorsAreInTheWordsOfTheTools() {
        var openSsl = CommandRun.of("ciphers", "FOO");
        assertEquals(1, openSsl.status());
        assertTrue(openSsl.err().startsWith("Error in cipher list"), openSsl.err());
        assertTrue(openSsl.err().contains(":no cipher match:"), openSsl.err());
        var gnuTls = CommandRun.of("ciphers", "--gnutls", "-l", "NORMAL:+RSA_ARCFOUR_SHA");
        assertEquals(1, gnuTls.status());
        assertTrue(gnuTls.err().startsWith("Syntax error at: +RSA_ARCFOUR_SHA"), gnuTls.err());
        assertTrue(gnuTls.err().contains("+RSA:+ARCFOUR-128:+SHA1"), gnuTls.err());
    }

    @Test
    void tripleDesAndRc4AreThereIfAskedFor() {
        assertEquals(1, CommandRun.of("ciphers", "RC4:3DES").status());
        var run = CommandRun.of("ciphers", "--suites", "postern", "RC4:3DES");
        assertTrue(run.out().contains(":RC4-SHA:") && run.out().contains(":DES-CBC3-SHA:"), run.out());
    }

    @Test
    void namesOfBothWorldsConvert() {
        var run = CommandRun.of("ciphers", "-convert", "TLS_DHE_PSK_WITH_AES_128_CBC_SHA");
        assertEquals("OpenSSL cipher name: DHE-PSK-AES128-CBC-SHA", run.out().strip());
        assertTrue(run.err().contains("GnuTLS: TLS_DHE_PSK_AES_128_CBC_SHA1"), run.err());
    }

    @Test
    void everyWordIsExplained() {
        var run = CommandRun.of("ciphers", "--why", "TLS_RSA_AES_128_CBC_SHA1", "ALL:-AES128:kRSA");
        assertEquals(3, run.out().lines().count(), run.out());
        assertTrue(run.out().contains("-AES128 (at 4) removes it"), run.out());
        var gnuTls = CommandRun.of("ciphers", "--gnutls", "--why", "TLS1.0", "NORMAL:-VERS-TLS1.0");
        assertEquals("-VERS-TLS1.0 (at 7) removes it", gnuTls.out().strip());
    }

    @Test
    void aBatchIsAnsweredLineByLine() throws IOException {
        var lines = batch("""
                {"id": 1, "input": "AES128-SHA", "flags": ["-ciphersuites", ""]}
                {"id":"b","input":"NORMAL:+F\\u00f6","config":null}
                {"id": 3, "kind": "gnutls", "input": "NONE"}
                """);
        assertEquals(3, lines.size());
        var first = JsonReader.object(lines.get(0)).members();
        assertEquals(List.of("AES128-SHA"), first.get("out"));
        var second = JsonReader.object(lines.get(1)).members();
        assertEquals("b", second.get("id"));
        assertTrue(lines.get(1).contains("syntax"), lines.get(1));
        assertTrue(lines.get(2).contains("priorities"), lines.get(2));
        assertThrows(CommandException.class, () -> batch("{\"id\": 1,"));
    }

    private static List<String> batch(String input) throws IOException {
        var out = new StringWriter();
        new CiphersBatch(SuiteWorld.OPENSSL, false)
                .answer(new BufferedReader(new StringReader(input)), new PrintWriter(out));
        return out.toString().lines().toList();
    }
}
