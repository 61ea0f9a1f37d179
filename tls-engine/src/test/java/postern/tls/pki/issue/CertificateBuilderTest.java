package postern.tls.pki.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.crypto.key.SignatureAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.tls.pki.Certificate;
import postern.tls.pki.GeneralName;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.Name;
import postern.tls.pki.NameStyle;
import postern.tls.pki.OpenSsl;
import postern.tls.pki.PathValidator;
import postern.tls.pki.TrustStore;
import postern.tls.pki.Validity;
import postern.vectors.peer.PeerProcess;

/// What we issue, judged by OpenSSL, GnuTLS, the JDK and ourselves.
class CertificateBuilderTest {
    private final Instant now = Instant.now();
    private static final RandomSource RANDOM = HmacDrbg.system();

    private static final List<GeneralName> NAMES = List.of(
            new GeneralName.DnsName("mx.example.org"),
            new GeneralName.DnsName("*.example.net"),
            new GeneralName.IpAddress(Bytes.of(192, 0, 2, 1)),
            new GeneralName.Mail("postmaster@example.org"),
            new GeneralName.Uri("smtp://mx.example.org/"),
            new GeneralName.DirectoryName(NameBuilder.commonName("x")));

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521", "ed25519", "rsa:2048"})
    void aChainOfThreeIsAcceptedByEverybody(String kind) throws Exception {
        try (var rootKey = KeyKind.parse("p384").generate(RANDOM);
                var caKey = KeyKind.parse(kind).generate(RANDOM);
                var key = KeyKind.parse(kind).generate(RANDOM)) {
            var root = CertificateBuilder.authority(
                            NameBuilder.parse("/C=UK/O=Wurzel \\u00dc/CN=Root"), OptionalInt.empty(), now)
                    .selfSigned(rootKey, RANDOM);
            var authority = CertificateBuilder.authority(NameBuilder.commonName("CA"), OptionalInt.of(0), now)
                    .issuedBy(new Issuer(root, rootKey), caKey.publicKey(), RANDOM);
            var leaf = CertificateBuilder.server(NameBuilder.commonName("mx.example.org"), now)
                    .names(NAMES)
                    .issuedBy(new Issuer(authority, caKey), key.publicKey(), RANDOM);
            assertAccepted(root, List.of(leaf, authority));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521", "ed25519", "rsa:2048"})
    void aSelfSignedServerIsAcceptedWhereItIsTrusted(String kind) throws Exception {
        try (var key = KeyKind.parse(kind).generate(RANDOM)) {
            var leaf = CertificateBuilder.server(NameBuilder.commonName("mx.example.org"), now)
                    .names(NAMES)
                    .selfSigned(key, RANDOM);
            assertAccepted(leaf, List.of(leaf));
        }
    }

    @Test
    void theSignatureMayBePss() throws Exception {
        try (var key = KeyKind.parse("rsa:2048").generate(RANDOM)) {
            var leaf = CertificateBuilder.server(NameBuilder.commonName("mx.example.org"), now)
                    .names(NAMES)
                    .signedWith(SignatureAlgorithm.RSA_PSS_SHA384)
                    .selfSigned(key, RANDOM);
            assertAccepted(leaf, List.of(leaf));
        }
    }

    /// `certtool --verify` knows no trusted certificates but those of authorities; the GnuTLS library does, and
    /// the tests of whole connections show it.
    private void assertAccepted(Certificate root, List<Certificate> chain) throws Exception {
        var peer = PathValidator.ofServers(TrustStore.of(List.of(root))).verify(chain, "mx.example.org", now);
        assertEquals(root, peer.path().getLast());
        assertOpenSslAccepts(root, chain);
        if (chain.size() > 1) {
            assertGnuTlsAccepts(root, chain);
            assertJdkAccepts(root, chain);
        }
    }

    private void assertOpenSslAccepts(Certificate root, List<Certificate> chain) {
        var openSsl = new OpenSsl(directory);
        openSsl.write("root.pem", root.toPem());
        openSsl.write("leaf.pem", chain.getFirst().toPem());
        openSsl.write("others.pem", chain.getLast().toPem());
        var verified = openSsl.run(
                "verify",
                "-x509_strict",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "others.pem",
                "-purpose",
                "sslserver",
                "-verify_hostname",
                "mx.example.org",
                "leaf.pem");
        assertEquals("leaf.pem: OK\n", verified);
        assertEquals(
                "subject=CN=mx.example.org\n",
                openSsl.run("x509", "-in", "leaf.pem", "-noout", "-subject", "-nameopt", "rfc2253"));
    }

    private void assertGnuTlsAccepts(Certificate root, List<Certificate> chain) {
        var openSsl = new OpenSsl(directory);
        openSsl.write(
                "chain.pem",
                chain.getFirst().toPem() + (chain.size() > 1 ? chain.getLast().toPem() : ""));
        openSsl.write("root.pem", root.toPem());
        var result = PeerProcess.run(
                Duration.ofSeconds(20),
                "",
                "certtool",
                "--verify",
                "--load-ca-certificate",
                directory.resolve("root.pem").toString(),
                "--infile",
                directory.resolve("chain.pem").toString());
        assertEquals(0, result.status(), result.output());
    }

    private void assertJdkAccepts(Certificate root, List<Certificate> chain) throws Exception {
        var factory = CertificateFactory.getInstance("X.509");
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(jdk(root), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(now));
        var path = factory.generateCertPath(
                chain.stream().map(CertificateBuilderTest::jdk).toList());
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static X509Certificate jdk(Certificate certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(certificate.der().toArray()));
        } catch (java.security.cert.CertificateException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everythingThatWasAskedForIsInIt() {
        try (var key = PrivateKey.generateEc(postern.crypto.ec.Curve.P256, RANDOM)) {
            var dates = new Validity(Instant.parse("1999-12-31T23:59:59Z"), Instant.parse("2050-01-01T00:00:00Z"));
            var certificate = CertificateBuilder.client(Name.EMPTY, now)
                    .names(NAMES)
                    .serial(BigInteger.TEN)
                    .validity(dates)
                    .keyUsage(Set.of(KeyUsage.KEY_AGREEMENT))
                    .selfSigned(key, RANDOM);
            assertEquals(NAMES, certificate.subjectAltNames());
            assertEquals(BigInteger.TEN, certificate.serial());
            assertEquals(dates, certificate.validity());
            assertEquals(
                    Set.of(KeyUsage.KEY_AGREEMENT),
                    certificate.extensions().keyUsage().orElseThrow());
            assertEquals(key.publicKey(), certificate.publicKey());
            assertEquals(Name.EMPTY, certificate.subject());
        }
    }

    @Test
    void withoutASerialNumberEachGetsItsOwn() {
        try (var key = KeyKind.DEFAULT.generate(RANDOM)) {
            var one =
                    CertificateBuilder.server(NameBuilder.commonName("a"), now).selfSigned(key, RANDOM);
            var two =
                    CertificateBuilder.server(NameBuilder.commonName("a"), now).selfSigned(key, RANDOM);
            assertTrue(one.serial().signum() > 0
                    && one.serial().bitLength() > 64
                    && !one.serial().equals(two.serial()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9999, 2_000_000})
    void daysMayBeMany(int days) {
        try (var key = KeyKind.DEFAULT.generate(RANDOM)) {
            var notAfter = CertificateBuilder.server(NameBuilder.commonName("a"), now)
                    .days(days)
                    .selfSigned(key, RANDOM)
                    .validity()
                    .notAfter();
            assertEquals(now.plus(Duration.ofDays(days)).getEpochSecond(), notAfter.getEpochSecond());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3_000_000, Integer.MAX_VALUE})
    void butNotBeyondTheYear9999(int days) {
        var builder = CertificateBuilder.server(NameBuilder.commonName("a"), now);
        assertThrows(IllegalArgumentException.class, () -> builder.days(days));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/C=UK/O=Example, Inc./CN=mx+UID=1+serialNumber=2",
                "/CN=a\\/b\\+c",
                "/2.5.4.3=dotted",
                "/CN=",
                "/DC=org/DC=example/CN=Ünit",
                "/emailAddress=a@b.example"
            })
    void namesAreReadAsOpenSslReadsThem(String slashForm) {
        var openSsl = new OpenSsl(directory);
        var theirs = openSsl.selfSigned("n", slashForm, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        if (slashForm.equals("/CN=")) {
            return; // OpenSSL leaves an empty attribute out
        }
        assertEquals(
                theirs.subject().print(NameStyle.RFC2253),
                NameBuilder.parse(slashForm).print(NameStyle.RFC2253));
        assertEquals(theirs.subject().canonical(), NameBuilder.parse(slashForm).canonical());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "CN=x",
                "/CN",
                "/=x",
                "/CN=a//CN=b",
                "/CN=a+",
                "/C=UKK",
                "/C=ü",
                "/XX=y",
                "/CN=a\\",
                "/3.1=x"
            })
    void whatIsNoNameIsRefused(String text) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> NameBuilder.parse(text));
        assertTrue(String.valueOf(refusal.getMessage()).length() > 20, refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p255", "rsa", "rsa:", "rsa:x", "rsa:99", "ed448"})
    void kindsOfKeysThatCannotBeMadeAreRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> KeyKind.parse(name).generate(RANDOM));
    }
}
