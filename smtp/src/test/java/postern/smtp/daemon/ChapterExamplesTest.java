package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postern.smtp.config.ConfigParser;
import postern.smtp.config.Configuration;
import postern.smtp.expand.Value;
import postern.smtp.expand.Variables;
import postern.tls.param.CipherSuite;
import postern.tls.param.Mac;
import postern.tls.policy.GnuTlsFlag;
import postern.tls.policy.SecurityPolicy;

/// The examples of the manual's chapter on TLS, word for word.
class ChapterExamplesTest {
    private static final String OPENSSL = """
            # OpenSSL variant; see man ciphers(1)
            tls_require_ciphers = ${if =={$received_port}{25}\\
                                       {DEFAULT}\\
                                       {HIGH:!MD5:!SHA1}}
            """;

    private static final String GNUTLS = """
            tls_dialect = gnutls
            # GnuTLS variant
            tls_require_ciphers = ${if =={$received_port}{25}\\
                                       {NORMAL:%COMPAT}\\
                                       {SECURE128}}
            """;

    @TempDir
    private Path directory;

    private Configuration parse(String text) throws IOException {
        return ConfigParser.parse(Files.writeString(directory.resolve("t.conf"), text), Map.of());
    }

    private SecurityPolicy policy(String text, int port) throws IOException {
        var configuration = parse(text);
        var environment = Surroundings.environment(configuration, Clock.systemUTC())
                .withVariables(Variables.of(Map.of("received_port", Value.trusted(String.valueOf(port)))));
        return new ServerAgreement(new Options(configuration.main(), environment), configuration.dialect()).policy();
    }

    private static boolean hasSha1(SecurityPolicy policy) {
        return policy.suites().stream().map(CipherSuite::mac).anyMatch(Mac.SHA1::equals);
    }

    @Test
    void ciphersDependOnThePortInOpenSslsWay() throws IOException {
        assertTrue(hasSha1(policy(OPENSSL, 25)));
        assertFalse(hasSha1(policy(OPENSSL, 587)));
    }

    @Test
    void ciphersDependOnThePortInGnuTlsWay() throws IOException {
        assertTrue(policy(GNUTLS, 25).terms().has(GnuTlsFlag.COMPAT));
        assertFalse(policy(GNUTLS, 587).terms().has(GnuTlsFlag.COMPAT));
    }

    /// The lines of the manual's copies that lost their ends: legal if the backslashes went too.
    @Test
    void theFlattenedFormIsLegalWithoutItsBackslashes() throws IOException {
        var flat = "tls_require_ciphers = ${if =={$received_port}{25} {DEFAULT} {HIGH:!MD5:!SHA1}}\n";
        assertTrue(hasSha1(policy(flat, 25)));
        assertFalse(hasSha1(policy(flat, 465)));
        var gnuTls = """
                tls_dialect = gnutls
                tls_require_ciphers = ${if =={$received_port}{25} {NORMAL:%COMPAT} {SECURE128}}
                """;
        assertTrue(policy(gnuTls, 25).terms().has(GnuTlsFlag.COMPAT));
    }

    @Test
    void olderProtocolsAreDisabled() throws IOException {
        var text = """
                tls_dialect = gnutls
                # Disable older versions of protocols
                tls_require_ciphers = NORMAL:%LATEST_RECORD_VERSION:-VERS-SSL3.0
                """;
        assertFalse(policy(text, 25).suites().isEmpty());
    }

    @Test
    void portsAndFilesAreTakenAsTheyStand() throws IOException {
        var main = parse("""
                tls_on_connect_ports = 465
                tls_certificate = /some/file/name
                tls_privatekey = /some/file/name
                tls_dhparam = /some/file/name
                """).main();
        assertEquals(java.util.Set.of(465), Listeners.tlsPorts(main));
        assertEquals("/some/file/name", main.get("tls_dhparam").text());
        var none = parse("tls_dhparam = none\n");
        var environment = Surroundings.environment(none, Clock.systemUTC());
        assertTrue(new ServerAgreement(new Options(none.main(), environment), none.dialect())
                .dhGroup()
                .isEmpty());
    }
}
