package postern.tls.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The registry against tables that were printed by the real tools: `openssl ciphers -V` (3.0) and `gnutls-cli
/// -l` (3.7).
class SuiteTablesTest {
    @Test
    void everyNameOfBothWorldsFollowsFromTheColumns() throws IOException {
        for (var row : table("suites_merge.tsv")) {
            var suite = suite(row.getFirst());
            assertEquals(row.get(1), suite.ianaName());
            if (!row.get(2).equals("-")) {
                assertEquals(row.get(2), suite.openSslName());
            }
            if (!row.get(3).equals("-")) {
                assertEquals(row.get(3), suite.gnuTlsName());
            }
        }
    }

    @Test
    void everyColumnOfOpenSslFollows() throws IOException {
        for (var row : table("suites_openssl.tsv")) {
            var suite = suite(row.getFirst());
            var version = switch (suite.lowestVersion()) {
                case SSL30 -> "SSLv3";
                case TLS10 -> "TLSv1";
                case TLS12 -> "TLSv1.2";
                case TLS13 -> "TLSv1.3";
                case TLS11 -> "none";
            };
            assertEquals(row.get(3), version, suite.name());
            assertEquals(row.get(8), Integer.toString(suite.bits()), suite.name());
            // Where OpenSSL has the hash of TLS 1.0, TLS 1.2 has SHA-256.
            assertEquals(row.get(15).replace("MD5-SHA1", "SHA256"), suite.hash().name(), suite.name());
        }
    }

    private static CipherSuite suite(String code) {
        return CipherSuite.ofCode(Integer.parseInt(code, 16)).orElseThrow(() -> new AssertionError("no row " + code));
    }

    private static List<List<String>> table(String file) throws IOException {
        var shared = System.getProperty("postern.shared");
        assumeTrue(shared != null, "needs the tables of the real tools: -Dpostern.shared=DIR");
        try (Stream<String> lines = Files.lines(Path.of(shared, "ciphers", file))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> List.of(line.split("\t")))
                    .toList();
        }
    }
}
