package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.CrlBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.OcspResponse;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;
import postern.tls.pki.revocation.SingleResponse;

/// What is written is read back the same: names, certificates with all that a builder can put into them,
/// revocation lists, OCSP responses.
class RoundTripProperties {
    private static final PrivateKey KEY = Lab.key();
    private static final Issuer ROOT = Lab.root("root");
    private static final Certificate SERVER = Lab.server(ROOT);

    @Property(tries = 300)
    void names(@ForAll("distinguishedNames") Name name) {
        var again = Name.parse(name.der());
        assertEquals(name, again);
        assertEquals(name.rdns(), again.rdns());
        assertEquals(name.print(NameStyle.OPENSSL), again.print(NameStyle.OPENSSL));
        assertEquals(name.hash(), again.hash());
    }

    @Property(tries = 150)
    void certificates(
            @ForAll("distinguishedNames") Name subject,
            @ForAll("validities") Validity validity,
            @ForAll("serials") BigInteger serial,
            @ForAll("generalNames") List<GeneralName> names,
            @ForAll("uses") Uses uses) {
        var builder = uses.pathLength().isEmpty()
                ? CertificateBuilder.endEntity(subject, Lab.NOW)
                : CertificateBuilder.authority(subject, uses.limit(), Lab.NOW);
        var made = builder.validity(validity)
                .serial(serial)
                .names(names)
                .keyUsage(uses.keys())
                .purposes(uses.purposes())
                .selfSigned(KEY, Lab.RANDOM);
        var read = Certificate.parse(made.der());
        assertEquals(made, read);
        assertEquals(subject, read.subject());
        assertEquals(validity, read.validity());
        assertEquals(serial, read.serial());
        assertEquals(names, read.subjectAltNames());
        assertEquals(KEY.publicKey(), read.publicKey());
        assertEquals(uses.keys(), read.extensions().keyUsage().orElse(Set.of()));
        assertEquals(
                uses.purposes().stream().map(Purpose::oid).toList(),
                read.extensions().extendedKeyUsage().orElse(List.of()));
        assertEquals(
                uses.limit(),
                read.extensions()
                        .basicConstraints()
                        .map(BasicConstraints::pathLength)
                        .orElse(OptionalInt.empty()));
        assertTrue(read.signed().isSignedBy(KEY.publicKey(), "it"));
        assertEquals(
                List.of(made), Certificate.parsePem("text\r\n" + made.toPem().replace("\n", "\r\n")));
    }

    @Property(tries = 150)
    void nameConstraints(
            @ForAll("generalNames") List<GeneralName> permitted, @ForAll("generalNames") List<GeneralName> excluded) {
        var dns = GeneralName.DnsName.class;
        var constraints = new NameConstraints(
                permitted.stream().filter(dns::isInstance).toList(),
                excluded.stream().filter(dns::isInstance).toList());
        if (constraints.permitted().isEmpty() && constraints.excluded().isEmpty()) {
            return; // the RFC wants one of them (RFC 5280 §4.2.1.10)
        }
        var certificate = Lab.authority("constrained")
                .extension(new Extension(
                        KnownExtension.NAME_CONSTRAINTS.oid(), Extension.Criticality.CRITICAL, constraints.write()))
                .selfSigned(KEY, Lab.RANDOM);
        assertEquals(
                Optional.of(constraints),
                Certificate.parse(certificate.der()).extensions().nameConstraints());
    }

    @Property(tries = 100)
    void revocationLists(@ForAll("revocations") Map<BigInteger, Revocation> revoked) {
        var builder = new CrlBuilder(Lab.NOW, Lab.NOW.plus(Duration.ofDays(1)));
        revoked.forEach(builder::revoke);
        var made = builder.issuedBy(ROOT, Lab.RANDOM);
        var read = Crl.parse(made.der());
        assertEquals(revoked.size(), read.size());
        revoked.forEach((serial, revocation) -> assertEquals(Optional.of(revocation), read.find(serial)));
        assertEquals(Optional.empty(), read.find(BigInteger.TWO.pow(200)));
        assertEquals(Lab.NOW, read.thisUpdate());
        assertEquals(ROOT.certificate().subject(), read.issuer());
    }

