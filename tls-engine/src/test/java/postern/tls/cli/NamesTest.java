package postern.tls.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.SignatureScheme;

class NamesTest {
    @Test
    void suitesHaveTheNamesOfAllThreeTools() {
        var suite = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
        for (var name :
                List.of(suite.ianaName(), suite.openSslName(), suite.gnuTlsName(), "ecdhe-rsa-aes128-gcm-sha256")) {
            assertEquals(suite, Names.suites(name).getFirst(), name);
        }
    }

    @Test
    void aListOfOneVersionLeavesTheOtherVersionAlone() {
        assertEquals(
                List.of(
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_AES_256_GCM_SHA384,
                        CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
                        CipherSuite.TLS_AES_128_GCM_SHA256),
                Names.suites("ECDHE-RSA-AES128-GCM-SHA256"));
        assertEquals(7, Names.suites("TLS_AES_128_GCM_SHA256").size());
        assertEquals(
                List.of(CipherSuite.TLS_AES_256_GCM_SHA384, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256),
                Names.suites("TLS_AES_256_GCM_SHA384:ECDHE-RSA-AES128-GCM-SHA256"));
    }

    @Test
    void groupsAndSchemesAndVersionsHaveTheirNames() {
        assertEquals(
                List.of(NamedGroup.SECP256R1, NamedGroup.X25519, NamedGroup.SECP384R1),
                Names.groups("prime256v1,x25519:GROUP-SECP384R1 P-256"));
        assertEquals(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256), Names.schemes("rsa_pss_rsae_sha256"));
        assertEquals(
                List.of(
                        SignatureScheme.RSA_PKCS1_SHA256,
                        SignatureScheme.RSA_PSS_RSAE_SHA512,
                        SignatureScheme.ECDSA_SECP384R1_SHA384,
                        SignatureScheme.ED25519),
                Names.schemes("RSA+SHA256:RSA-PSS+SHA512:ECDSA+SHA384:ed25519"));
        for (var name : List.of("1.2", "TLS1.2", "tlsv1.2")) {
            assertEquals(ProtocolVersion.TLS12, Names.version(name), name);
        }
        assertEquals(
                List.of(ProtocolVersion.TLS12, ProtocolVersion.TLS13),
                Names.versions(ProtocolVersion.TLS12, ProtocolVersion.TLS13));
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> Names.groups("P-257"));
        assertEquals(
                "'P-257' is no group known here; there are X25519, P-256, P-384, X448, P-521, X25519MLKEM768, SecP256r1MLKEM768,"
                        + " SecP384r1MLKEM1024, ffdhe2048, ffdhe3072, ffdhe4096, ffdhe6144, ffdhe8192",
                unknown.getMessage());
        var language = assertThrows(IllegalArgumentException.class, () -> Names.suites("HIGH:!MD5"));
        assertTrue(String.valueOf(language.getMessage()).startsWith("'HIGH' is no cipher suite known here"));
        assertThrows(IllegalArgumentException.class, () -> Names.groups(" : "));
        assertThrows(IllegalArgumentException.class, () -> Names.version("1.2:1.3"));
        assertThrows(
                IllegalArgumentException.class, () -> Names.versions(ProtocolVersion.TLS13, ProtocolVersion.TLS12));
    }

    @Test
    void whatIsWrittenForOpenSslIsTakenApart() {
        var both = CipherText.of(
                Optional.of("TLS_AES_128_GCM_SHA256:ECDHE+AESGCM:-TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,@SECLEVEL=1"),
                Optional.empty());
        assertEquals(Optional.of("TLS_AES_128_GCM_SHA256"), both.tls13());
        assertEquals(Optional.of(":ECDHE+AESGCM:-ECDHE-RSA-AES128-GCM-SHA256,@SECLEVEL=1"), both.string());
        var newest = CipherText.of(Optional.of("TLS_AES_128_GCM_SHA256"), Optional.of("TLS_AES_256_GCM_SHA384"));
        assertEquals(Optional.empty(), newest.string());
        assertEquals(Optional.of("TLS_AES_256_GCM_SHA384:TLS_AES_128_GCM_SHA256"), newest.tls13());
        var gnuTls = CipherText.of(Optional.of("TLS_RSA_AES_128_CBC_SHA1"), Optional.empty());
        assertEquals(Optional.of("AES128-SHA"), gnuTls.string());
    }
}
