package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Random chains with random faults, judged by us and by the JDK's PKIX validator. What we accept the JDK must
/// accept; what the JDK accepts we may refuse only for a reason that is listed here.
class JdkPathTest {
    /// The JDK's validator knows nothing of what a chain is for: not the purpose of the peer, not its name, not
    /// which signatures its key may make.
    private static final Set<CertificateProblem> THE_PEER_ITSELF = EnumSet.of(
            CertificateProblem.WRONG_PURPOSE, CertificateProblem.KEY_USAGE, CertificateProblem.NAME_MISMATCH);

    /// To the JDK the anchor is a name and a key; we hold its certificate to what it says.
    private static final Set<CertificateProblem> OF_THE_ANCHOR = EnumSet.of(
            CertificateProblem.EXPIRED,
            CertificateProblem.NOT_YET_VALID,
            CertificateProblem.ISSUER_IS_NO_CA,
            CertificateProblem.ISSUER_MAY_NOT_SIGN,
            CertificateProblem.PATH_TOO_LONG,
            CertificateProblem.UNKNOWN_CRITICAL_EXTENSION,
            CertificateProblem.NAME_NOT_PERMITTED);

    private final RandomChains chains = new RandomChains();
    private final Map<String, Integer> outcomes = new TreeMap<>();

    @Test
    void randomChainsAreJudgedAsTheJdkJudgesThem() throws Exception {
        judge(300);
    }

    @Test
    @Tag("deep")
    void manyRandomChainsAreJudgedAsTheJdkJudgesThem() throws Exception {
        judge(5000);
    }

    private void judge(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            var chain = chains.next();
            var ours = ourRefusal(chain);
            var theirs = jdkRefusal(chain);
            outcomes.merge(ours.map(e -> e.problem().name()).orElse("valid"), 1, Integer::sum);
            if (theirs.orElse("").startsWith("the JDK failed")) {
                continue;
            }
            boolean listed = ours.isPresent() && theirs.isEmpty() && isListed(ours.get(), chain);
            assertTrue(
                    listed || ours.isPresent() == theirs.isPresent(),
                    () -> "ours: " + ours.map(PathException::tried) + "\ntheirs: " + theirs + "\n" + chain);
        }
        assertTrue(outcomes.size() > 8 && outcomes.getOrDefault("valid", 0) > count / 20, outcomes::toString);
    }

    static Optional<PathException> ourRefusal(List<Certificate> chain) {
        try {
            PathValidator.ofServers(TrustStore.of(List.of(chain.getLast())))
                    .verify(chain.subList(0, chain.size() - 1), Lab.HOST, Lab.NOW);
            return Optional.empty();
        } catch (PathException e) {
            return Optional.of(e);
        }
    }

    private static Optional<String> jdkRefusal(List<Certificate> chain) throws GeneralSecurityException {
        var jdk = new ArrayList<X509Certificate>();
        for (var certificate : chain) {
            jdk.add(FieldComparison.jdk(certificate));
        }
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(jdk.removeLast(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Lab.NOW));
        try {
            var path = CertificateFactory.getInstance("X.509").generateCertPath(jdk);
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(e.getReason() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            // The JDK cannot merge some name constraints and says so in this way.
            return Optional.of("the JDK failed: " + e);
        }
    }

    /// We may have tried other paths as well; the JDK was given the one.
    private static boolean isListed(PathException refusal, List<Certificate> chain) {
        return refusal.tried().stream()
                .filter(path -> path.certificates().equals(chain))
                .anyMatch(path -> THE_PEER_ITSELF.contains(path.problem()) || OF_THE_ANCHOR.contains(path.problem()));
    }
}
