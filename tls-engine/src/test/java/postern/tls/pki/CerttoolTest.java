package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.Pem;
import postern.crypto.bytes.Bytes;
import postern.crypto.key.PrivateKey;
import postern.tls.pki.revocation.Crl;
import postern.vectors.peer.PeerProcess;

/// What GnuTLS' certtool makes: read here field by field as the JDK and certtool itself read it, verified, and
/// its keys used.
class CerttoolTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final String AUTHORITY = """
            cn = "certtool's authority"
            organization = "Post & Söhne"
            country = GB
            serial = 0x00b1a5ed
            expiration_days = 900
            ca
            cert_signing_key
            crl_signing_key
            path_len = 1
            nc_permit_dns = example.org
            nc_exclude_dns = bad.example.org
            crl_number = 7
            crl_next_update = 20
            """;

    private static final String SERVER = """
            dn = "cn=mx.example.org,ou=mail,ou=postern,o=Example"
            serial = 4711
            expiration_days = 90
            dns_name = "mx.example.org"
            dns_name = "*.mail.example.org"
            ip_address = "192.0.2.1"
            ip_address = "2001:db8::1"
            email = "postmaster@example.org"
            uri = "https://example.org/"
            signing_key
            encryption_key
            tls_www_server
            tls_www_client
            ocsp_uri = http://ocsp.example.org/
            ca_issuers_uri = http://ca.example.org/ca.der
            crl_dist_points = http://ca.example.org/ca.crl
            policy1 = 1.3.6.1.4.1.5484.1.10.99.1.0
            tls_feature = 5
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "rsa-pss", "ecdsa", "ed25519", "ed448"})
    void certificates(String keyType) throws Exception {
        key("ca", keyType);
        key("mx", keyType);
        template("ca", AUTHORITY);
        template("mx", SERVER);
        certtool("--generate-self-signed", "--load-privkey", "ca.key", "--template", "ca.cfg", "--outfile", "ca.pem");
        certtool(
                "--generate-certificate",
                "--load-privkey",
                "mx.key",
                "--load-ca-certificate",
                "ca.pem",
                "--load-ca-privkey",
                "ca.key",
                "--template",
                "mx.cfg",
                "--outfile",
                "mx.pem");
        certtool(
                "--generate-crl",
                "--load-ca-privkey",
                "ca.key",
                "--load-ca-certificate",
                "ca.pem",
                "--load-certificate",
                "mx.pem",
                "--template",
                "ca.cfg",
                "--outfile",
                "ca.crl");
        var authority = read("ca.pem");
        var server = read("mx.pem");
        for (var certificate : List.of(authority, server)) {
            FieldComparison.assertSame(FieldComparison.jdk(certificate), certificate);
        }
        assertShows(server, certtool("--certificate-info", "--infile", "mx.pem"));
        var peer = PathValidator.ofServers(TrustStore.of(List.of(authority)))
                .verify(List.of(server), "mx.example.org", Instant.now());
        assertEquals(List.of(server, authority), peer.path());
        var key = PrivateKey.fromPem(Pem.parseAll(Files.readString(directory.resolve("mx.key"))));
        assertEquals(
                "CN=mx.example.org",
                new Credential(List.of(server), key)
                        .leaf()
                        .subject()
                        .print(NameStyle.RFC2253)
                        .split(",")[0]);
        var list = Crl.parseAll(Bytes.utf8(Files.readString(directory.resolve("ca.crl"))))
                .getFirst();
        assertTrue(list.find(server.serial()).isPresent());
        assertTrue(list.signed().isSignedBy(authority.publicKey(), "the list"));
    }

    /// What certtool prints of its own certificate.
    private static void assertShows(Certificate server, String text) {
        assertEquals(server.subject().print(NameStyle.RFC2253), first(text, "Subject: (.*)"));
        assertEquals(server.serial(), new BigInteger(first(text, "Serial Number \\(hex\\): ([0-9a-f]+)"), 16));
        var names = Pattern.compile("(?:DNSname|IPAddress|RFC822Name|URI): (.*)")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
        for (var name : server.subjectAltNames()) {
            var value = name.toString().replaceFirst("^[^:]*:", "");
            assertTrue(names.contains(value) || text.contains(value), () -> name + " in " + text);
        }
        assertTrue(text.contains("Digital signature.")
                && server.extensions().keyUsage().orElseThrow().contains(KeyUsage.DIGITAL_SIGNATURE));
        assertTrue(text.contains("TLS WWW Server.")
                && server.extensions().extendedKeyUsage().orElseThrow().contains(Purpose.SERVER.oid()));
    }

    private static String first(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), () -> pattern + " in " + text);
        return found.group(1);
    }

    private void key(String name, String type) {
        var command = new ArrayList<>(
                List.of("--generate-privkey", "--key-type", type, "--outfile", name + ".key", "--no-text"));
        if (type.startsWith("rsa")) {
            command.addAll(List.of("--bits", "2048"));
        }
        if (type.equals("rsa-pss")) {
            command.addAll(List.of("--hash", "SHA256", "--salt-size", "32"));
        }
        certtool(command.toArray(String[]::new));
    }

    private String certtool(String... arguments) {
        var command = new ArrayList<>(List.of("certtool"));
        command.addAll(List.of(arguments));
        try (var process = PeerProcess.start(directory, Map.of(), command)) {
            process.closeInput();
            assertEquals(0, process.awaitExit(LIMIT), process::output);
            return process.output();
        }
    }

    private void template(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name + ".cfg"), content);
    }

    private Certificate read(String name) throws IOException {
        return Certificate.parsePem(Files.readString(directory.resolve(name))).getFirst();
    }
}
