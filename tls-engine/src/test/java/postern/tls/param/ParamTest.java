package postern.tls.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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
        "1302, TLS_AES_256_GCM_SHA384,       TLS_AES_256_GCM_SHA384,             256",
        "1303, TLS_CHACHA20_POLY1305_SHA256, TLS_CHACHA20_POLY1305_SHA256,       256",
        "C02B, ECDHE-ECDSA-AES128-GCM-SHA256, TLS_ECDHE_ECDSA_AES_128_GCM_SHA256, 128",
        "C02C, ECDHE-ECDSA-AES256-GCM-SHA384, TLS_ECDHE_ECDSA_AES_256_GCM_SHA384, 256",
        "C02F, ECDHE-RSA-AES128-GCM-SHA256,  TLS_ECDHE_RSA_AES_128_GCM_SHA256,   128",
        "C030, ECDHE-RSA-AES256-GCM-SHA384,  TLS_ECDHE_RSA_AES_256_GCM_SHA384,   256",
        "CCA8, ECDHE-RSA-CHACHA20-POLY1305,  TLS_ECDHE_RSA_CHACHA20_POLY1305,    256",
        "CCA9, ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_CHACHA20_POLY1305, 256",
    })
    void suiteNamesFollowFromTheColumns(String code, String openSsl, String gnuTls, int bits) {
        var suite = CipherSuite.ofCode(Integer.parseInt(code, 16)).orElseThrow();
        assertEquals(openSsl, suite.openSslName());
        assertEquals(gnuTls, suite.gnuTlsName());
        assertEquals(bits, suite.bits());
        assertEquals(suite.name(), suite.ianaName());
    }

    @Test
    void everySuiteBelongsToOneVersion() {
        for (var suite : CipherSuite.values()) {
            var versions = Arrays.stream(ProtocolVersion.values())
                    .filter(suite::usableIn)
                    .toList();
            assertEquals(1, versions.size(), suite.name());
            assertEquals(suite.kx() == Kx.ANY, versions.contains(ProtocolVersion.TLS13), suite.name());
        }
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
