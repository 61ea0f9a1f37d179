package postern.smtp.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.expand.Environment;
import postern.smtp.expand.Expansion;
import postern.smtp.expand.Origin;
import postern.smtp.expand.Template;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;

/// `dsearch` as the guard of file names, and `dnsdb` against a zone of a few records. Files of lines are
/// compared with Exim in `EximExpansionTest`.
class ConfiguredLookupsTest {
    private static final Map<String, List<String>> ZONE = Map.of(
            "A mail.example", List.of("192.0.2.1", "192.0.2.2"),
            "AAAA mail.example", List.of("2001:db8::1"),
            "MX example", List.of("10 mail.example", "20 backup.example"),
            "PTR 1.2.0.192.in-addr.arpa", List.of("mail.example"),
            "TXT example", List.of("v=spf1 -all"));

    private static final DnsResolver RESOLVER = (type, name) -> {
        if (name.startsWith("slow.")) {
            return new DnsResolver.TryAgain("timed out");
        }
        var records = ZONE.get(type + " " + name);
        return records == null ? new DnsResolver.Nothing() : new DnsResolver.Records(records);
    };

    @TempDir
    Path certificates;

    private Environment environment(String sni) {
        return Environment.bare()
                .withLookups(new ConfiguredLookups(RESOLVER))
                .withVariables(Variables.of(
                        Map.of("tls_in_sni", Value.fromPeer(sni), "value", Value.trusted(certificates.toString()))));
    }

    private Expansion expand(String text, String sni) {
        return Template.read(text, new Origin("exim.conf", 1, "tls_certificate"))
                .expand(environment(sni));
    }

    private static String text(Expansion expansion) {
        return switch (expansion) {
            case Expansion.Expanded(var value) -> value.text() + (value.tainted() ? " (tainted)" : "");
            case Expansion.ForcedFailure(var message) -> "fail: " + message;
            case Expansion.Failed(var message) -> "error: " + message;
        };
    }

    /// The manual's way to choose a certificate by SNI: the lookup vouches for the name.
    @Test
    void directoryVouchesForANameThatIsInIt() throws IOException {
        Files.createFile(certificates.resolve("a.example.pem"));
        var choose = "${lookup {$tls_in_sni.pem} dsearch,ret=full {" + certificates + "} {$value}{/default.pem}}";
        assertEquals(certificates + "/a.example.pem", text(expand(choose, "a.example")));
        assertEquals("/default.pem", text(expand(choose, "b.example")));
        assertEquals("/default.pem", text(expand(choose, "")));
        assertTrue(text(expand(choose, "../../etc/passwd")).contains("contains a slash"));
        assertEquals("/default.pem", text(expand(choose, "\0")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=mail.example | 192.0.2.1\\n192.0.2.2 (tainted)",
                ">: a=mail.example | 192.0.2.1:192.0.2.2 (tainted)",
                ">, a+=mail.example | 2001:db8::1,192.0.2.1,192.0.2.2 (tainted)",
                "mxh=example | mail.example\\nbackup.example (tainted)",
                "mx=example | 10 mail.example\\n20 backup.example (tainted)",
                "ptr=192.0.2.1 | mail.example (tainted)",
                "example | v=spf1 -all (tainted)",
                "txt=nothing.example | none",
                "a=slow.example | error: lookup of \"a=slow.example\" gave DEFER: timed out",
                "defer_never,a=slow.example | none",
                "defer_strict,a=mail.example:slow.example | error: lookup of \"defer_strict,a=mail.example:slow.example\" gave DEFER: timed out",
                "a=mail.example:slow.example | 192.0.2.1\\n192.0.2.2 (tainted)",
                "loc=mail.example | error: lookup of \"loc=mail.example\" gave DEFER: unsupported DNS record type",
            })
    void dnsAnswers(String query, String answer) {
        assertEquals(
                answer,
                text(expand("${lookup dnsdb{" + query + "}{$value}{none}}", "")).replace("\n", "\\n"));
    }
}
