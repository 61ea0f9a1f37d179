package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Curve;
import postern.crypto.rsa.RsaPublicKey;

/// AlgorithmIdentifiers both ways.
class SignatureAlgorithmTest {
    /// The PSS form is the one that RFC 4055 §3.1 with §2.1 demands to be generated (hash parameters NULL).
    @ParameterizedTest
    @CsvSource({
        "RSA_PKCS1_SHA256, 300d06092a864886f70d01010b0500",
        "RSA_PKCS1_SHA384, 300d06092a864886f70d01010c0500",
        "RSA_PKCS1_SHA512, 300d06092a864886f70d01010d0500",
        "RSA_PSS_SHA256, 304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108"
                + "300d06096086480165030402010500a203020120",
        "ECDSA_SHA256, 300a06082a8648ce3d040302",
        "ECDSA_SHA384, 300a06082a8648ce3d040303",
        "ECDSA_SHA512, 300a06082a8648ce3d040304",
        "ED25519, 300506032b6570",
        "ED448, 300506032b6571",
    })
    void identifiersAreThoseOfTheStandards(SignatureAlgorithm algorithm, String hex) {
        assertEquals(hex, algorithm.algorithmIdentifier().toHex());
    }

    @ParameterizedTest
    @EnumSource
    void identifiersAreReadBack(SignatureAlgorithm algorithm) {
        var der = algorithm.algorithmIdentifier();
        assertEquals(algorithm, SignatureAlgorithm.fromAlgorithmIdentifier(der));
        for (int i = 0; i < der.length(); i++) {
            var prefix = der.slice(0, i);
            assertThrows(KeyException.class, () -> SignatureAlgorithm.fromAlgorithmIdentifier(prefix));
        }
        assertThrows(KeyException.class, () -> SignatureAlgorithm.fromAlgorithmIdentifier(der.concat(Bytes.of(0))));
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedOctetIsRefusedOrReadAsWhatItSays(SignatureAlgorithm algorithm) {
        var der = algorithm.algorithmIdentifier();
        for (int i = 0; i < 8 * der.length(); i++) {
            var changed = der.toArray();
            changed[i / 8] ^= (byte) (1 << i % 8);
            var octets = Bytes.adopt(changed);
            try {
                assertEquals(
                        octets,
                        SignatureAlgorithm.fromAlgorithmIdentifier(octets).algorithmIdentifier());
            } catch (KeyException refused) {
                assertTrue(refused.toString().length() > 20);
            }
        }
    }

    @Test
    void rsaIdentifiersWithoutParametersAreAccepted() {
        var der = DerWriter.write(w -> w.sequence(s -> s.oid(new Oid("1.2.840.113549.1.1.11"))));
        assertEquals(SignatureAlgorithm.RSA_PKCS1_SHA256, SignatureAlgorithm.fromAlgorithmIdentifier(der));
    }

    /// Contents of the PSS parameters and the refusal.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                                           | RSASSA-PSS with SHA-1, its default, is not supported
                    a00d300b0609608648016503040201                                                               | RSASSA-PSS with MGF1 of SHA-1, its default, is not supported
                    a00d300b0609608648016503040201 a11c301a06092a864886f70d010108300d06096086480165030402010500   | RSASSA-PSS with a salt of 20 octets; only one as long as the hash, 32, is supported
                    a00d300b0609608648016503040201 a11c301a06092a864886f70d010108300d06096086480165030402020500   | RSASSA-PSS whose mask generation uses another hash than SHA-256 is not supported
                    a00d300b0609608648016503040201 a11c301a06092a864886f70d010107300d06096086480165030402010500   | RSASSA-PSS with mask generation function 1.2.840.113549.1.1.7 is not supported
                    a00d300b0609608648016503040201 a11c301a06092a864886f70d010108300d06096086480165030402010500 a203020120 a303020102 | RSASSA-PSS with trailer field 2 (must be 1, RFC 4055 §3.1)
                    """)
    void otherShapesOfPssAreRefusedByName(String contents, String message) {
        var der = DerWriter.write(w -> w.sequence(s -> s.oid(KeyIds.RSA_PSS).element(0x30, Bytes.fromHex(contents))));
        var refusal = assertThrows(KeyException.class, () -> SignatureAlgorithm.fromAlgorithmIdentifier(der));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void unknownAlgorithmsAreNamed() {
        var der = DerWriter.write(w -> w.sequence(s -> s.oid(new Oid("1.2.3"))));
        var refusal = assertThrows(KeyException.class, () -> SignatureAlgorithm.fromAlgorithmIdentifier(der));
        assertEquals("signature algorithm 1.2.3 is not supported", refusal.getMessage());
    }

    @Test
    void algorithmsFitKeysOfTheirKindThatAreLargeEnough() {
        var modulus = new byte[128];
        modulus[0] = (byte) 0x80;
        modulus[127] = 1;
        var rsa = new PublicKey.Rsa(new RsaPublicKey(Bytes.copyOf(modulus), Bytes.of(3)));
        var point = new byte[65];
        point[0] = 4;
        var ec = new PublicKey.Ec(Curve.P256, Bytes.copyOf(point));
        assertTrue(SignatureAlgorithm.RSA_PKCS1_SHA512.fits(rsa));
        assertTrue(SignatureAlgorithm.RSA_PSS_SHA384.fits(rsa));
        assertFalse(SignatureAlgorithm.RSA_PSS_SHA512.fits(rsa), "128 octets cannot hold 64 + 64 + 2");
        assertFalse(SignatureAlgorithm.ECDSA_SHA256.fits(rsa));
        assertTrue(SignatureAlgorithm.ECDSA_SHA512.fits(ec));
        assertFalse(SignatureAlgorithm.RSA_PSS_SHA256.fits(ec));
    }
}
