package postern.smtp.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.smtp.io.TlsUpgrade;
import postern.smtp.log.MainLog;
import postern.smtp.message.MessageIds;
import postern.smtp.server.TestTls;
import postern.smtp.transport.Fate.Ending;
import postern.smtp.transport.HostReport.Verified;
import postern.smtp.transport.Transport.Insistence;
import postern.smtp.wire.Mailbox;
import postern.tls.pki.Certificate;
import postern.tls.pki.Stapler;
import postern.tls.pki.issue.CrlBuilder;
import postern.tls.pki.issue.Issuer;
import postern.tls.pki.issue.OcspResponseBuilder;
import postern.tls.pki.revocation.CertId;
import postern.tls.pki.revocation.CertificateStatus;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;
import postern.tls.pki.revocation.SingleResponse;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// The rows of the transport's table in which a certificate was taken back: by a list (`tls_crl`, L7 and L8),
/// by a staple (`hosts_require_ocsp`, M1).
class RevocationRowsTest {
    private static final Revocation REVOKED =
            new Revocation(Instant.parse("2025-01-01T00:00:00Z"), RevocationReason.KEY_COMPROMISE);

    @TempDir
    Path directory;

    private final Instant now = Instant.now();
    private final StringWriter log = new StringWriter();

    @Test
    void l7aRevokedCertificateEndsTls() throws IOException {
        var options = verifying(revokedByList());
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            var fate = deliver(required(options), mx);
            var ending = assertInstanceOf(Ending.Deferred.class, fate.ending());
            assertEquals(-37, ending.code());
            assertTrue(ending.words().contains("revoked"), ending.words());
            assertFalse(mx.commands().stream().anyMatch(line -> line.endsWith("MAIL")));
        }
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            assertInstanceOf(Ending.Delivered.class, deliver(options, mx).ending());
            assertTrue(mx.commands().contains("2c MAIL"), "in clear on a second connection, since TLS is not required");
        }
    }

    @Test
    void l8whereItIsOnlyTriedTheLogTells() throws IOException {
        var trying = verifying(revokedByList());
        var options = trying.with(new TlsOptions.Trust(
                trying.trust().certificates(),
                trying.trust().crl(),
                Optional.empty(),
                Optional.of(TlsOptions.everybody()),
                TlsOptions.everybody()));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P256))) {
            assertEquals(Verified.NO, verified(deliver(required(options), mx)));
        }
    }

    @Test
    void othersOfTheSameAuthorityAreNotTouched() throws IOException {
        var options = required(verifying(revokedByList()));
        try (var mx = new FakeMx().tls(TestTls.server(Entry.P384))) {
            assertEquals(Verified.YES, verified(deliver(options, mx)));
        }
    }

    @Test
    void m1aGoodStapleIsEnoughAndARevokedOneIsTheEnd() throws IOException {
        var stapled = required(verifying(Optional.empty()))
                .with(new TlsOptions.Ocsp(TlsOptions.everybody(), TlsOptions.everybody()));
        try (var mx = new FakeMx().tls(server(new CertificateStatus.Good()))) {
            assertEquals(Verified.YES, verified(deliver(stapled, mx)));
        }
        try (var mx = new FakeMx().tls(server(new CertificateStatus.Revoked(REVOKED)))) {
            var ending =
                    assertInstanceOf(Ending.Deferred.class, deliver(stapled, mx).ending());
            assertEquals(-37, ending.code());
            assertTrue(ending.words().contains("certificate status check failed"), ending.words());
        }
    }

    private TlsUpgrade server(CertificateStatus status) throws IOException {
        var files = TestPki.shared().files(Entry.P256);
        var leaf = Certificate.readFile(files.certificate()).getFirst();
        var intermediate = issuer("intermediate");
        var until = Optional.of(now.plus(Duration.ofDays(1)));
        var response = new OcspResponseBuilder(now)
                .add(new SingleResponse(CertId.of(leaf, intermediate.certificate()), status, now, until))
                .signedBy(intermediate, HmacDrbg.system())
                .der();
        Stapler stapler = _ -> List.of(response, Bytes.of());
        return TestTls.server(Entry.P256, builder -> builder.stapler(stapler));
    }

    /// The lists of both authorities, of which the lower one has revoked [Entry#P256].
    private Optional<String> revokedByList() throws IOException {
        var leaf = Certificate.readFile(TestPki.shared().files(Entry.P256).certificate())
                .getFirst();
        var lists = new CrlBuilder(now.minusSeconds(60), now.plusSeconds(3600))
                        .revoke(leaf.serial(), REVOKED)
                        .issuedBy(issuer("intermediate"), HmacDrbg.system())
                        .toPem()
                + new CrlBuilder(now.minusSeconds(60), now.plusSeconds(3600))
                        .issuedBy(issuer("root"), HmacDrbg.system())
                        .toPem();
        return Optional.of(
                Files.writeString(directory.resolve("lists.pem"), lists).toString());
    }

    private static Issuer issuer(String name) throws IOException {
        var certificate = TestPki.shared().root().resolveSibling(name + ".pem");
        try (var key = Secret.adopt(Files.readAllBytes(certificate.resolveSibling(name + ".key")))) {
            return new Issuer(Certificate.readFile(certificate).getFirst(), PrivateKey.fromPem(key, name));
        }
    }

    private static TlsOptions verifying(Optional<String> lists) {
        var usual = TlsOptions.OPPORTUNISTIC;
        var trust = usual.trust().in(TestPki.shared().root().toString()).verifying(TlsOptions.everybody());
        return usual.with(lists.map(trust::withCrl).orElse(trust));
    }

    private static TlsOptions required(TlsOptions options) {
        return options.with(options.use().requiredOf(TlsOptions.everybody()));
    }

    private Fate deliver(TlsOptions tls, FakeMx mx) {
        var surroundings = new SmtpTransport.Surroundings(
                new MainLog(log, Clock.systemUTC()), Clock.systemUTC(), HostMemory.NONE, new HostGate(10), _ -> {});
        var text = "Subject: hi\n\nbody\n";
        var parcel = new Parcel(
                new MessageIds(Clock.systemUTC(), 1).next(),
                Mailbox.parse("ann@a.example"),
                List.of(Mailbox.parse("bob@b.example")),
                new Delivery.Content(text.length(), Delivery.Body.SEVEN_BIT),
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        try (var transport = new SmtpTransport(
                SmtpTransport.Options.standard("remote", "client.test").with(tls), surroundings)) {
            return transport
                    .deliver(parcel, List.of(mx.host("localhost")), Insistence.NOW)
                    .getFirst();
        }
    }

    private static Verified verified(Fate fate) {
        assertInstanceOf(Ending.Delivered.class, fate.ending(), fate.toString());
        return fate.at().orElseThrow().channel().orElseThrow().verified();
    }
}
