package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Every root of this machine's bundle, against what the JDK reads in it.
class SystemBundleTest {
    private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    @Test
    void everyRootReadsAsTheJdkReadsIt() throws Exception {
        Assumptions.assumeTrue(Files.exists(BUNDLE), "no " + BUNDLE + " on this machine");
        var text = Files.readString(BUNDLE, StandardCharsets.ISO_8859_1);
        var roots = Certificate.parsePem(text);
        assertTrue(roots.size() > 50, () -> "only " + roots.size());
        for (var root : roots) {
            FieldComparison.assertSame(FieldComparison.jdk(root), root);
        }
    }
}
