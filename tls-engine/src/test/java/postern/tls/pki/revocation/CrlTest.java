package postern.tls.pki.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.crypto.bytes.Bytes;
import postern.tls.pki.Certificate;
import postern.tls.pki.CertificateException;
import postern.tls.pki.CertificateProblem;
import postern.tls.pki.GeneralName;
import postern.tls.pki.Lab;
import postern.tls.pki.OpenSsl;
import postern.tls.pki.PathValidator;
import postern.tls.pki.TrustStore;

/// Lists made by OpenSSL, read and obeyed.
class CrlTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    static Path directory;

    private static Certificate root;
    private static Certificate server;
    private static Crl empty;
    private static Crl revoking;

    @BeforeAll
    static void make() {
        var openSsl = new OpenSsl(directory);
        root = openSsl.selfSigned(
                "root",
                "/CN=root",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-days",
                "36500",
                "-addext",
                "basicConstraints=critical,CA:TRUE",
                "-addext",
                "keyUsage=keyCertSign,cRLSign");
        openSsl.run(
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "s.key",
                "-subj",
                "/CN=" + Lab.HOST,
                "-config",
                "empty.cnf",
                "-out",
                "s.csr");
        openSsl.write("index.txt", "");
        openSsl.write("crlnumber", "1000\n");
        openSsl.write("ca.cnf", """
                [ca]
                default_ca = x
                [x]
                database = index.txt
                new_certs_dir = .
                default_md = sha256
                rand_serial = yes
                policy = p
                x509_extensions = v3
                crl_extensions = crl
                crlnumber = crlnumber
                [p]
                commonName = supplied
                [v3]
                subjectAltName = DNS:%s
                [crl]
                authorityKeyIdentifier = keyid
                """.formatted(Lab.HOST));
        var key = List.of("-cert", "root.pem", "-keyfile", "root.key", "-config", "ca.cnf");
        openSsl.run(words(
                "ca -batch -notext -in s.csr -out s.pem -startdate 20200101000000Z -enddate 20990101000000Z", key));
        openSsl.run(words("ca -gencrl -crldays 36500 -out empty.crl", key));
        openSsl.run(words("ca -revoke s.pem -crl_reason keyCompromise", key));
        openSsl.run(words("ca -gencrl -crldays 36500 -out revoking.crl", key));
        server = openSsl.certificate("s.pem");
        empty = Crl.parseAll(Bytes.utf8(openSsl.read("empty.crl"))).getFirst();
        revoking = Crl.parseAll(Bytes.utf8(openSsl.read("revoking.crl"))).getFirst();
    }

    private static String[] words(String command, List<String> more) {
        return (command + " " + String.join(" ", more)).split(" ");
    }

    /// OpenSSL dates lists with the time of this machine, which may lie after the test's own.
    private static Instant later() {
        return revoking.thisUpdate().isAfter(NOW) ? revoking.thisUpdate() : NOW;
    }

    private static void verify(RevocationPolicy policy, Instant at, Crl... lists) {
        PathValidator.ofServers(TrustStore.of(List.of(root)))
                .withRevocation(new CrlStore(List.of(lists), policy))
                .verify(List.of(server), Lab.HOST, at);
    }

    private static void assertRefused(CertificateProblem problem, Runnable verification) {
        assertEquals(
                problem,
                assertThrows(CertificateException.class, verification::run).problem());
    }

    @Test
    void aListSaysWhatItsIssuerWrote() {
        assertEquals(0, empty.size());
        assertEquals(1, revoking.size());
        assertEquals(root.subject(), revoking.issuer());
        assertEquals(BigInteger.valueOf(0x1001), revoking.number().orElseThrow());
        assertEquals(
                RevocationReason.KEY_COMPROMISE,
                revoking.find(server.serial()).orElseThrow().reason());
        assertTrue(revoking.find(BigInteger.ONE).isEmpty());
        assertEquals(
                revoking.der(),
                Crl.parseAll(Bytes.utf8(revoking.toPem())).getFirst().der());
        assertEquals(revoking.der(), Crl.parseAll(revoking.der()).getFirst().der());
    }

    @Test
    void aRevokedCertificateIsRefusedAndAnotherPasses() {
        verify(RevocationPolicy.REQUIRE_LIST, later(), empty);
        assertRefused(CertificateProblem.REVOKED, () -> verify(RevocationPolicy.REQUIRE_LIST, later(), revoking));
        assertRefused(
                CertificateProblem.REVOKED, () -> verify(RevocationPolicy.WHERE_LISTED, later(), empty, revoking));
    }

    @Test
    void withoutAListThePolicyDecides() {
        assertRefused(CertificateProblem.CRL_MISSING, () -> verify(RevocationPolicy.REQUIRE_LIST, later()));
        verify(RevocationPolicy.WHERE_LISTED, later());
    }

    @Test
    void aListHasItsTime() {
        var before = empty.thisUpdate().minusSeconds(1);
        var store = new CrlStore(List.of(empty), RevocationPolicy.WHERE_LISTED);
        assertRefused(CertificateProblem.CRL_UNUSABLE, () -> store.check(server, root, before));
        var after = empty.nextUpdate().orElseThrow().plusSeconds(1);
        assertRefused(CertificateProblem.CRL_EXPIRED, () -> store.check(server, root, after));
    }

    @Test
    void aListMustBeSignedByTheIssuer() {
        var impostor = Lab.root("root").certificate();
        var store = new CrlStore(List.of(revoking), RevocationPolicy.WHERE_LISTED);
        assertRefused(CertificateProblem.CRL_UNUSABLE, () -> store.check(server, impostor, later()));
    }

    @Test
    void everyPrefixIsRefusedAndEveryFlippedBitReadOrRefusedByName() {
        var der = revoking.der().toArray();
        for (int length = 0; length < der.length; length++) {
            var prefix = Bytes.copyOf(der, 0, length);
            assertRefused(CertificateProblem.MALFORMED, () -> Crl.parse(prefix));
        }
        for (int bit = 0; bit < 8 * der.length; bit++) {
            der[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertEquals(Bytes.copyOf(der), Crl.parse(Bytes.copyOf(der)).der());
            } catch (CertificateException e) {
                assertEquals(CertificateProblem.MALFORMED, e.problem());
            }
            der[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void aScopeBindsAListToItsDistributionPoint() {
        var point = new CrlScope(List.of(new GeneralName.Uri("http://crl.example/1")), CrlScope.Subjects.ALL);
        assertEquals(false, point.covers(server));
        assertEquals(true, CrlScope.EVERYTHING.covers(server));
        assertEquals(false, new CrlScope(List.of(), CrlScope.Subjects.AUTHORITIES).covers(server));
        assertEquals(true, new CrlScope(List.of(), CrlScope.Subjects.AUTHORITIES).covers(root));
    }
}
