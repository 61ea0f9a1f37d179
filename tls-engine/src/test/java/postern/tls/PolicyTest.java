package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.Pem;
import postern.crypto.dh.StandardGroups;
import postern.crypto.key.PrivateKey;
import postern.crypto.random.HmacDrbg;
import postern.tls.alert.Violation;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.message.Syntax;
import postern.tls.param.CipherSuite;
import postern.tls.param.ExtensionType;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.pki.Certificate;
import postern.tls.pki.Credential;
import postern.tls.pki.PathValidator;
import postern.tls.pki.TrustStore;
import postern.tls.policy.SecurityPolicy;
import postern.tls.session.TicketKeys;
import postern.vectors.pki.TestPki;

/// What policy strings do to connections: both languages, both ends.
class PolicyTest {
    private static SecurityPolicy openSsl(String string) {
        return SecurityPolicy.ofOpenSsl(string, Optional.empty());
    }

    private static SecurityPolicy gnuTls(String string) {
        return SecurityPolicy.ofGnuTls(string, Optional.empty());
    }

    private static TlsConfig client(SecurityPolicy policy) {
        return Wire.anyServer().policy(policy).build();
    }

    private static TlsConfig server(SecurityPolicy policy) {
        return Wire.serverWith(Credentials.RSA, Credentials.P256).policy(policy).build();
    }

    private static TlsSession agreed(SecurityPolicy client, SecurityPolicy server) {
        var wire = new Wire(client(client), server(server)).run();
        assertEquals(Optional.empty(), wire.client.failure().or(wire.server::failure));
        return wire.server.session();
    }

    private static String refusal(SecurityPolicy client, SecurityPolicy server) {
        return new Wire(client(client), server(server))
                .run()
                .server
                .failure()
                .orElseThrow()
                .getMessage();
    }

    private static ClientHello hello(SecurityPolicy policy) {
        var record = TlsEngine.client(client(policy)).start().toPeer();
        var message = record.slice(5, record.length() - 5);
        return (ClientHello)
                HandshakeCodec.read(message, new Syntax(ProtocolVersion.TLS13, Optional.empty()), Role.CLIENT);
    }

    // Refusals name the word

    @Test
    void theWordThatRemovedTheSuitesIsNamed() {
        var old = openSsl("AES128-SHA:AES256-SHA");
        var client =
                Wire.anyServer().policy(old).versions(ProtocolVersion.TLS12).build();
        var wire = new Wire(client, server(openSsl("DEFAULT:!kRSA"))).run();
        assertEquals(
                Violation.NO_COMMON_SUITE, wire.server.failure().orElseThrow().violation());
        var words = wire.server.failure().orElseThrow().getMessage();
        assertTrue(words.contains("; the policy word `!kRSA` removed them ["), words);
    }

    @Test
    void soIsALevel() {
        var client = client(gnuTls("NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA"));
        var server = Wire.serverWith(Credentials.P256)
                .policy(openSsl("ALL:@SECLEVEL=3"))
                .build();
        var words =
                new Wire(client, server).run().server.failure().orElseThrow().getMessage();
        assertTrue(words.contains("the level @SECLEVEL=3 removed"), words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NORMAL:-VERS-ALL:+VERS-TLS1.0 | NORMAL:-VERS-TLS1.0 | `-VERS-TLS1.0` removed it",
                "NORMAL:-GROUP-ALL:+GROUP-X25519 | NORMAL:-GROUP-X25519:-VERS-ALL:+VERS-TLS1.3 | `-GROUP-X25519` removed it",
                "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA | NORMAL:-RSA:-VERS-TLS1.3 | `-RSA` removed them",
                "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+ECDHE-RSA:-GROUP-ALL:+GROUP-X448 |"
                        + " NORMAL:-VERS-ALL:+VERS-TLS1.2:-GROUP-X448 | `-GROUP-X448` removed it",
                "NORMAL:-VERS-ALL:+VERS-TLS1.3:-SIGN-ALL:+SIGN-RSA-PSS-RSAE-SHA512 |"
                        + " NORMAL:-SIGN-RSA-PSS-RSAE-SHA512 | `-SIGN-RSA-PSS-RSAE-SHA512` removed it"
            })
    void tokensOfGnuTlsAreNamed(String client, String server, String words) {
        var reason = refusal(gnuTls(client), gnuTls(server));
        assertTrue(reason.contains(words + " ["), reason);
    }

