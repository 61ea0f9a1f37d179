package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.asn1.Pem;
import postern.crypto.random.HmacDrbg;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.Kx;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;
import postern.tls.pki.Credential;
import postern.tls.pki.KeyUsage;
import postern.tls.pki.issue.CertificateBuilder;
import postern.tls.policy.SecurityPolicy;
import postern.vectors.peer.PeerProcess;
import postern.vectors.peer.Ports;

/// The same policy string for a real server and for ours, and the same clients at both: they agree on the same
/// suite, or both refuse. A few strings of each language; all of them under the tag `deep`, with a table in
/// `target/`.
class PolicyPeersTest {
    private static final List<String> OPENSSL = List.of(
            "DEFAULT",
            "ALL:!kRSA:@SECLEVEL=0",
            "ECDHE-ECDSA-AES128-GCM-SHA256:AES256-SHA:DHE-RSA-AES128-SHA256",
            "kRSA:+AES256:-SHA",
            "DEFAULT:@SECLEVEL=3",
            "aNULL:@SECLEVEL=0",
            "HIGH:!aNULL:!ECDHE",
            "AES128-SHA:@STRENGTH:AES256-SHA",
            "ALL:@STRENGTH",
            "CAMELLIA:ARIA",
            "AESCCM:CHACHA20",
            "SUITEB128",
            "SUITEB192",
            "kDHE:@SECLEVEL=1",
            "DHE+AES:@SECLEVEL=2",
            "ECDHE+AES256:DHE+AES256",
            "ECDHE+aRSA",
            "ECDHE+aECDSA",
            "!ECDSA:ALL",
            "ALL:!RSA",
            "ALL:-AESGCM:+CHACHA20",
            "DEFAULT:!TLSv1.2",
            "TLSv1.2:!AESGCM",
            "SSLv3:@SECLEVEL=0",
            "eNULL:AES128-SHA",
            "COMPLEMENTOFDEFAULT:@SECLEVEL=0",
            "SHA384:SHA256",
            "ALL:@SECLEVEL=4",
            "ALL:@SECLEVEL=1",
            "AECDH:ECDHE:@SECLEVEL=0",
            "AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305");

    private static final List<String> GNUTLS = List.of(
            "NORMAL",
            "NORMAL:%SERVER_PRECEDENCE",
            "SECURE192:-VERS-TLS1.3",
            "NORMAL:-KX-ALL:+RSA:-VERS-TLS1.3",
            "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-CBC:+AES-256-CBC",
            "PERFORMANCE:%SERVER_PRECEDENCE",
            "PFS",
            "SECURE128",
            "SECURE128:-VERS-ALL:+VERS-TLS1.2:%SERVER_PRECEDENCE",
            "SUITEB128",
            "SUITEB192",
            "NONE:+VERS-TLS1.2:+AES-128-GCM:+AEAD:+ECDHE-RSA:+SIGN-ALL:+GROUP-ALL",
            "NONE:+VERS-TLS1.2:+CAMELLIA-128-CBC:+3DES-CBC:+SHA1:+RSA:+SIGN-ALL",
            "NORMAL:-ECDHE-ECDSA",
            "NORMAL:-ECDHE-RSA:-DHE-RSA:-RSA",
            "NORMAL:-VERS-ALL:+VERS-TLS1.0",
            "NORMAL:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0",
            "NORMAL:-GROUP-ALL:+GROUP-X25519",
            "NORMAL:-GROUP-ALL:+GROUP-SECP384R1:%SERVER_PRECEDENCE",
            "NORMAL:-SIGN-ALL:+SIGN-RSA-SHA256:+SIGN-RSA-PSS-RSAE-SHA256",
            "NORMAL:-SIGN-ALL:+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SECP256R1-SHA256",
            "NORMAL:-AES-256-GCM:-CHACHA20-POLY1305:%SERVER_PRECEDENCE",
            "NORMAL:-MAC-ALL:+SHA1:-VERS-TLS1.3",
            "NORMAL:+ANON-ECDH:-ECDHE-RSA:-ECDHE-ECDSA:-DHE-RSA:-RSA:-VERS-TLS1.3",
            "NORMAL:%NO_EXTENSIONS",
            "NORMAL:%COMPAT:%SERVER_PRECEDENCE",
            "NORMAL:-CIPHER-ALL:+AES-128-CCM:+AES-256-CCM-8:%SERVER_PRECEDENCE",
            "NORMAL:%FORCE_ETM:-VERS-TLS1.3:-CIPHER-ALL:+AES-128-CBC");