    @Property(tries = 100)
    void ocspResponses(@ForAll("statuses") List<CertificateStatus> statuses) {
        var builder = new OcspResponseBuilder(Lab.NOW);
        var id = CertId.of(SERVER, ROOT.certificate());
        var singles = new ArrayList<SingleResponse>();
        for (int i = 0; i < statuses.size(); i++) {
            var other = new CertId(id.hash(), id.issuerNameHash(), id.issuerKeyHash(), BigInteger.valueOf(i));
            singles.add(new SingleResponse(other, statuses.get(i), Lab.NOW, Optional.of(Lab.NOW.plusSeconds(60L + i))));
        }
        singles.forEach(builder::add);
        var made = builder.signedBy(ROOT, Lab.RANDOM);
        var read = OcspResponse.parse(made.der());
        assertEquals(made, read);
        assertEquals(singles, read.basic().orElseThrow().responses());
        assertTrue(read.basic().orElseThrow().signed().isSignedBy(ROOT.key().publicKey(), "it"));
    }

    /// @param pathLength -1 for an authority without limit, empty for none
    record Uses(Set<KeyUsage> keys, List<Purpose> purposes, OptionalInt pathLength) {
        OptionalInt limit() {
            return pathLength.orElse(-1) < 0 ? OptionalInt.empty() : pathLength;
        }
    }

    @Provide
    Arbitrary<Name> distinguishedNames() {
        var types = Arbitraries.of(
                AttributeType.COMMON_NAME, AttributeType.ORGANIZATION, AttributeType.ORGANIZATIONAL_UNIT);
        var value = Arbitraries.strings().ofMinLength(1).ofMaxLength(40).filter(RoundTripProperties::isText);
        return Combinators.combine(
                        types.list().ofSize(4), value.list().ofMinSize(1).ofMaxSize(4))
                .as((kinds, values) -> {
                    var builder = new NameBuilder();
                    for (int i = 0; i < values.size(); i++) {
                        builder.add(kinds.get(i), values.get(i));
                    }
                    return builder.build();
                });
    }

    /// Half of a surrogate pair is no text.
    private static boolean isText(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<Validity> validities() {
        var seconds = Arbitraries.longs()
                .between(
                        Instant.parse("1950-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());
        return Combinators.combine(seconds, seconds)
                .as((a, b) ->
                        new Validity(Instant.ofEpochSecond(Math.min(a, b)), Instant.ofEpochSecond(Math.max(a, b))));
    }

    @Provide
    Arbitrary<BigInteger> serials() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.ONE, BigInteger.TWO.pow(159).subtract(BigInteger.ONE));
    }

    @Provide
    Arbitrary<List<GeneralName>> generalNames() {
        var label = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(20);
        var octets = Arbitraries.bytes().array(byte[].class);
        Arbitrary<GeneralName> dns = label.map(text -> new GeneralName.DnsName(text + ".example"));
        Arbitrary<GeneralName> mail = label.map(text -> new GeneralName.Mail(text + "@example"));
        Arbitrary<GeneralName> uri = label.map(text -> new GeneralName.Uri("http://" + text + ".example/"));
        Arbitrary<GeneralName> v4 = octets.ofSize(4).map(each -> new GeneralName.IpAddress(Bytes.copyOf(each)));
        Arbitrary<GeneralName> v6 = octets.ofSize(16).map(each -> new GeneralName.IpAddress(Bytes.copyOf(each)));
        return Arbitraries.oneOf(dns, mail, uri, v4, v6).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Uses> uses() {
        var keys = Arbitraries.of(KeyUsage.class).set().ofMaxSize(5);
        var purposes = Arbitraries.of(Purpose.SERVER, Purpose.CLIENT, Purpose.OCSP_SIGNING)
                .list()
                .uniqueElements()
                .ofMaxSize(3);
        var lengths = Arbitraries.of(OptionalInt.empty(), OptionalInt.of(-1), OptionalInt.of(0), OptionalInt.of(9));
        return Combinators.combine(keys, purposes, lengths).as(Uses::new);
    }

    @Provide
    Arbitrary<Map<BigInteger, Revocation>> revocations() {
        return Arbitraries.maps(serials(), revocation()).ofMaxSize(40).map(LinkedHashMap::new);
    }

    private static Arbitrary<Revocation> revocation() {
        var reasons = EnumSet.allOf(RevocationReason.class);
        reasons.remove(RevocationReason.REMOVE_FROM_CRL); // of delta lists
        var times = Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        return Combinators.combine(times, Arbitraries.of(new HashSet<>(reasons)))
                .as(Revocation::new);
    }

    @Provide
    Arbitrary<List<CertificateStatus>> statuses() {
        Arbitrary<CertificateStatus> good = Arbitraries.just(new CertificateStatus.Good());
        Arbitrary<CertificateStatus> unknown = Arbitraries.just(new CertificateStatus.Unknown());
        Arbitrary<CertificateStatus> revoked = revocation().map(CertificateStatus.Revoked::new);
        return Arbitraries.oneOf(good, unknown, revoked).list().ofMinSize(1).ofMaxSize(20);
    }
}
