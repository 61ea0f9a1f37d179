package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;

/// Certificates made by OpenSSL, field by field against the JDK and OpenSSL.
class CertificateTest {
    @TempDir
    static Path directory;

    private static OpenSsl openSsl;

    @BeforeAll
    static void start() {
        openSsl = new OpenSsl(directory);
    }

    private static final String P256 = "ec -pkeyopt ec_paramgen_curve:P-256";

    static List<String> recipes() {
        return List.of(
                P256 + " -days 9999",
                "ec -pkeyopt ec_paramgen_curve:P-384 -sha384 -days 10",
                "ec -pkeyopt ec_paramgen_curve:P-521 -sha512",
                "ed25519",
                "rsa:1024 -sha1",
                "rsa:1024 -md5",
                "rsa:2048 -sha256 -sigopt rsa_padding_mode:pss",
                P256 + " -set_serial 0",
                P256 + " -set_serial -129",
                P256 + " -set_serial 0x7fffffffffffffffffffffffffffffffffffffff",
                P256 + " -addext subjectAltName=DNS:a.example,DNS:*.b.example,IP:192.0.2.1,IP:2001:db8::1"
                        + ",email:x@y.example,URI:https://a.example/,RID:1.2.3.4,otherName:1.2.3.4;UTF8:odd",
                P256
                        + " -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign",
                P256 + " -addext basicConstraints=CA:FALSE -addext extendedKeyUsage=serverAuth,clientAuth,1.2.3.4.5",
                P256 + " -addext keyUsage=digitalSignature,decipherOnly -addext subjectKeyIdentifier=hash"
                        + " -addext authorityKeyIdentifier=keyid:always,issuer:always",
                P256 + " -addext nameConstraints=critical,permitted;DNS:.example,excluded;IP:10.0.0.0/255.0.0.0"
                        + " -addext certificatePolicies=1.2.3.4 -addext tlsfeature=status_request",
                P256 + " -addext 1.2.3.4.5=critical,ASN1:UTF8:what");
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void readsEveryFieldAsTheJdkDoes(String recipe) throws Exception {
        var arguments = ("-newkey " + recipe).split(" ");
        var certificate = openSsl.selfSigned("c", "/C=UK/O=Ünit+OU=two/CN=host", arguments);
        FieldComparison.assertSame(FieldComparison.jdk(certificate), certificate);
        assertEquals(certificate, Certificate.parsePem(certificate.toPem()).getFirst());
    }

    @Test
    void readsDatesThroughTheYear9999() throws Exception {
        openSsl.selfSigned("old", "/CN=old", ("-newkey " + P256).split(" "));
        openSsl.run("req", "-new", "-key", "old.key", "-subj", "/CN=far", "-config", "empty.cnf", "-out", "far.csr");
        openSsl.write("index.txt", "");
        openSsl.write("ca.cnf", """
                [ca]
                default_ca = x
                [x]
                database = index.txt
                new_certs_dir = .
                default_md = sha256
                rand_serial = yes
                unique_subject = no
                policy = p
                [p]
                commonName = supplied
                """);
        for (var dates : List.of(
                "19500101000000Z 99991231235959Z",
                "20380119031408Z 20491231235959Z",
                "20500101000000Z 20501231235959Z")) {
            var bounds = dates.split(" ");
            openSsl.run(
                    "ca",
                    "-config",
                    "ca.cnf",
                    "-batch",
                    "-notext",
                    "-in",
                    "far.csr",
                    "-cert",
                    "old.pem",
                    "-keyfile",
                    "old.key",
                    "-startdate",
                    bounds[0],
                    "-enddate",
                    bounds[1],
                    "-out",
                    "far.pem");
            var certificate = openSsl.certificate("far.pem");
            FieldComparison.assertSame(FieldComparison.jdk(certificate), certificate);
            assertEquals(bounds[1], certificate.validity().notAfter().toString().replaceAll("[-T:]", ""));
        }
    }

    @Test
    void theLastSecondOfValidityCounts() {
        var validity = new Validity(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-31T23:59:59Z"));
        assertEquals(false, validity.covers(Instant.parse("2025-12-31T23:59:59.999Z")));
        assertEquals(true, validity.covers(Instant.parse("2026-01-01T00:00:00Z")));
        assertEquals(true, validity.covers(Instant.parse("2026-12-31T23:59:59.999Z")));
        assertEquals(false, validity.covers(Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void extensionsAreUnderstoodAsTheyWereMeant() {
        var extensions = openSsl.selfSigned(
                        "ca",
                        "/CN=ca",
                        ("-newkey " + P256
                                        + " -addext basicConstraints=critical,CA:TRUE,pathlen:3 -addext keyUsage=keyCertSign,digitalSignature"
                                        + " -addext extendedKeyUsage=serverAuth,OCSPSigning -addext 1.2.3.4.5=critical,ASN1:NULL"
                                        + " -addext nameConstraints=permitted;DNS:.example,permitted;email:@x,excluded;IP:10.0.0.0/255.0.0.0")
                                .split(" "))
                .extensions();
        assertEquals(
                new BasicConstraints(BasicConstraints.Role.CA, OptionalInt.of(3)),
                extensions.basicConstraints().orElseThrow());
        assertEquals(
                Set.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.CERTIFICATE_SIGN),
                extensions.keyUsage().orElseThrow());
        assertEquals(
                List.of(Purpose.SERVER.oid(), Purpose.OCSP_SIGNING.oid()),
                extensions.extendedKeyUsage().orElseThrow());
        assertEquals(List.of(new Oid("1.2.3.4.5")), extensions.unknownCritical());
        var constraints = extensions.nameConstraints().orElseThrow();
        assertEquals("[DNS:.example, email:@x]", constraints.permitted().toString());
        assertEquals("[IP:10.0.0.0/255.0.0.0]", constraints.excluded().toString());
    }

    @Test
    void pemMayHaveTextAroundAndOtherBlocksBetween() {
        var one = openSsl.selfSigned("one", "/CN=one", ("-newkey " + P256).split(" "));
        var two = openSsl.selfSigned("two", "/CN=two", ("-newkey " + P256).split(" "));
        var file = "first:\r\n" + one.toPem().replace("\n", "\r\n") + openSsl.read("one.key") + "\nsecond:\n"
                + two.toPem() + "end";
        assertEquals(List.of(one, two), Certificate.parsePem(file));
        var broken = one.toPem() + one.toPem().replaceFirst("\n....", "\nMIIA");
        var refusal = assertThrows(CertificateException.class, () -> Certificate.parsePem(broken));
        assertTrue(refusal.getMessage().startsWith("certificate 2: "), refusal.getMessage());
    }

    /// A certificate that uses every parser of the package.
    private static Certificate rich() {
        return openSsl.selfSigned(
                "rich",
                "/C=UK/O=Ünit+OU=two/CN=host",
                ("-newkey " + P256
                                + " -addext subjectAltName=DNS:a.example,IP:192.0.2.1,email:x@y.example,URI:u:x,RID:1.2.3.4,dirName:dir"
                                + " -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign"
                                + " -addext extendedKeyUsage=serverAuth -addext subjectKeyIdentifier=hash"
                                + " -addext authorityKeyIdentifier=keyid:always,issuer:always"
                                + " -addext nameConstraints=critical,permitted;DNS:.example,excluded;IP:10.0.0.0/255.0.0.0")
                        .split(" "));
    }

    @Test
    void everyPrefixIsRefused() {
        var der = rich().der();
        for (int length = 0; length < der.length(); length++) {
            assertRefused(der.slice(0, length));
        }
        assertRefused(der.concat(Bytes.of(0)));
    }

    @Test
    void everyFlippedBitIsReadOrRefusedByName() {
        changeEveryOctet(1, 2, 4, 8, 16, 32, 64, 128, 255);
    }

    @Test
    @Tag("deep")
    void everyChangedOctetIsReadOrRefusedByName() {
        changeEveryOctet(IntStream.range(1, 256).toArray());
    }

    private static void changeEveryOctet(int... changes) {
        var der = rich().der().toArray();
        int read = 0;
        long start = System.nanoTime();
        for (int i = 0; i < der.length; i++) {
            for (int change : changes) {
                der[i] ^= (byte) change;
                read += readsBack(Bytes.copyOf(der)) ? 1 : 0;
                der[i] ^= (byte) change;
            }
        }
        var each = Duration.ofNanos((System.nanoTime() - start) / ((long) changes.length * der.length));
        assertTrue(each.compareTo(Duration.ofMillis(1)) < 0, () -> each + " for each");
        assertTrue(read > 0 && read < changes.length * der.length);
    }

    private static boolean readsBack(Bytes der) {
        try {
            var certificate = Certificate.parse(der);
            assertEquals(der, certificate.der());
            return !certificate.toString().isEmpty();
        } catch (CertificateException e) {
            assertEquals(CertificateProblem.MALFORMED, e.problem());
            assertTrue(e.getMessage().length() > 30, e.getMessage());
            return false;
        }
    }

    private static void assertRefused(Bytes der) {
        var refusal = assertThrows(CertificateException.class, () -> Certificate.parse(der));
        assertEquals(CertificateProblem.MALFORMED, refusal.problem());
    }
}
