package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;

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

    private final List<PrivateKey> keys =
            IntStream.range(0, 6).mapToObj(i -> Lab.key()).toList();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Random choice = new Random(1);

    private final List<UnaryOperator<CertificateBuilder>> faults = List.of(
            builder -> builder.validity(from(-20, -10)),
            builder -> builder.validity(from(10, 20)),
            builder -> builder.keyUsage(Set.of()),
            builder -> builder.keyUsage(Set.of(KeyUsage.CERTIFICATE_SIGN)),
            builder -> builder.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE)),
            builder -> builder.purposes(List.of(Purpose.CLIENT)),
            builder -> builder.purposes(List.of()),
            builder -> builder.extension(extension("1.2.3.4", Bytes.of(5, 0))),
            builder -> builder.names(List.of(new GeneralName.DnsName("other.example"))),
            builder -> builder.extension(constraint(List.of(new GeneralName.DnsName("example.test")), List.of())),
            builder -> builder.extension(constraint(List.of(new GeneralName.DnsName("example")), List.of())),
            builder -> builder.extension(constraint(List.of(), List.of(new GeneralName.DnsName("example.test")))));

    private static Validity from(int first, int last) {
        return new Validity(Lab.NOW.plus(Duration.ofDays(first)), Lab.NOW.plus(Duration.ofDays(last)));
    }

    private static Extension extension(String oid, Bytes value) {
        return new Extension(new Oid(oid), Extension.Criticality.CRITICAL, value);
    }

    private static Extension constraint(List<GeneralName> permitted, List<GeneralName> excluded) {
        return extension("2.5.29.30", new NameConstraints(permitted, excluded).write());
    }

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
            var chain = chain(2 + choice.nextInt(3));
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

    /// From the anchor down; the peer's certificate is the last that is made and the first in the list.
    private List<Certificate> chain(int length) {
        var chain = new ArrayList<Certificate>();
        Issuer issuer = null;
        for (int i = 0; i < length; i++) {
            boolean last = i == length - 1;
            var key = keys.get(i);
            var builder = last ? server() : authority(i);
            var certificate = oneIn(4) ? fault().apply(builder) : builder;
            chain.addFirst(
                    issuer == null
                            ? certificate.selfSigned(key, Lab.RANDOM)
                            : certificate.issuedBy(issuer, key.publicKey(), Lab.RANDOM));
            issuer = new Issuer(chain.getFirst(), oneIn(20) ? keys.getLast() : key);
        }
        return chain;
    }

    private CertificateBuilder server() {
        return CertificateBuilder.server(NameBuilder.commonName(Lab.HOST), Lab.NOW)
                .names(List.of(new GeneralName.DnsName(Lab.HOST)));
    }

    private CertificateBuilder authority(int level) {
        var name = NameBuilder.commonName("Level " + (oneIn(8) ? level - 1 : level));
        if (oneIn(12)) {
            return CertificateBuilder.endEntity(name, Lab.NOW);
        }
        return CertificateBuilder.authority(
                name, oneIn(4) ? OptionalInt.of(choice.nextInt(3)) : OptionalInt.empty(), Lab.NOW);
    }

    private UnaryOperator<CertificateBuilder> fault() {
        return faults.get(choice.nextInt(faults.size()));
    }

    private boolean oneIn(int n) {
        return choice.nextInt(n) == 0;
    }

    private static Optional<PathException> ourRefusal(List<Certificate> chain) {
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
