package postern.tls.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.tls.cli.GnuTlsCiphers;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.policy.PolicyException.Reason;

class PolicyStringsTest {
    private static List<String> openSsl(String string) {
        return OpenSslCipherString.of(string, SuiteWorld.OPENSSL).evaluate().suites().stream()
                .map(CipherSuite::openSslName)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AES256-SHA:AES128-SHA:-AES256-SHA:-AES128-SHA:kRSA+SHA"
                        + "| AES128-SHA:AES256-SHA:CAMELLIA256-SHA:CAMELLIA128-SHA:NULL-SHA",
                "SUITEB128 | ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
                "COMPLEMENTOFDEFAULT+NULL-SHA | NULL-SHA",
                "kECDHE+aNULL+AES128 | AECDH-AES128-SHA",
                "AES128-SHA:RC4_MD5:NULL-MD5@STRENGTH | AES128-SHA:NULL-MD5",
            })
    void openSslSelects(String string, String suites) {
        assertEquals(List.of(suites.split(":")), openSsl(string));
    }

    @Test
    void whatOpenSslRefusesSaysWhereAndHowOften() {
        var twice = assertThrows(PolicyException.class, () -> openSsl("ALL:@FOO:@BAR"));
        assertEquals(Reason.INVALID_COMMAND, twice.reason());
        assertEquals(2, twice.count());
        assertEquals(4, twice.position());
        assertEquals(
                Reason.NO_CIPHER_MATCH,
                assertThrows(PolicyException.class, () -> openSsl("RC4")).reason());
        assertFalse(OpenSslCipherString.of("RC4", SuiteWorld.POSTERN)
                .evaluate()
                .suites()
                .isEmpty());
    }

    @Test
    void everyWordTellsWhatItDoesToASuite() {
        var text = "ALL:!AES128:kRSA:+AESGCM";
        var events = OpenSslCipherString.of(text, SuiteWorld.OPENSSL).why(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA);
        assertEquals(
                List.of("ALL", "!AES128"),
                events.stream().map(e -> e.place().of(text)).toList());
        assertEquals("removes it for good", events.getLast().what());
    }

    @Test
    void eximWritesHyphensForOpenSsl() {
        assertEquals("AES128-SHA:!RC4-MD5", OpenSslCipherString.fromExim("AES128_SHA:!RC4_MD5"));
    }

    @Test
    void thePositionOfASyntaxErrorForgetsTheBlanks() {
        var error = assertThrows(
                PolicyException.class, () -> GnuTlsPriorityString.of("NORMAL:  -RSA:  +FOO", Optional.empty()));
        assertEquals(12, error.position());
    }

    /// Of the pairs of TLS 1.2 only this one is also said in 1.3: found by comparing the hellos.
    @Test
    void ecdsaWithSha1IsAPairOfTls13Too() {
        var policy = GnuTlsPriorityString.of(
                        "NORMAL:-VERS-ALL:+VERS-TLS1.3:-SIGN-ALL:+SIGN-ECDSA-SHA1", Optional.empty())
                .evaluate();
        assertEquals(List.of("TLS1.3"), policy.versions());
        assertEquals(List.of("ECDSA-SHA1"), policy.usableSignatures());
    }

    @Test
    void aNameOfTheSystemStandsForItsString() {
        var file = "[overrides]\nA = SECURE128\n[priorities]\n# A = NONE\nA = NORMAL:-VERS-ALL:+VERS-TLS1.2\n";
        var policy = GnuTlsPriorityString.of("@B,A:%COMPAT", Optional.of(file)).evaluate();
        assertEquals(List.of("TLS1.2"), policy.versions());
        assertTrue(policy.flags().contains(GnuTlsFlag.NO_ETM));
        assertThrows(PolicyException.class, () -> GnuTlsPriorityString.of("@B", Optional.of(file)));
    }

    @Test
    void whatComesAfterTheLastTokenIsNotLookedAt() {
        var text = "NORMAL" + ":+RSA".repeat(127) + ":garbage";
        assertEquals(0, GnuTlsCiphers.of(text, Optional.empty()).exit());
        assertEquals(
                1, GnuTlsCiphers.of(text.substring(5 + 5), Optional.empty()).exit());
    }

    @Test
    void oldNamesGetAHint() {
        assertEquals(
                "hint: RSA_ARCFOUR_SHA is the name of a suite; in GnuTLS 3 say +RSA:+ARCFOUR-128:+SHA1",
                GnuTlsHint.of("NORMAL:+RSA_ARCFOUR_SHA").orElseThrow());
        assertEquals(Optional.empty(), GnuTlsHint.of("NORMAL:+FOO"));
    }

    @Test
    void aPolicyHoldsOnlyWhatTheEngineCanDo() {
        var openSsl = SecurityPolicy.ofOpenSsl("ECDHE+AESGCM:@SECLEVEL=4:TLS_AES_128_GCM_SHA256", Optional.empty());
        assertEquals(SecurityLevel.LEVEL_4, openSsl.level());
        assertFalse(openSsl.suites().contains(CipherSuite.TLS_AES_128_GCM_SHA256), "128 bits are not enough");
        assertTrue(openSsl.suites().contains(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384));
        assertFalse(openSsl.schemes().contains(SignatureScheme.RSA_PSS_RSAE_SHA256));
        assertFalse(openSsl.warnings().isEmpty());

        var gnuTls = SecurityPolicy.ofGnuTls("SECURE192:-VERS-TLS1.3:-VERS-TLS1.1:-VERS-TLS1.0", Optional.empty());
        assertEquals(List.of(ProtocolVersion.TLS12), gnuTls.versions());
        assertEquals(NamedGroup.SECP384R1, gnuTls.groups().getFirst());
        assertTrue(gnuTls.schemes().contains(SignatureScheme.RSA_PSS_RSAE_SHA384));
        assertFalse(gnuTls.schemes().contains(SignatureScheme.RSA_PSS_RSAE_SHA256));
    }

    @Test
    void aLevelJudgesGroupsPrimesVersionsAndTickets() {
        assertTrue(SecurityLevel.LEVEL_3.allows(NamedGroup.X25519));
        assertFalse(SecurityLevel.LEVEL_4.allows(NamedGroup.X25519));
        assertTrue(SecurityLevel.LEVEL_2.allowsPrime(2048));
        assertFalse(SecurityLevel.LEVEL_3.allowsPrime(2048));
        assertFalse(SecurityLevel.LEVEL_0.allowsPrime(768));
        assertFalse(SecurityLevel.LEVEL_1.allows(SignatureScheme.RSA_PKCS1_SHA1));
        assertTrue(SecurityLevel.LEVEL_0.allows(SignatureScheme.RSA_PKCS1_SHA1));
        assertFalse(SecurityLevel.LEVEL_4.allows(ProtocolVersion.TLS11));
        assertFalse(SecurityLevel.LEVEL_3.allowsTickets());
    }

    /// 155 handshakes between the real libraries, as Exim logs them.
    @Test
    void suitesAreLoggedAsEximDoes() throws IOException {
        var shared = System.getProperty("postern.shared");
        assumeTrue(shared != null, "needs the table of the real tools: -Dpostern.shared=DIR");
        var rows = Files.readAllLines(Path.of(shared, "ciphers", "gnutls_desc.tsv")).stream()
                .filter(line -> line.startsWith("TLS_"))
                .map(line -> line.split("\t"))
                .toList();
        assertTrue(rows.size() > 140);
        for (var row : rows) {
            assertEquals(row[3], logged(row[0], row[2]).gnuTls(), row[2]);
        }
    }

    /// Reads `(TLS1.2)-(ECDHE-SECP256R1)-(RSA-SHA256)-(AES-128-GCM)`, or with `-(SHA1)` behind.
    private static LoggedCipher logged(String name, String description) {
        var parts = description.replaceAll("^\\(|\\)$", "").split("\\)-\\(");
        var suite = Arrays.stream(CipherSuite.values())
                .filter(each -> each.gnuTlsName().equals(name))
                .findFirst()
                .orElseThrow();
        var version = Arrays.stream(ProtocolVersion.values())
                .filter(each -> each.displayName().equals(parts[0]))
                .findFirst()
                .orElseThrow();
        var group = Arrays.stream(NamedGroup.values())
                .filter(each -> parts[1].endsWith("-" + each.name()))
                .findFirst();
        var scheme = Arrays.stream(SignatureScheme.values())
                .filter(each -> SecurityPolicy.gnuTlsNames(each).contains(parts[2]))
                .findFirst();
        return new LoggedCipher(version, suite, group, 0, scheme);
    }

    /// As Exim with OpenSSL, which calls TLS 1.0 by an older name and counts what a 3DES key is worth.
    @ParameterizedTest
    @CsvSource({
        "TLS13, TLS_AES_256_GCM_SHA384, TLS1.3:TLS_AES_256_GCM_SHA384:256",
        "TLS12, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS1.2:ECDHE-RSA-AES256-GCM-SHA384:256",
        "TLS11, TLS_RSA_WITH_CAMELLIA_128_CBC_SHA, TLS1.1:CAMELLIA128-SHA:128",
        "TLS10, TLS_RSA_WITH_AES_128_CBC_SHA, TLS1:AES128-SHA:128",
        "TLS12, TLS_RSA_WITH_NULL_SHA256, TLS1.2:NULL-SHA256:0",
    })
    void openSslsSpelling(ProtocolVersion version, CipherSuite suite, String logged) {
        assertEquals(logged, LoggedCipher.openSsl(version, suite));
    }

    /// Every suite of the real tool's table: its name and its strength.
    @Test
    void openSslsSpellingOfEverySuite() throws IOException {
        var shared = System.getProperty("postern.shared");
        assumeTrue(shared != null, "needs the table of the real tools: -Dpostern.shared=DIR");
        var lines = Files.readAllLines(Path.of(shared, "ciphers", "suites_openssl.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .toList();
        var columns = List.of(lines.getFirst());
        int compared = 0;
        for (var row : lines.subList(1, lines.size())) {
            var suite = Arrays.stream(CipherSuite.values())
                    .filter(each -> each.ianaName().equals(row[columns.indexOf("rfc_name")]))
                    .findFirst()
                    .orElseThrow();
            var logged = "TLS1.2:" + row[columns.indexOf("openssl_name")] + ":" + row[columns.indexOf("strength_bits")];
            assertEquals(logged, LoggedCipher.openSsl(ProtocolVersion.TLS12, suite));
            compared++;
        }
        assertTrue(compared > 150, compared + " suites");
    }
}
