package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;

/// Which path is found among many, and what stands in its way.
@Timeout(20)
class PathBuilderTest {
    private static final Issuer ROOT = Lab.root("Root");

    private static List<String> path(TrustStore trusted, Certificate... chain) {
        return PathValidator.ofServers(trusted).verify(List.of(chain), Lab.HOST, Lab.NOW).path().stream()
                .map(certificate ->
                        certificate.subject().all(AttributeType.COMMON_NAME).getFirst())
                .toList();
    }

    private static TrustStore trust(Issuer... roots) {
        return TrustStore.of(Arrays.stream(roots).map(Issuer::certificate).toList());
    }

    private static PathException refusal(CertificateProblem problem, TrustStore trusted, Certificate... chain) {
        var refusal = assertThrows(PathException.class, () -> path(trusted, chain));
        assertEquals(problem, refusal.problem(), refusal::getMessage);
        return refusal;
    }

    @Test
    void orderAndStrangersDoNotMatter() {
        var one = Lab.below(ROOT, "One");
        var two = Lab.below(one, "Two");
        var three = Lab.below(two, "Three");
        var server = Lab.server(three);
        var others = new ArrayList<>(List.of(
                one.certificate(),
                two.certificate(),
                three.certificate(),
                ROOT.certificate(),
                Lab.root("Stranger").certificate(),
                Lab.server(ROOT),
                server));
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(others, new Random(seed));
            var chain = Stream.concat(Stream.of(server), others.stream()).toArray(Certificate[]::new);
            assertEquals(List.of(Lab.HOST, "Three", "Two", "One", "Root"), path(trust(ROOT), chain));
        }
    }

    @Test
    void anyTrustedCertificateEndsThePath() {
        var one = Lab.below(ROOT, "One");
        var server = Lab.server(one);
        assertEquals(List.of(Lab.HOST, "One"), path(trust(one), server));
        assertEquals(List.of(Lab.HOST), path(TrustStore.of(List.of(server)), server));
        refusal(CertificateProblem.UNKNOWN_ISSUER, trust(ROOT), server);
    }

    @Test
    void aCrossSignedAuthorityIsFollowedToTheTrustedSide() {
        var old = Lab.root("Old");
        var young = Lab.root("Young");
        var crossed = Lab.crossSigned(old, young);
        var server = Lab.server(young);
        assertEquals(List.of(Lab.HOST, "Young", "Old"), path(trust(old), server, young.certificate(), crossed));
        assertEquals(List.of(Lab.HOST, "Young"), path(trust(young), server, crossed));
    }

    @Test
    void anExpiredRootIsPassedByIfAnotherPathIsValid() {
        var expired = Lab.root("Old", builder -> builder.days(0).validity(past()));
        var young = Lab.root("Young");
        var middle = Lab.below(expired, "Middle");
        var again = Lab.crossSigned(young, middle);
        var server = Lab.server(middle);
        assertEquals(
                List.of(Lab.HOST, "Middle", "Young"), path(trust(expired, young), server, middle.certificate(), again));
        var refusal = refusal(CertificateProblem.EXPIRED, trust(expired), server, middle.certificate(), again);
        assertEquals(2, refusal.tried().size());
        assertEquals(
                Set.of(CertificateProblem.EXPIRED, CertificateProblem.UNKNOWN_ISSUER),
                Set.copyOf(refusal.tried().stream().map(RejectedPath::problem).toList()));
    }

    private static Validity past() {
        return new Validity(Lab.NOW.minus(Duration.ofDays(20)), Lab.NOW.minus(Duration.ofDays(10)));
    }

    @Test
    void aRenewedRootWithTheSameKeyIsTheSameAuthority() {
        var renewed = Lab.authority("Root").selfSigned(ROOT.key(), Lab.RANDOM);
        assertEquals(List.of(Lab.HOST, "Root"), path(trust(ROOT), Lab.server(ROOT), renewed));
    }

    @Test
    void authoritiesThatCertifyEachOtherAreNoTrap() {
        var a = Lab.root("A");
        var b = Lab.root("B");
        var chain = new Certificate[] {
            Lab.server(a), a.certificate(), b.certificate(), Lab.crossSigned(a, b), Lab.crossSigned(b, a)
        };
        assertEquals(
                CertificateProblem.SELF_SIGNED,
                refusal(CertificateProblem.SELF_SIGNED, trust(ROOT), chain).problem());
        assertEquals(List.of(Lab.HOST, "A", "B"), path(trust(b), chain));
    }

    @Test
    void aDenseGraphOfAuthoritiesEndsInBoundedWork() {
        var authorities =
                Stream.of("A", "B", "C", "D", "E", "F", "G", "H").map(Lab::root).toList();
        var chain = new ArrayList<>(List.of(Lab.server(authorities.getFirst())));
        for (var issuer : authorities) {
            authorities.stream()
                    .filter(subject -> !subject.equals(issuer))
                    .map(subject -> Lab.crossSigned(issuer, subject))
                    .forEach(chain::add);
        }
        var refusal = refusal(CertificateProblem.TOO_MUCH_WORK, trust(ROOT), chain.toArray(Certificate[]::new));
        assertTrue(refusal.tried().size() <= 301, () -> refusal.tried().size() + " paths");
    }

    @Test
    void aThousandDecoysWithOtherKeyIdentifiersCostNothing() {
        var middle = Lab.below(ROOT, "Middle");
        var decoy = Lab.root("Middle");
        var chain = new ArrayList<>(List.of(Lab.server(middle)));
        for (int i = 0; i < 1000; i++) {
            chain.add(Lab.below(decoy, "Middle").certificate());
        }
        chain.add(middle.certificate());
        assertEquals(List.of(Lab.HOST, "Middle", "Root"), path(trust(ROOT), chain.toArray(Certificate[]::new)));
        chain.removeLast();
        refusal(CertificateProblem.TOO_MUCH_WORK, trust(ROOT), chain.toArray(Certificate[]::new));
    }

    @Test
    void aPathLongerThanAnyInUseIsNotFollowed() {
        var issuer = ROOT;
        var chain = new ArrayList<Certificate>();
        for (int i = 0; i < 12; i++) {
            issuer = Lab.below(issuer, "Level " + i);
            chain.addFirst(issuer.certificate());
        }
        chain.addFirst(Lab.server(issuer));
        refusal(CertificateProblem.TOO_MUCH_WORK, trust(ROOT), chain.toArray(Certificate[]::new));
    }

    @Test
    void noCertificateAtAllIsRefused() {
        var refusal = assertThrows(CertificateException.class, () -> path(trust(ROOT)));
        assertEquals(CertificateProblem.EMPTY_CHAIN, refusal.problem());
    }

    @Test
    void aSignatureByAnotherKeyIsNone() {
        var impostor = new Issuer(ROOT.certificate(), Lab.key());
        refusal(CertificateProblem.BAD_SIGNATURE, trust(ROOT), Lab.server(impostor));
        var middle = Lab.below(impostor, "Middle");
        refusal(CertificateProblem.BAD_SIGNATURE, trust(ROOT), Lab.server(middle), middle.certificate());
    }

    @Test
    void anIssuerMustBeAnAuthority() {
        var key = Lab.key();
        var plain = CertificateBuilder.endEntity(NameBuilder.commonName("Plain"), Lab.NOW)
                .keyUsage(Set.of(KeyUsage.CERTIFICATE_SIGN))
                .issuedBy(ROOT, key.publicKey(), Lab.RANDOM);
        refusal(CertificateProblem.ISSUER_IS_NO_CA, trust(ROOT), Lab.server(new Issuer(plain, key)), plain);
        var mute = Lab.below(ROOT, "Mute", builder -> builder.keyUsage(Set.of(KeyUsage.CRL_SIGN)));
        refusal(CertificateProblem.ISSUER_MAY_NOT_SIGN, trust(ROOT), Lab.server(mute), mute.certificate());
        var free = Lab.below(ROOT, "Free", builder -> builder.keyUsage(Set.of()));
        assertEquals(3, path(trust(ROOT), Lab.server(free), free.certificate()).size());
    }

    @Test
    void pathLengthCountsAuthoritiesThatAreNotSelfIssued() {
        var limited = limitedRoot(1);
        var one = Lab.below(limited, "One");
        var two = Lab.below(one, "Two");
        assertEquals(3, path(trust(limited), Lab.server(one), one.certificate()).size());
        refusal(
                CertificateProblem.PATH_TOO_LONG,
                trust(limited),
                Lab.server(two),
                two.certificate(),
                one.certificate());
        var oneAgain = Lab.below(one, "One");
        assertEquals(
                4,
                path(trust(limited), Lab.server(oneAgain), oneAgain.certificate(), one.certificate())
                        .size());
        var none = limitedRoot(0);
        assertEquals(2, path(trust(none), Lab.server(none)).size());
    }

    private static Issuer limitedRoot(int pathLength) {
        var key = Lab.key();
        return new Issuer(
                CertificateBuilder.authority(NameBuilder.commonName("Limited"), OptionalInt.of(pathLength), Lab.NOW)
                        .selfSigned(key, Lab.RANDOM),
                key);
    }

    @Test
    void purposesOfAnAuthorityLimitWhatItIssues() {
        var mail = Lab.below(ROOT, "Mail", builder -> builder.purposes(List.of(Purpose.EMAIL_PROTECTION)));
        refusal(CertificateProblem.WRONG_PURPOSE, trust(ROOT), Lab.server(mail), mail.certificate());
        var both = Lab.below(ROOT, "Both", builder -> builder.purposes(List.of(Purpose.CLIENT, Purpose.SERVER)));
        assertEquals(3, path(trust(ROOT), Lab.server(both), both.certificate()).size());
        var any = Lab.below(ROOT, "Any", builder -> builder.purposes(List.of(Purpose.ANY)));
        assertEquals(
                3,
                path(trust(ROOT), Lab.server(any, b -> b.purposes(List.of())), any.certificate())
                        .size());
    }

    @Test
    void aServersKeyMustBeForSignatures() {
        var server = Lab.server(ROOT, builder -> builder.keyUsage(Set.of(KeyUsage.KEY_AGREEMENT)));
        refusal(CertificateProblem.KEY_USAGE, trust(ROOT), server);
        assertEquals(
                2,
                path(trust(ROOT), Lab.server(ROOT, builder -> builder.keyUsage(Set.of())))
                        .size());
    }

    @Test
    void aCriticalExtensionMustBeUnderstoodAnywhereInThePath() {
        UnaryOperator<CertificateBuilder> critical = builder ->
                builder.extension(new Extension(new Oid("1.2.3.4"), Extension.Criticality.CRITICAL, Bytes.of(5, 0)));
        UnaryOperator<CertificateBuilder> harmless = builder -> builder.extension(
                new Extension(new Oid("1.2.3.4"), Extension.Criticality.NON_CRITICAL, Bytes.of(5, 0)));
        refusal(CertificateProblem.UNKNOWN_CRITICAL_EXTENSION, trust(ROOT), Lab.server(ROOT, critical));
        var middle = Lab.below(ROOT, "Middle", critical);
        refusal(CertificateProblem.UNKNOWN_CRITICAL_EXTENSION, trust(ROOT), Lab.server(middle), middle.certificate());
        assertEquals(2, path(trust(ROOT), Lab.server(ROOT, harmless)).size());
    }

    @Test
    void aPrecertificateIsNoCertificate() {
        var poison = new Extension(
                KnownExtension.CT_POISON.oid(), Extension.Criticality.CRITICAL, DerWriter.write(DerWriter::nullValue));
        refusal(
                CertificateProblem.UNKNOWN_CRITICAL_EXTENSION,
                trust(ROOT),
                Lab.server(ROOT, builder -> builder.extension(poison)));
    }
}