    private static final Credential RSA = encryptingRsa();

    @TempDir
    private Path directory;

    private static List<String> someOfOpenSsl() {
        return OPENSSL.subList(0, 6);
    }

    private static List<String> someOfGnuTls() {
        return GNUTLS.subList(0, 5);
    }

    /// What is said to both servers, by name.
    private static Map<String, TlsConfig> probes() {
        var probes = new LinkedHashMap<String, TlsConfig>();
        probes.put("everything", probe(_ -> true, ProtocolVersion.values()));
        probes.put("everything of 1.2", probe(_ -> true, ProtocolVersion.TLS12));
        probes.put("static RSA", probe(suite -> suite.kx() == Kx.RSA, ProtocolVersion.TLS12));
        probes.put("DHE", probe(suite -> suite.kx() == Kx.DHE, ProtocolVersion.TLS12));
        probes.put("ECDHE", probe(suite -> suite.kx() == Kx.ECDHE, ProtocolVersion.TLS12));
        probes.put("blocks", probe(suite -> suite.bulk().isCbc(), ProtocolVersion.TLS12));
        probes.put("256 bits", probe(suite -> suite.bits() == 256, ProtocolVersion.TLS12, ProtocolVersion.TLS13));
        probes.put("1.0", probe(_ -> true, ProtocolVersion.TLS10));
        return probes;
    }

    private static TlsConfig probe(Predicate<CipherSuite> offered, ProtocolVersion... versions) {
        return Wire.anyServer()
                .versions(List.of(versions).stream()
                        .filter(version -> version.atLeast(ProtocolVersion.TLS10))
                        .toArray(ProtocolVersion[]::new))
                .suites(Implemented.ALL_SUITES.stream()
                        .filter(suite -> offered.test(suite)
                                && List.of(versions).stream().anyMatch(suite::usableIn))
                        .toArray(CipherSuite[]::new))
                .groups(
                        NamedGroup.SECP256R1,
                        NamedGroup.X25519,
                        NamedGroup.SECP384R1,
                        NamedGroup.SECP521R1,
                        NamedGroup.X448)
                .signatureSchemes(Implemented.ALL_SCHEMES.toArray(SignatureScheme[]::new))
                .build();
    }

    @ParameterizedTest
    @MethodSource("someOfOpenSsl")
    void openSslAgreesOnTheSame(String string) throws IOException {
        assertEquals(List.of(), differences(compareOpenSsl(string)));
    }

    @ParameterizedTest
    @MethodSource("someOfGnuTls")
    void gnuTlsAgreesOnTheSame(String string) throws IOException {
        assertEquals(List.of(), differences(compareGnuTls(string)));
    }

    @Tag("deep")
    @Test
    void allStringsAtAllClients() throws IOException {
        var table = new ArrayList<String>();
        for (var string : OPENSSL) {
            table.addAll(compareOpenSsl(string));
        }
        for (var string : GNUTLS) {
            table.addAll(compareGnuTls(string));
        }
        Files.write(Path.of("target/policy-peers.tsv"), table);
        assertEquals(List.of(), differences(table));
    }

    private static List<String> differences(List<String> table) {
        return table.stream().filter(line -> line.endsWith("DIFFERS")).toList();
    }

