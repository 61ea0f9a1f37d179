package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.AlertDescription;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.Extension;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Lab;
import postern.tls.pki.PathValidator;
import postern.tls.pki.PeerVerifier;
import postern.tls.pki.TrustStore;
import postern.tls.pki.UnverifiedPeer;
import postern.tls.pki.VerifiedPeer;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.OcspCheck;
import postern.tls.pki.revocation.OcspCheck.Demand;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;
import postern.tls.pki.revocation.SingleResponse;

/// What a client makes of the OCSP responses that a server staples, in TLS 1.2 and 1.3.
class StapledProofTest {
    private static final Instant NOW = Lab.NOW;
    private static final Issuer ROOT = Lab.root("root");
    private static final Credential USUAL = server(Optional.empty());
    private static final Credential MUST_STAPLE = server(Optional.of(mustStaple()));

    private static Extension mustStaple() {
        var features = DerWriter.write(out -> out.sequence(list -> list.integer(BigInteger.valueOf(5))));
        return new Extension(KnownExtension.TLS_FEATURE.oid(), Extension.Criticality.NON_CRITICAL, features);
    }

    private static Credential server(Optional<Extension> extension) {
        var key = Lab.key();
        var builder = CertificateBuilder.server(NameBuilder.commonName(Lab.HOST), NOW)
                .names(List.of(new GeneralName.DnsName(Lab.HOST)));
        extension.ifPresent(builder::extension);
        return new Credential(List.of(builder.issuedBy(ROOT, key.publicKey(), Lab.RANDOM)), key);
    }

    /// What the server has to show.
    enum Shown {
        GOOD,
        REVOKED,
        UNKNOWN,
        OLD,
        OF_ANOTHER,
        GARBAGE,
        NOTHING
    }

    private static List<Bytes> responses(Shown shown, Certificate certificate) {
        var revocation = new Revocation(NOW.minusSeconds(500), RevocationReason.KEY_COMPROMISE);
        return switch (shown) {
            case GOOD -> List.of(response(certificate, new CertificateStatus.Good(), NOW));
            case REVOKED -> List.of(response(certificate, new CertificateStatus.Revoked(revocation), NOW));
            case UNKNOWN -> List.of(response(certificate, new CertificateStatus.Unknown(), NOW));
            case OLD -> List.of(response(certificate, new CertificateStatus.Good(), NOW.minus(Duration.ofDays(9))));
            case OF_ANOTHER -> List.of(response(Lab.server(ROOT), new CertificateStatus.Good(), NOW));
            case GARBAGE -> List.of(Bytes.of(1, 2, 3));
            case NOTHING -> List.of();
        };
    }

    private static Bytes response(Certificate certificate, CertificateStatus status, Instant at) {
        var until = Optional.of(at.plus(Duration.ofDays(1)));
        return new OcspResponseBuilder(at)
                .add(new SingleResponse(CertId.of(certificate, ROOT.certificate()), status, at, until))
                .signedBy(ROOT, Lab.RANDOM)
                .der();
    }

    static Stream<Arguments> judgements() {
        return Stream.of(
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.GOOD, ""),
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.NOTHING, ""),
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.OF_ANOTHER, ""),
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.REVOKED, "CERTIFICATE_REVOKED"),
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.OLD, "BAD_CERTIFICATE_STATUS_RESPONSE"),
                        Arguments.of(USUAL, Demand.WHERE_DEMANDED, Shown.UNKNOWN, "BAD_CERTIFICATE_STATUS_RESPONSE"),
                        Arguments.of(USUAL, Demand.ALWAYS, Shown.GOOD, ""),
                        Arguments.of(USUAL, Demand.ALWAYS, Shown.NOTHING, "BAD_CERTIFICATE_STATUS_RESPONSE"),
                        Arguments.of(USUAL, Demand.ALWAYS, Shown.OF_ANOTHER, "BAD_CERTIFICATE_STATUS_RESPONSE"),
                        Arguments.of(USUAL, Demand.ALWAYS, Shown.GARBAGE, "BAD_CERTIFICATE_STATUS_RESPONSE"),
                        Arguments.of(MUST_STAPLE, Demand.WHERE_DEMANDED, Shown.GOOD, ""),
                        Arguments.of(
                                MUST_STAPLE, Demand.WHERE_DEMANDED, Shown.NOTHING, "BAD_CERTIFICATE_STATUS_RESPONSE"))
                .flatMap(row -> Stream.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13)
                        .map(version -> Arguments.of(version, row.get()[0], row.get()[1], row.get()[2], row.get()[3])));
    }

    @ParameterizedTest(name = "{0} {2} {3} {4}")
    @MethodSource("judgements")
    void proofs(ProtocolVersion version, Credential credential, Demand demand, Shown shown, String alert) {
        var client = client(version, verifier(demand)).build();
        var wire = new Wire(client, server(credential, shown)).run();
        var failure = wire.client.failure();
        assertEquals(
                alert.isEmpty() ? Optional.empty() : Optional.of(AlertDescription.valueOf(alert)),
                failure.map(reason -> reason.violation().alert()),
                () -> String.valueOf(failure));
        if (alert.isEmpty()) {
            assertInstanceOf(VerifiedPeer.class, wire.client.session().peer().orElseThrow());
        }
    }

    /// Who only wants to be told goes on, and is told.
    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void whoIsTolerantIsTold(ProtocolVersion version) {
        var client = client(version, verifier(Demand.ALWAYS).orUnverified()).build();
        var wire = new Wire(client, server(USUAL, Shown.REVOKED)).run();
        var peer = assertInstanceOf(
                UnverifiedPeer.class, wire.client.session().peer().orElseThrow());
        assertTrue(peer.refusal().orElseThrow().getMessage().contains("was revoked at"), peer.toString());
        assertTrue(wire.server.failure().isEmpty());
    }

    /// Who did not ask for responses is not to be disappointed.
    @ParameterizedTest
    @EnumSource(names = {"TLS12", "TLS13"})
    void whoDoesNotAskJudgesNothing(ProtocolVersion version) {
        var client = TlsConfig.builder()
                .versions(version)
                .serverName(Lab.HOST)
                .clock(() -> NOW)
                .verifier(verifier(Demand.ALWAYS))
                .build();
        assertEquals(
                Optional.empty(),
                new Wire(client, server(MUST_STAPLE, Shown.NOTHING))
                        .run()
                        .client
                        .failure());
    }

    private static PathValidator verifier(Demand demand) {
        return PathValidator.ofServers(TrustStore.of(List.of(ROOT.certificate())))
                .withStapled(OcspCheck.stapled(demand));
    }

    private static TlsConfig.Builder client(ProtocolVersion version, PeerVerifier verifier) {
        return TlsConfig.builder()
                .versions(version)
                .serverName(Lab.HOST)
                .clock(() -> NOW)
                .requestStapling()
                .verifier(verifier);
    }

    private static TlsConfig server(Credential credential, Shown shown) {
        return TlsConfig.builder()
                .credential(credential)
                .stapler(ours -> responses(shown, ours.leaf()))
                .build();
    }
}
