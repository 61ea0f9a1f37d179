package postern.tls.pki;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;

/// Chains of two to four certificates, most of them with a fault or two: the same ones in each run.
final class RandomChains {
    private final List<PrivateKey> keys =
            IntStream.range(0, 6).mapToObj(i -> Lab.key()).toList();
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

    /// The next chain: the peer's certificate first, the anchor last.
    List<Certificate> next() {
        return chain(2 + choice.nextInt(3));
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
}