    private List<String> compareOpenSsl(String string) throws IOException {
        int port = Ports.free();
        var command = List.of(
                "openssl",
                "s_server",
                "-cipher",
                string,
                "-serverpref",
                "-quiet",
                "-accept",
                "127.0.0.1:" + port,
                "-cert",
                rsa(),
                "-key",
                rsa(),
                "-dcert",
                pem(Credentials.P256),
                "-dkey",
                pem(Credentials.P256));
        return compare(string, command, port, SecurityPolicy.ofOpenSsl(string, Optional.empty()));
    }

    private List<String> compareGnuTls(String string) throws IOException {
        int port = Ports.free();
        var command = List.of(
                "gnutls-serv",
                "--echo",
                "--quiet",
                "--priority",
                string,
                "--x509certfile",
                rsa(),
                "--x509keyfile",
                rsa(),
                "--x509certfile",
                pem(Credentials.P256),
                "--x509keyfile",
                pem(Credentials.P256),
                "--port",
                Integer.toString(port));
        return compare(string, command, port, SecurityPolicy.ofGnuTls(string, Optional.empty()));
    }

    private static List<String> compare(String string, List<String> command, int port, SecurityPolicy policy) {
        var environment = Map.of("OPENSSL_CONF", "/dev/null", "GNUTLS_SYSTEM_PRIORITY_FILE", "/nonexistent");
        var lines = new ArrayList<String>();
        var server = server(policy);
        try (var peer = PeerProcess.start(null, environment, command)) {
            boolean runs = listens(peer, port);
            for (var probe : probes().entrySet()) {
                var theirs = runs ? theirs(port, probe.getValue()) : "refused";
                var ours = server.map(config -> ours(probe.getValue(), config)).orElse("refused");
                lines.add(String.join(
                        "\t", string, probe.getKey(), theirs, ours, theirs.equals(ours) ? "same" : "DIFFERS"));
            }
        }
        return lines;
    }

    /// A server that cannot have its own certificate under its own level ends at once.
    private static boolean listens(PeerProcess peer, int port) {
        while (peer.isAlive()) {
            try {
                Ports.awaitListener(port, Duration.ofMillis(200));
                return true;
            } catch (IllegalStateException e) {
                // Not yet; whether it still lives is asked again.
            }
        }
        return false;
    }

    private static Optional<TlsConfig> server(SecurityPolicy policy) {
        try {
            return Optional.of(TlsConfig.builder()
                    .credentials(List.of(RSA, Credentials.P256.credential()))
                    .policy(policy)
                    .build());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String ours(TlsConfig client, TlsConfig server) {
        var wire = new Wire(client, server).run();
        return wire.client.failure().isEmpty() && wire.server.failure().isEmpty()
                ? agreed(wire.client.session())
                : "refused";
    }

    private static String theirs(int port, TlsConfig client) {
        try (var ours = EngineSocket.on(new Socket(InetAddress.getLoopbackAddress(), port), TlsEngine.client(client))) {
            return ours.last.failure().isEmpty() ? agreed(ours.engine.session().orElseThrow()) : "refused";
        } catch (IOException e) {
            return "refused"; // before its alert was read
        }
    }

    private static String agreed(TlsSession session) {
        return session.version() + " " + session.cipherSuite().openSslName();
    }

    /// A certificate whose key may also encrypt: GnuTLS wants to see that for RSA key exchange.
    private static Credential encryptingRsa() {
        var key = Credentials.RSA.credential().key();
        var name = Credentials.RSA.credential().leaf().subject();
        var certificate = CertificateBuilder.server(name, Instant.now())
                .keyUsage(EnumSet.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT))
                .selfSigned(key, HmacDrbg.system());
        return new Credential(List.of(certificate), key);
    }

    private String rsa() throws IOException {
        var key = Credentials.RSA.pem().substring(Credentials.RSA.pem().indexOf("-----BEGIN PRIVATE KEY"));
        return Files.writeString(
                        directory.resolve("encrypting.pem"),
                        new Pem("CERTIFICATE", RSA.leaf().der()).encode() + key)
                .toString();
    }

    private String pem(Credentials credentials) throws IOException {
        return Files.writeString(directory.resolve(credentials + ".pem"), credentials.pem())
                .toString();
    }
}
