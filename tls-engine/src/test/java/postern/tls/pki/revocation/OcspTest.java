package postern.tls.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.asn1.DerWriter;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.Extension;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.KnownExtension;
import postern.tls.pki.Lab;
import postern.tls.pki.OpenSsl;
import postern.tls.pki.PathValidator;
import postern.tls.pki.Purpose;
import postern.tls.pki.RevocationCheck;
import postern.tls.pki.TrustStore;
import postern.tls.pki.Validity;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.NameBuilder;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.OcspVerifier.CertificateAndIssuer;

/// Questions and answers of OCSP, made here and by OpenSSL, read and judged by both.
class OcspTest {
    /// OpenSSL judges by its own clock.
    private static final Instant NOW = clock();

    private static final OcspVerifier VERIFIER = OcspVerifier.usual();
    private static final Issuer ROOT = Lab.root("root");
    private static final Certificate SERVER = Lab.server(ROOT);
    private static final Certificate OTHER = Lab.server(ROOT);
    private static final Revocation REVOCATION = new Revocation(NOW.minusSeconds(500), RevocationReason.KEY_COMPROMISE);

    private static Instant clock() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @TempDir
    Path directory;

    private static SingleResponse single(Certificate of, CertificateStatus status) {
        return new SingleResponse(
                CertId.of(of, ROOT.certificate()), status, NOW, Optional.of(NOW.plus(Duration.ofDays(1))));
    }

    private static OcspResponse good() {
        return by(ROOT, single(SERVER, new CertificateStatus.Good()));
    }

    private static OcspResponse by(Issuer signer, SingleResponse... singles) {
        var builder = new OcspResponseBuilder(NOW);
        List.of(singles).forEach(builder::add);
        return (signer.equals(ROOT) ? builder : builder.withCertificate()).signedBy(signer, Lab.RANDOM);
    }

    private static OcspProof verify(OcspResponse response, Instant at) {
        return VERIFIER.verify(response, SERVER, ROOT.certificate(), at);
    }

    private static CertificateException assertRefused(CertificateProblem problem, Runnable check) {
        var refusal = assertThrows(CertificateException.class, check::run);
        assertEquals(problem, refusal.problem(), refusal.getMessage());
        return refusal;
    }

    private static Issuer delegate(Issuer by, UnaryOperator<CertificateBuilder> change) {
        var key = Lab.key();
        var builder = CertificateBuilder.endEntity(NameBuilder.commonName("responder"), Lab.NOW)
                .purposes(List.of(Purpose.OCSP_SIGNING))
                .extension(new Extension(
                        KnownExtension.OCSP_NO_CHECK.oid(),
                        Extension.Criticality.NON_CRITICAL,
                        DerWriter.write(DerWriter::nullValue)));
        return new Issuer(change.apply(builder).issuedBy(by, key.publicKey(), Lab.RANDOM), key);
    }

    @Test
    void theIssuersAnswerIsBelieved() {
        var proof = verify(good(), NOW);
        assertEquals(new CertificateStatus.Good(), proof.status());
        assertEquals(ROOT.certificate(), proof.signer());
        assertEquals(NOW.plus(Duration.ofHours(12)), proof.comeBack());
        assertFalse(proof.outlivesItsSigner());
    }

