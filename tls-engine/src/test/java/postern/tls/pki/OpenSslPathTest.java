package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random chains with random faults, judged by us and by `openssl verify` with the same purpose, name and time.
/// What we accept OpenSSL must accept; what it accepts we may refuse only for a reason that is listed here.
class OpenSslPathTest {
    /// OpenSSL lets a server's key that may not sign pass as long as it may encipher or agree on keys, which
    /// TLS 1.3 has no use for.
    private static final Set<CertificateProblem> STRICTER = EnumSet.of(CertificateProblem.KEY_USAGE);

    @TempDir
    Path directory;

    @Test
    void randomChainsAreJudgedAsOpenSslJudgesThem() {
        judge(60);
    }

    @Test
    @Tag("deep")
    void manyRandomChainsAreJudgedAsOpenSslJudgesThem() {
        judge(3000);
    }

    private void judge(int count) {
        var chains = new RandomChains();
        for (int i = 0; i < count; i++) {
            var chain = chains.next();
            var ours = JdkPathTest.ourRefusal(chain);
            var theirs = openSslRefusal(chain);
            boolean listed = theirs.isEmpty()
                    && ours.stream()
                            .flatMap(refusal -> refusal.tried().stream())
                            .anyMatch(path -> STRICTER.contains(path.problem()));
            assertTrue(
                    listed || ours.isPresent() == theirs.isPresent(),
                    () -> "ours: " + ours.map(PathException::tried) + "\ntheirs: " + theirs + "\n" + pem(chain));
        }
    }

    private Optional<String> openSslRefusal(List<Certificate> chain) {
        var openSsl = new OpenSsl(directory);
        openSsl.write("anchor.pem", chain.getLast().toPem());
        openSsl.write("others.pem", pem(chain.subList(0, chain.size() - 1)));
        openSsl.write("peer.pem", chain.getFirst().toPem());
        var result = openSsl.tryRun(
                "verify",
                "-partial_chain",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                Lab.HOST,
                "-attime",
                Long.toString(Lab.NOW.getEpochSecond()),
                "-CAfile",
                "anchor.pem",
                "-untrusted",
                "others.pem",
                "peer.pem");
        return result.status() == 0 ? Optional.empty() : Optional.of(result.output());
    }

    private static String pem(List<Certificate> chain) {
        return chain.stream().map(Certificate::toPem).collect(Collectors.joining());
    }
}
