package postern.tls.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParamTest {
    @Test
    void everyCodePointFindsItsRow() {
        rowsAreFound(ProtocolVersion.values(), ProtocolVersion::code, ProtocolVersion::ofCode);
        rowsAreFound(CipherSuite.values(), CipherSuite::code, CipherSuite::ofCode);
        rowsAreFound(NamedGroup.values(), NamedGroup::code, NamedGroup::ofCode);
        rowsAreFound(SignatureScheme.values(), SignatureScheme::code, SignatureScheme::ofCode);
        rowsAreFound(HandshakeType.values(), HandshakeType::code, HandshakeType::ofCode);
        rowsAreFound(ExtensionType.values(), ExtensionType::code, ExtensionType::ofCode);
        rowsAreFound(KeyUpdateRequest.values(), KeyUpdateRequest::code, KeyUpdateRequest::ofCode);
    }

    private static <T> void rowsAreFound(T[] rows, ToIntFunction<T> code, IntFunction<Optional<T>> find) {
        var codes = new HashSet<Integer>();
        for (var row : rows) {
            assertTrue(codes.add(code.applyAsInt(row)), () -> "code point used twice: " + row);
            assertEquals(Optional.of(row), find.apply(code.applyAsInt(row)));
        }
        assertEquals(Optional.empty(), find.apply(0x6a6a), "a GREASE value has no row");
    }

    /// As printed by `openssl ciphers -V` and `gnutls-cli --list`.
    @ParameterizedTest
    @CsvSource({
        "1301, TLS_AES_128_GCM_SHA256,       TLS_AES_128_GCM_SHA256,             128",
        "1303, TLS_CHACHA20_POLY1305_SHA256, TLS_CHACHA20_POLY1305_SHA256,       256",
        "C02B, ECDHE-ECDSA-AES128-GCM-SHA256, TLS_ECDHE_ECDSA_AES_128_GCM_SHA256, 128",
        "C030, ECDHE-RSA-AES256-GCM-SHA384,  TLS_ECDHE_RSA_AES_256_GCM_SHA384,   256",
        "CCA8, ECDHE-RSA-CHACHA20-POLY1305,  TLS_ECDHE_RSA_CHACHA20_POLY1305,    256",
        "002F, AES128-SHA,                   TLS_RSA_AES_128_CBC_SHA1,           128",
        "00A7, ADH-AES256-GCM-SHA384,        TLS_DH_ANON_AES_256_GCM_SHA384,     256",
        "C019, AECDH-AES256-SHA,             TLS_ECDH_ANON_AES_256_CBC_SHA1,     256",
        "C01E, SRP-RSA-AES-128-CBC-SHA,      TLS_SRP_SHA_RSA_AES_128_CBC_SHA1,   128",
        "00B3, DHE-PSK-AES256-CBC-SHA384,    TLS_DHE_PSK_AES_256_CBC_SHA384,     256",
        "C0AA, DHE-PSK-AES128-CCM8,          TLS_DHE_PSK_AES_128_CCM_8,          128",
        "0005, RC4-SHA,                      TLS_RSA_ARCFOUR_128_SHA1,           128",
        "000A, DES-CBC3-SHA,                 TLS_RSA_3DES_EDE_CBC_SHA1,          168",
        "C060, ECDHE-ARIA128-GCM-SHA256,     TLS_ECDHE_RSA_ARIA_128_GCM_SHA256,  128",
        "0001, NULL-MD5,                     TLS_RSA_NULL_MD5,                   0",
    })
    void suiteNamesFollowFromTheColumns(String code, String openSsl, String gnuTls, int bits) {
        var suite = CipherSuite.ofCode(Integer.parseInt(code, 16)).orElseThrow();
        assertEquals(openSsl, suite.openSslName());
        assertEquals(gnuTls, suite.gnuTlsName());
        assertEquals(bits, suite.bits());
    }

    @Test
    void aSuiteOfTls13IsOfNoOtherVersion() {
        for (var suite : CipherSuite.values()) {
            assertEquals(suite.kx() == Kx.ANY, suite.usableIn(ProtocolVersion.TLS13), suite.name());
            assertEquals(suite.kx() != Kx.ANY, suite.usableIn(ProtocolVersion.TLS12), suite.name());
        }
        assertTrue(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA.usableIn(ProtocolVersion.TLS10));
        assertFalse(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256.usableIn(ProtocolVersion.TLS11));
    }

    @Test
    void whatIsImplementedStandsOnceAndHasAnAlgorithm() {
        assertEquals(Implemented.SUITES.size(), new HashSet<>(Implemented.SUITES).size());
        assertEquals(Implemented.GROUPS.size(), new HashSet<>(Implemented.GROUPS).size());
        Implemented.SCHEMES.forEach(SignatureScheme::algorithm);
        assertThrows(IllegalStateException.class, SignatureScheme.DSA_SHA1::algorithm);
        assertThrows(IllegalStateException.class, Bulk.NULL::aead);
    }

    @Test
    void pkcs1SignsNoHandshakeOfTls13() {
        assertFalse(SignatureScheme.RSA_PKCS1_SHA256.usableIn(ProtocolVersion.TLS13));
        assertTrue(SignatureScheme.RSA_PKCS1_SHA256.usableIn(ProtocolVersion.TLS12));
        assertTrue(SignatureScheme.RSA_PSS_RSAE_SHA256.usableIn(ProtocolVersion.TLS13));
        assertFalse(SignatureScheme.RSA_PSS_RSAE_SHA256.usableIn(ProtocolVersion.TLS11));
        assertEquals("ecdsa_secp256r1_sha256", SignatureScheme.ECDSA_SECP256R1_SHA256.ianaName());
    }

    @Test
    void versionsAreOrderedByAge() {
        assertTrue(ProtocolVersion.TLS13.atLeast(ProtocolVersion.TLS12));
        assertFalse(ProtocolVersion.TLS11.atLeast(ProtocolVersion.TLS12));
        assertEquals("TLS1.3", ProtocolVersion.TLS13.toString());
        assertEquals(Role.SERVER, Role.CLIENT.peer());
    }

    @Test
    void codePointsAreDescribedKnownOrNot() {
        assertEquals("key_share (51)", ExtensionType.describe(51));
        assertEquals("extension 0x6a6a", ExtensionType.describe(0x6a6a));
        assertEquals("secp256r1", NamedGroup.SECP256R1.ianaName());
    }
}