    @Test
    void theAnswerIsFoundByItsIdentifierWhereverItStands() {
        var response = by(
                ROOT,
                single(OTHER, new CertificateStatus.Revoked(REVOCATION)),
                single(SERVER, new CertificateStatus.Good()));
        assertEquals(new CertificateStatus.Good(), verify(response, NOW).status());
        assertEquals(
                new CertificateStatus.Revoked(REVOCATION),
                VERIFIER.verify(response, OTHER, ROOT.certificate(), NOW).status());
        var ofOther = by(ROOT, single(OTHER, new CertificateStatus.Good()));
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(ofOther, NOW));
    }

    @Test
    void theSameNumberOfAnotherIssuerIsAnotherCertificate() {
        var stranger = Lab.root("stranger");
        var id = new SingleResponse(
                CertId.of(Lab.server(stranger, b -> b.serial(SERVER.serial())), stranger.certificate()),
                new CertificateStatus.Good(),
                NOW,
                Optional.empty());
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(by(ROOT, id), NOW));
    }

    @Test
    void datesAreHeldWithSomeSkew() {
        verify(good(), NOW.minusSeconds(300));
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(good(), NOW.minusSeconds(301)));
        var end = NOW.plus(Duration.ofDays(1));
        verify(good(), end.plusSeconds(300));
        assertRefused(CertificateProblem.OCSP_EXPIRED, () -> verify(good(), end.plusSeconds(301)));
        var open = new SingleResponse(
                CertId.of(SERVER, ROOT.certificate()), new CertificateStatus.Good(), NOW, Optional.empty());
        var proof = verify(by(ROOT, open), NOW.plus(Duration.ofDays(3)));
        assertEquals(NOW.plus(Duration.ofDays(7)), proof.comeBack());
        var backwards = new SingleResponse(open.certificate(), open.status(), NOW, Optional.of(NOW.minusSeconds(1)));
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(by(ROOT, backwards), NOW));
    }

    @Test
    void whomTheIssuerAppointedIsBelievedAndNobodyElse() {
        var good = single(SERVER, new CertificateStatus.Good());
        var responder = delegate(ROOT, b -> b);
        assertEquals(responder.certificate(), verify(by(responder, good), NOW).signer());
        var faults = List.<Issuer>of(
                delegate(ROOT, b -> b.purposes(List.of(Purpose.ANY))),
                delegate(ROOT, b -> b.purposes(List.of())),
                delegate(ROOT, b -> b.keyUsage(Set.of(KeyUsage.KEY_AGREEMENT))),
                delegate(Lab.root("root"), b -> b),
                delegate(Lab.below(ROOT, "below"), b -> b));
        for (var fault : faults) {
            assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(by(fault, good), NOW));
        }
        var expired = delegate(ROOT, b -> b.validity(new Validity(NOW.minusSeconds(9), NOW.minusSeconds(1))));
        assertRefused(CertificateProblem.OCSP_EXPIRED, () -> verify(by(expired, good), NOW));
        var withoutCertificate = new OcspResponseBuilder(NOW).add(good).signedBy(responder, Lab.RANDOM);
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(withoutCertificate, NOW));
        var shortLived = delegate(ROOT, b -> b.validity(new Validity(NOW, NOW.plusSeconds(60))));
        assertTrue(verify(by(shortLived, good), NOW).outlivesItsSigner());
    }

    @Test
    void aDelegateWithoutNoCheckIsAskedAbout() {
        RevocationCheck asks = (subject, issuer, at) -> {
            throw new CertificateException(CertificateProblem.REVOKED);
        };
        var verifier = new OcspVerifier(Duration.ZERO, asks);
        var good = single(SERVER, new CertificateStatus.Good());
        verifier.verify(by(delegate(ROOT, b -> b), good), SERVER, ROOT.certificate(), NOW);
        var key = Lab.key();
        var certificate = CertificateBuilder.endEntity(NameBuilder.commonName("responder"), Lab.NOW)
                .purposes(List.of(Purpose.OCSP_SIGNING))
                .issuedBy(ROOT, key.publicKey(), Lab.RANDOM);
        var response = by(new Issuer(certificate, key), good);
        assertRefused(CertificateProblem.REVOKED, () -> verifier.verify(response, SERVER, ROOT.certificate(), NOW));
    }

    @Test
    void aForgedSignatureIsNotBelieved() {
        var impostor = new Issuer(ROOT.certificate(), Lab.key());
        var forged = new OcspResponseBuilder(NOW)
                .add(single(SERVER, new CertificateStatus.Good()))
                .signedBy(impostor, Lab.RANDOM);
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(forged, NOW));
        var refusal = OcspResponse.refusal(OcspResponseStatus.TRY_LATER);
        assertEquals(refusal, OcspResponse.parse(refusal.der()));
        assertTrue(assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> verify(refusal, NOW))
                .getMessage()
                .contains("try again later"));
    }

    @Test
    void theNonceMustComeBack() {
        var request = OcspRequest.about(CertId.of(SERVER, ROOT.certificate())).withNonce(Lab.RANDOM);
        var nonce = request.nonce().orElseThrow();
        var of = new CertificateAndIssuer(SERVER, ROOT.certificate());
        var fresh = new OcspResponseBuilder(NOW)
                .add(single(SERVER, new CertificateStatus.Good()))
                .nonceOf(request)
                .signedBy(ROOT, Lab.RANDOM);
        VERIFIER.verifyFresh(fresh, nonce, of, NOW);
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> VERIFIER.verifyFresh(good(), nonce, of, NOW));
        assertRefused(
                CertificateProblem.OCSP_UNUSABLE, () -> VERIFIER.verifyFresh(fresh, Lab.RANDOM.bytes(32), of, NOW));
        assertEquals(request, OcspRequest.parse(request.der()));
    }

    @Test
    void aPathNeedsWhatThePolicyAndTheCertificateDemand() {
        var mustStaple = Lab.server(
                ROOT,
                b -> b.extension(new Extension(
                        KnownExtension.TLS_FEATURE.oid(),
                        Extension.Criticality.NON_CRITICAL,
                        DerWriter.write(out -> out.sequence(features -> features.integer(5))))));
        check(SERVER, OcspCheck.Demand.WHERE_DEMANDED);
        assertRefused(CertificateProblem.OCSP_MISSING, () -> check(SERVER, OcspCheck.Demand.ALWAYS));
        assertRefused(CertificateProblem.OCSP_MISSING, () -> check(mustStaple, OcspCheck.Demand.WHERE_DEMANDED));
        check(mustStaple, OcspCheck.Demand.ALWAYS, by(ROOT, single(mustStaple, new CertificateStatus.Good())));
        var revoked = by(ROOT, single(SERVER, new CertificateStatus.Revoked(REVOCATION)));
        assertRefused(CertificateProblem.REVOKED, () -> check(SERVER, OcspCheck.Demand.WHERE_DEMANDED, revoked));
        var unknown = by(ROOT, single(SERVER, new CertificateStatus.Unknown()));
        assertRefused(CertificateProblem.OCSP_UNUSABLE, () -> check(SERVER, OcspCheck.Demand.ALWAYS, unknown));
    }

    private static void check(Certificate server, OcspCheck.Demand demand, OcspResponse... responses) {
        PathValidator.ofServers(TrustStore.of(List.of(ROOT.certificate())))
                .withRevocation(new OcspCheck(List.of(responses), demand))
                .verify(List.of(server), Lab.HOST, NOW);
    }

    @Test
    void everyPrefixIsRefusedAndEveryChangedOctetReadOrRefusedByName() {
        var responder = delegate(ROOT, b -> b);
        var response = by(responder, single(SERVER, new CertificateStatus.Revoked(REVOCATION)));
        mutate(response.der(), octets -> OcspResponse.parse(octets).der());
        var request = OcspRequest.about(CertId.of(SERVER, ROOT.certificate())).withNonce(Lab.RANDOM);
        mutate(request.der(), octets -> {
            OcspRequest.parse(octets);
            return octets;
        });
    }

    private static void mutate(Bytes der, UnaryOperator<Bytes> parse) {
        for (int length = 0; length < der.length(); length++) {
            var prefix = der.slice(0, length);
            assertRefused(CertificateProblem.MALFORMED, () -> assertEquals(prefix, parse.apply(prefix)));
        }
        var octets = der.toArray();
        for (int at = 0; at < octets.length; at++) {
            byte kept = octets[at];
            for (int change = 1; change < 256; change += 3) {
                octets[at] = (byte) (kept ^ change);
                var changed = Bytes.copyOf(octets);
                try {
                    assertEquals(changed, parse.apply(changed));
                } catch (CertificateException e) {
                    assertEquals(CertificateProblem.MALFORMED, e.problem());
                }
            }
            octets[at] = kept;
        }
    }

    @Test
    void openSslBelievesOurAnswersAndReadsOurQuestions() throws Exception {
        var openSsl = new OpenSsl(directory);
        openSsl.write("root.pem", ROOT.certificate().toPem());
        openSsl.write("server.pem", SERVER.toPem());
        var request = OcspRequest.about(CertId.of(SERVER, ROOT.certificate())).withNonce(Lab.RANDOM);
        Files.write(directory.resolve("request.der"), request.der().toArray());
        var text = openSsl.run("ocsp", "-reqin", "request.der", "-req_text");
        assertTrue(text.contains("Serial Number: " + hex(SERVER.serial())), text);
        assertTrue(text.contains("OCSP Nonce"), text);
        var responder = delegate(ROOT, b -> b);
        for (var signer : List.of(ROOT, responder)) {
            for (var status : List.of(
                    new CertificateStatus.Good(),
                    new CertificateStatus.Revoked(REVOCATION),
                    new CertificateStatus.Unknown())) {
                var builder =
                        new OcspResponseBuilder(NOW).add(single(SERVER, status)).nonceOf(request);
                var response = (signer.equals(ROOT) ? builder : builder.withCertificate()).signedBy(signer, Lab.RANDOM);
                Files.write(directory.resolve("response.der"), response.der().toArray());
                var said = openSsl.run(
                        "ocsp",
                        "-respin",
                        "response.der",
                        "-issuer",
                        "root.pem",
                        "-cert",
                        "server.pem",
                        "-CAfile",
                        "root.pem",
                        "-nonce",
                        "-no_nonce");
                assertTrue(said.contains("Response verify OK"), said);
                var word = status.getClass().getSimpleName().toLowerCase(Locale.ROOT);
                assertTrue(said.contains("server.pem: " + word), said);
            }
        }
    }

    private static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }

    @Test
    void weBelieveOpenSslsAnswers() throws Exception {
        var openSsl = new OpenSsl(directory);
        openSsl.write("root.pem", ROOT.certificate().toPem());
        var responder = delegate(ROOT, b -> b);
        try (var pem = responder.key().pem()) {
            Files.write(directory.resolve("responder.key"), pem.expose());
        }
        openSsl.write("responder.pem", responder.certificate().toPem());
        openSsl.write(
                "index.txt",
                "V\t480101000000Z\t\t" + hex(SERVER.serial()) + "\tunknown\t/CN=a\n"
                        + "R\t480101000000Z\t261101000000Z,keyCompromise\t" + hex(OTHER.serial())
                        + "\tunknown\t/CN=b\n");
        var request = new OcspRequest(
                        List.of(CertId.of(OTHER, ROOT.certificate()), CertId.of(SERVER, ROOT.certificate())),
                        Optional.empty())
                .withNonce(Lab.RANDOM);
        Files.write(directory.resolve("request.der"), request.der().toArray());
        openSsl.run(
                "ocsp",
                "-index",
                "index.txt",
                "-rsigner",
                "responder.pem",
                "-rkey",
                "responder.key",
                "-CA",
                "root.pem",
                "-reqin",
                "request.der",
                "-respout",
                "response.der",
                "-ndays",
                "2");
        var response = OcspResponse.parse(Bytes.adopt(Files.readAllBytes(directory.resolve("response.der"))));
        var at = Instant.now();
        var proof = VERIFIER.verifyFresh(
                response, request.nonce().orElseThrow(), new CertificateAndIssuer(SERVER, ROOT.certificate()), at);
        assertEquals(new CertificateStatus.Good(), proof.status());
        assertEquals(responder.certificate(), proof.signer());
        assertEquals(
                new CertificateStatus.Revoked(
                        new Revocation(Instant.parse("2026-11-01T00:00:00Z"), RevocationReason.KEY_COMPROMISE)),
                VERIFIER.verify(response, OTHER, ROOT.certificate(), at).status());
    }
}
