package postern.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import postern.crypto.asn1.Pem;
import postern.crypto.key.PrivateKey;
import postern.tls.param.CipherSuite;
import postern.tls.param.Implemented;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.pki.Credential;
import postern.tls.pki.HostName;
import postern.tls.pki.PeerVerifier;

/// A configuration that makes no sense is refused when it is made: with the option's name and the remedy.
class TlsConfigTest {
    private static String refusal(Consumer<TlsConfig.Builder> options) {
        var builder = TlsConfig.builder();
        options.accept(builder);
        return refusalOf(builder::build);
    }

    private static String refusalOf(Executable work) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, work).getMessage());
    }

    private static void assertNames(String option, String message) {
        assertTrue(message.startsWith(option + ": ") && message.contains("; "), message);
    }

    @Test
    void nothingToAgreeOn() {
        assertNames("versions", refusal(TlsConfig.Builder::versions));
        assertNames("suites", refusal(TlsConfig.Builder::suites));
        assertNames("groups", refusal(TlsConfig.Builder::groups));
        assertNames("signatureSchemes", refusal(TlsConfig.Builder::signatureSchemes));
    }

    @Test
    void versionsThatAreNotImplemented() {
        assertNames("versions", refusal(options -> options.versions(ProtocolVersion.TLS13, ProtocolVersion.SSL30)));
    }

    @Test
    void aVersionWithoutASuite() {
        assertNames(
                "suites",
                refusal(options -> options.suites(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)
                        .versions(ProtocolVersion.TLS13)));
    }

    @Test
    void aValueTwice() {
        assertNames("groups", refusal(options -> options.groups(NamedGroup.X25519, NamedGroup.X25519)));
        assertNames("applicationProtocols", refusal(options -> options.applicationProtocols("smtp", "smtp")));
    }

    @Test
    void namesThatAreNone() {
        assertNames("serverName", refusal(options -> options.serverName("a b")));
        assertNames("serverNameIndication", refusal(options -> options.serverNameIndication("")));
        assertNames("applicationProtocols", refusal(options -> options.applicationProtocols("")));
        assertNames("applicationProtocols", refusal(options -> options.applicationProtocols("a".repeat(256))));
    }

    @Test
    void aClientWithoutAJudge() {
        var config = TlsConfig.builder().serverName("localhost").build();
        assertNames("verifier", refusalOf(() -> TlsEngine.client(config)));
    }

    @Test
    void aServerWithoutACertificate() {
        var config = TlsConfig.builder().build();
        assertNames("credentials", refusalOf(() -> TlsEngine.server(config)));
    }

    @Test
    void aKeyThatIsNotTheCertificates() {
        var chain = Credentials.RSA.credential().chain();
        var key = PrivateKey.fromPem(Pem.parseAll(Credentials.P256.pem()));
        var message = refusalOf(() -> new Credential(chain, key));
        assertTrue(message.contains("EC P-256") && message.contains("rsa.postern.example"), message);
        assertThrows(IllegalArgumentException.class, () -> new Credential(List.of(), key));
    }

    /// An address is verified, but not sent (RFC 6066 §3).
    @Test
    void whatIsSentAsServerName() {
        var options = TlsConfig.builder().verifier(PeerVerifier.none());
        assertEquals(
                Optional.of("mx.example"),
                options.serverName("MX.example.")
                        .build()
                        .clientSettings()
                        .target()
                        .serverName());
        var address = options.serverName("192.0.2.1").build();
        assertEquals(Optional.empty(), address.clientSettings().target().serverName());
        assertEquals("192.0.2.1", address.clientSettings().target().peerName());
        assertEquals(Optional.of(HostName.of("192.0.2.1")), address.serverName());
        var both = options.serverNameIndication("sni.example").build();
        assertEquals(Optional.of("sni.example"), both.clientSettings().target().serverName());
        assertEquals("192.0.2.1", both.clientSettings().target().peerName());
    }

    @Test
    void theDefaultsAreWhatIsImplemented() {
        var config = TlsConfig.builder().build();
        assertEquals(ProtocolVersion.TLS13, config.versions().getFirst());
        assertEquals(NamedGroup.X25519, config.groups().getFirst());
        assertEquals(Implemented.SUITES.size(), config.suites().size());
        assertTrue(config.applicationProtocols().isEmpty());
        assertTrue(config.credentials().isEmpty());
        assertEquals(11, config.signatureSchemes().size());
    }
}