    // Whose order decides

    @Test
    void theOrderOfTheSuites() {
        var client = gnuTls("NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-GCM:+CHACHA20-POLY1305:+AES-256-GCM");
        var server = "NORMAL:-CIPHER-ALL:+AES-256-GCM:+AES-128-GCM:-VERS-TLS1.3";
        assertEquals(128, agreed(client, gnuTls(server)).cipherSuite().bits());
        assertEquals(
                256,
                agreed(client, gnuTls(server + ":%SERVER_PRECEDENCE"))
                        .cipherSuite()
                        .bits());
        var ours = openSsl("ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256");
        assertEquals(
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                agreed(client, ours).cipherSuite());
        var turned = openSsl("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384");
        assertEquals(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                agreed(client, turned).cipherSuite());
    }

    @Test
    void nobodyIsAuthenticatedWhereThatComesFirst() {
        var anonymous = gnuTls("NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+ANON-ECDH:+ECDHE-RSA");
        assertTrue(agreed(anonymous, anonymous).cipherSuite().ianaName().contains("anon"));
    }

    // Levels

    @ParameterizedTest
    @CsvSource({"0, true", "1, false", "2, false"})
    void tls10SignsWithSha1(int level, boolean works) {
        var policy = openSsl("AES128-SHA:ECDHE-RSA-AES128-SHA:@SECLEVEL=" + level);
        var client = Wire.anyServer()
                .policy(policy)
                .versions(ProtocolVersion.TLS10)
                .suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA);
        var server = Wire.serverWith(Credentials.RSA).policy(policy).versions(ProtocolVersion.TLS10);
        assertEquals(
                works,
                new Wire(client.build(), server.build()).run().client.failure().isEmpty());
        var lenient = Wire.serverWith(Credentials.RSA)
                .versions(ProtocolVersion.TLS10)
                .suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA);
        assertEquals(
                works,
                new Wire(client.build(), lenient.build()).run().client.failure().isEmpty());
    }

    @Test
    void aPrimeHasToBeAsLongAsTheLevelWants() {
        var dhe = "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384";
        var short1024 = Wire.serverWith(Credentials.RSA)
                .policy(openSsl(dhe + ":@SECLEVEL=1"))
                .versions(ProtocolVersion.TLS12)
                .dhGroup(StandardGroups.named("ike2").orElseThrow());
        var client = Wire.anyServer().versions(ProtocolVersion.TLS12);
        var oneLevelUp =
                client.policy(openSsl(dhe)).versions(ProtocolVersion.TLS12).groups(NamedGroup.X25519);
        var wire = new Wire(oneLevelUp.build(), short1024.build()).run();
        assertEquals(
                Violation.DH_GROUP_WEAK, wire.client.failure().orElseThrow().violation());
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> short1024.policy(openSsl(dhe)).build());
        assertTrue(refused.toString().contains("dhGroup: a prime of 1024 bits"), refused.toString());
        var normal = client.policy(gnuTls("SECURE192:-VERS-TLS1.3"))
                .suites(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256)
                .groups(NamedGroup.X25519);
        var serverOf2048 = short1024.dhGroup(StandardGroups.named("ike14").orElseThrow());
        assertEquals(
                Violation.DH_GROUP_WEAK,
                new Wire(normal.build(), serverOf2048.build())
                        .run()
                        .client
                        .failure()
                        .orElseThrow()
                        .violation());
    }

    private static Credential shortKey() {
        var files = TestPki.shared().files(TestPki.Entry.RSA_1024);
        try {
            return new Credential(
                    Certificate.parsePem(Files.readString(files.chain())),
                    PrivateKey.fromPem(Pem.parseAll(Files.readString(files.key()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrustStore trusted() {
        try {
            return TrustStore.of(
                    Certificate.parsePem(Files.readString(TestPki.shared().root())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ourOwnKeyHasToBeAsLong() {
        var config = TlsConfig.builder().credential(shortKey()).policy(openSsl("DEFAULT"));
        var refused = assertThrows(IllegalArgumentException.class, config::build);
        assertTrue(
                refused.toString().contains("RSA 1024, at least 1962 bits are required (@SECLEVEL=2)"),
                refused.toString());
        config.policy(openSsl("DEFAULT:@SECLEVEL=1")).build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openssl | DEFAULT:@SECLEVEL=1 |",
                "openssl | DEFAULT:@SECLEVEL=2 | RSA 1024, at least 1962 bits are required (@SECLEVEL=2)",
                "gnutls | NORMAL |",
                "gnutls | SECURE128 |",
                "gnutls | NORMAL:%PROFILE_MEDIUM | RSA 1024, at least 2048 bits are required (GnuTLS profile MEDIUM)",
                "gnutls | NORMAL:%PROFILE_SUITEB128 | GnuTLS profile SUITEB128 allows the curves P-256 and P-384 alone",
                "gnutls | LEGACY |"
            })
    void soHasThePeersIfItIsVerified(String language, String string, String words) {
        var policy = language.equals("openssl") ? openSsl(string) : gnuTls(string);
        var client = TlsConfig.builder()
                .serverName("localhost")
                .verifier(PathValidator.ofServers(trusted()))
                .policy(policy)
                .build();
        var server = TlsConfig.builder().credential(shortKey()).build();
        var failure = new Wire(client, server).run().client.failure();
        assertEquals(words == null, failure.isEmpty(), () -> String.valueOf(failure));
        failure.ifPresent(reason -> assertTrue(reason.getMessage().contains(words), reason.getMessage()));
    }

    @Test
    void noTicketsFromLevel3() {
        var keys = TicketKeys.fresh(HmacDrbg.system());
        for (var policy : List.of(openSsl("ALL:@SECLEVEL=3"), gnuTls("NORMAL:%NO_TICKETS"))) {
            var config = Wire.serverWith(Credentials.P256)
                    .ticketKeys(keys)
                    .policy(policy)
                    .build();
            assertTrue(config.serverSettings().features().tickets().isEmpty());
        }
    }

    // Keywords

    @Test
    void whatTheHelloSays() {
        var normal = hello(gnuTls("NORMAL"));
        for (var type : List.of(
                ExtensionType.ENCRYPT_THEN_MAC,
                ExtensionType.EXTENDED_MASTER_SECRET,
                ExtensionType.RENEGOTIATION_INFO)) {
            assertTrue(normal.extensions().has(type), type.toString());
        }
        assertEquals(32, normal.legacySessionId().length());
        var compat = hello(gnuTls("NORMAL:%COMPAT"));
        assertFalse(compat.extensions().has(ExtensionType.ENCRYPT_THEN_MAC));
        assertFalse(compat.extensions().has(ExtensionType.EXTENDED_MASTER_SECRET));
        assertFalse(hello(gnuTls("NORMAL:%NO_ETM")).extensions().has(ExtensionType.ENCRYPT_THEN_MAC));
        assertFalse(hello(gnuTls("NORMAL:%NO_SESSION_HASH")).extensions().has(ExtensionType.EXTENDED_MASTER_SECRET));
        assertFalse(
                hello(gnuTls("NORMAL:%DISABLE_SAFE_RENEGOTIATION")).extensions().has(ExtensionType.RENEGOTIATION_INFO));
        assertTrue(hello(gnuTls("NORMAL:%DISABLE_TLS13_COMPAT_MODE"))
                .legacySessionId()
                .isEmpty());
        assertEquals(
                CipherSuite.FALLBACK_SCSV,
                hello(gnuTls("NORMAL:%FALLBACK_SCSV")).cipherSuites().getLast());
        assertTrue(hello(gnuTls("NORMAL:%NO_EXTENSIONS")).extensions().list().isEmpty());
    }

    @Test
    void aHelloIsPaddedBeyondTheTrap() {
        var plain = HandshakeCodec.write(hello(gnuTls("NORMAL"))).length();
        var padded = HandshakeCodec.write(hello(gnuTls("NORMAL:%DUMBFW"))).length();
        assertTrue(plain >= 256 && plain < 512, plain + " octets");
        assertEquals(512, padded);
        var small = "NONE:+VERS-TLS1.2:+AES-128-GCM:+AEAD:+ECDHE-RSA:+SIGN-RSA-SHA256:+GROUP-X25519:%DUMBFW";
        assertTrue(HandshakeCodec.write(hello(gnuTls(small))).length() < 256);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 0301",
        "NORMAL:%LATEST_RECORD_VERSION, 0303",
        "NORMAL:-VERS-ALL:+VERS-TLS1.1:%LATEST_RECORD_VERSION, 0302"
    })
    void theVersionOfTheFirstRecord(String string, String version) {
        assertEquals(
                version,
                TlsEngine.client(client(gnuTls(string)))
                        .start()
                        .toPeer()
                        .slice(1, 2)
                        .toHex());
    }

    @Test
    void aHelloWithoutExtensionsIsEnoughForRsa() {
        var session = agreed(gnuTls("NORMAL:%NO_EXTENSIONS:-KX-ALL:+RSA"), gnuTls("NORMAL"));
        assertEquals(ProtocolVersion.TLS12, session.version());
        agreed(gnuTls("NORMAL:-KX-ALL:+RSA:%PARTIAL_RENEGOTIATION"), gnuTls("NORMAL:%NO_EXTENSIONS"));
    }

    @Test
    void encryptThenMacMayBeForcedByEither() {
        var cbc = "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-CBC";
        agreed(gnuTls(cbc + ":%FORCE_ETM"), gnuTls("NORMAL"));
        agreed(gnuTls(cbc), gnuTls("NORMAL:%FORCE_ETM"));
        var server = new Wire(client(gnuTls(cbc + ":%FORCE_ETM")), server(gnuTls("NORMAL:%NO_ETM"))).run();
        assertEquals(
                Violation.ENCRYPT_THEN_MAC_MISSING,
                server.client.failure().orElseThrow().violation());
        var client = new Wire(client(gnuTls(cbc + ":%NO_ETM")), server(gnuTls("NORMAL:%FORCE_ETM"))).run();
        assertEquals(
                Violation.NO_COMMON_SUITE, client.server.failure().orElseThrow().violation());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PARTIAL_RENEGOTIATION", "%UNSAFE_RENEGOTIATION", "%DISABLE_SAFE_RENEGOTIATION"})
    void serversWithoutRenegotiationInfo(String keyword) {
        var silent = gnuTls("NORMAL:-VERS-TLS1.3:%DISABLE_SAFE_RENEGOTIATION");
        agreed(gnuTls("NORMAL:" + keyword), silent);
        for (var string : List.of("NORMAL", "NORMAL:%SAFE_RENEGOTIATION")) {
            var wire = new Wire(client(gnuTls(string)), server(silent)).run();
            assertEquals(
                    Violation.RENEGOTIATION_INFO_MISSING,
                    wire.client.failure().orElseThrow().violation());
        }
        var wire = new Wire(client(silent), server(gnuTls("NORMAL:%SAFE_RENEGOTIATION"))).run();
        assertEquals(
                Violation.RENEGOTIATION_INFO_MISSING,
                wire.server.failure().orElseThrow().violation());
    }

    @Test
    void onlyCertificatesOfX509() {
        var raw = gnuTls("NORMAL:-CTYPE-ALL:+CTYPE-RAWPK");
        var refused = assertThrows(IllegalArgumentException.class, () -> client(raw));
        assertTrue(refused.toString().contains("it allows no certificates of X.509, but [RAWPK]"), refused.toString());
        client(gnuTls("NORMAL:+CTYPE-RAWPK"));
    }

    @Test
    void keywordsWithoutEffectSayWhy() {
        var warnings = gnuTls("NORMAL:%NEW_PADDING:%STATELESS_COMPRESSION:%VERIFY_ALLOW_X509_V1_CA_CRT")
                .warnings();
        assertEquals(3, warnings.size());
        assertEquals(1, gnuTls("NORMAL:%ALLOW_SMALL_RECORDS").warnings().size());
        assertEquals(List.of(), gnuTls("NORMAL:%COMPAT").warnings());
        assertTrue(warnings.getFirst().startsWith("%NEW_PADDING has no effect: "), warnings.getFirst());
        assertTrue(openSsl("AES128-SHA").warnings().getLast().contains("no effect on TLS 1.3"));
    }
}
