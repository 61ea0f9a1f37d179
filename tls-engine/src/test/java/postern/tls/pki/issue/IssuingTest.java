package postern.tls.pki.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.pki.CertificateException;
import postern.tls.pki.GeneralName;
import postern.tls.pki.OpenSsl;
import postern.tls.pki.revocation.Crl;
import postern.tls.pki.revocation.Revocation;
import postern.tls.pki.revocation.RevocationReason;
import postern.vectors.peer.PeerProcess;

/// Requests and revocation lists that we make, judged by OpenSSL and GnuTLS; and theirs, read by us.
class IssuingTest {
    private static final RandomSource RANDOM = HmacDrbg.system();
    private static final Instant NOW = clock();
    private static final List<GeneralName> NAMES =
            List.of(new GeneralName.DnsName("mx.example.org"), new GeneralName.IpAddress(Bytes.of(192, 0, 2, 1)));

    private static Instant clock() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    @TempDir
    Path directory;

    private String certtool(String... arguments) {
        var command = new ArrayList<>(List.of("certtool"));
        command.addAll(List.of(arguments));
        return PeerProcess.run(Duration.ofSeconds(20), "", command.toArray(String[]::new))
                .orThrow()
                .output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521", "ed25519", "rsa:2048"})
    void ourRequestsAreRead(String kind) {
        var openSsl = new OpenSsl(directory);
        try (var key = KeyKind.parse(kind).generate(RANDOM)) {
            var request = CertificateRequest.make(NameBuilder.parse("/O=Example/CN=mx"), NAMES, key, RANDOM);
            var file = openSsl.write("r.csr", request.toPem()).toString();
            var text = openSsl.run("req", "-in", "r.csr", "-verify", "-noout", "-text");
            assertTrue(text.contains("verify OK"), text);
            assertTrue(text.contains("DNS:mx.example.org, IP Address:192.0.2.1"), text);
            var theirs = certtool("--crq-info", "--infile", file);
            assertTrue(
                    theirs.contains("DNSname: mx.example.org") && theirs.contains("Self signature: verified"), theirs);
            assertEquals(request, CertificateRequest.fromPem(request.toPem()));
            assertEquals(NAMES, request.names());
        }
    }

    @Test
    void requestsOfOpenSslAreRead() {
        var openSsl = new OpenSsl(directory);
        openSsl.selfSigned("x", "/CN=x", "-newkey", "ed25519");
        openSsl.run(
                "req",
                "-new",
                "-key",
                "x.key",
                "-config",
                "empty.cnf",
                "-subj",
                "/O=a/CN=b",
                "-addext",
                "subjectAltName=DNS:mx.example.org,IP:192.0.2.1",
                "-out",
                "x.csr");
        var request = CertificateRequest.fromPem(openSsl.read("x.csr"));
        assertEquals(NAMES, request.names());
        assertEquals(NameBuilder.parse("/O=a/CN=b"), request.subject());
        openSsl.run("req", "-new", "-key", "x.key", "-config", "empty.cnf", "-subj", "/", "-out", "x.csr");
        assertEquals(
                List.of(), CertificateRequest.fromPem(openSsl.read("x.csr")).names());
    }

    @Test
    void aRequestThatWasChangedIsRefused() {
        try (var key = KeyKind.DEFAULT.generate(RANDOM)) {
            var der = CertificateRequest.make(NameBuilder.commonName("a"), NAMES, key, RANDOM)
                    .der()
                    .toArray();
            for (int at = 0; at < der.length; at++) {
                der[at] ^= 1;
                assertThrows(CertificateException.class, () -> CertificateRequest.parse(Bytes.copyOf(der)));
                der[at] ^= 1;
            }
            assertThrows(CertificateException.class, () -> CertificateRequest.fromPem("no request"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521", "ed25519", "rsa:2048"})
    void ourListsAreBelieved(String kind) {
        var openSsl = new OpenSsl(directory);
        try (var key = KeyKind.parse(kind).generate(RANDOM)) {
            var root = CertificateBuilder.authority(NameBuilder.commonName("root"), OptionalInt.empty(), NOW)
                    .selfSigned(key, RANDOM);
            var issuer = new Issuer(root, key);
            var leaf = CertificateBuilder.server(NameBuilder.commonName("leaf"), NOW)
                    .issuedBy(issuer, key.publicKey(), RANDOM);
            var rootFile = openSsl.write("root.pem", root.toPem()).toString();
            openSsl.write("leaf.pem", leaf.toPem());
            var revocation = new Revocation(NOW.minusSeconds(60), RevocationReason.SUPERSEDED);
            var empty = new CrlBuilder(NOW.minusSeconds(60), NOW.plusSeconds(3600)).issuedBy(issuer, RANDOM);
            var full = new CrlBuilder(NOW.minusSeconds(60), NOW.plusSeconds(3600))
                    .revoke(leaf.serial(), revocation)
                    .issuedBy(issuer, RANDOM);
            assertEquals(revocation, full.find(leaf.serial()).orElseThrow());
            assertEquals(full.der(), Crl.parse(full.der()).der());
            openSsl.write("empty.crl", empty.toPem());
            var file = openSsl.write("full.crl", full.toPem()).toString();
            var text = openSsl.run("crl", "-in", "full.crl", "-noout", "-text", "-CAfile", "root.pem");
            assertTrue(text.contains("verify OK") && text.contains("Superseded"), text);
            assertTrue(certtool("--verify-crl", "--load-ca-certificate", rootFile, "--infile", file)
                    .contains("Verified"));
            assertEquals(0, check("empty.crl").status());
            assertTrue(check("full.crl").output().contains("certificate revoked"));
        }
    }

    private PeerProcess.Result check(String list) {
        return new OpenSsl(directory)
                .tryRun("verify", "-crl_check", "-CAfile", "root.pem", "-CRLfile", list, "leaf.pem");
    }
}
