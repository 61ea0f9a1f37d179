package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.asn1.DerWriter;
import postern.crypto.asn1.Oid;
import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Curve;

/// SubjectPublicKeyInfo against the JDK's, and against everything that is almost one.
class PublicKeyTest {
    @ParameterizedTest
    @ValueSource(ints = {1024, 1031, 2048})
    void rsaKeysOfTheJdkAreWrittenBack(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        var der = Bytes.copyOf(generator.generateKeyPair().getPublic().getEncoded());
        var key = PublicKey.fromSpki(der);
        assertEquals("RSA " + bits, key.describe());
        assertEquals(der, key.spki());
    }

    @ParameterizedTest
    @CsvSource({"secp256r1, P-256", "secp384r1, P-384"})
    void ecKeysOfTheJdkAreWrittenBack(String name, String displayName) throws GeneralSecurityException {
        var der = ecSpki(name);
        var key = PublicKey.fromSpki(der);
        assertEquals("EC " + displayName, key.describe());
        assertEquals(der, key.spki());
    }

    @Test
    void everyPrefixIsRefusedAndEveryChangedOctetRefusedOrWrittenBack() throws GeneralSecurityException {
        var der = ecSpki("secp256r1");
        for (int i = 0; i < der.length(); i++) {
            var prefix = der.slice(0, i);
            assertThrows(KeyException.class, () -> PublicKey.fromSpki(prefix));
        }
        assertThrows(KeyException.class, () -> PublicKey.fromSpki(der.concat(Bytes.of(0))));
        for (int i = 0; i < 8 * der.length(); i++) {
            var changed = der.toArray();
            changed[i / 8] ^= (byte) (1 << i % 8);
            var octets = Bytes.adopt(changed);
            try {
                assertEquals(octets, PublicKey.fromSpki(octets).spki());
            } catch (KeyException refused) {
                assertTrue(refused.toString().length() > 20);
            }
        }
    }

    /// Modulus, exponent and the refusal.
    @ParameterizedTest
    @CsvSource({
        "512, 1, 03, RSA modulus of 512 bits; from 1024 to 8192 are supported",
        "8193, 1, 03, RSA modulus of 8193 bits; from 1024 to 8192 are supported",
        "1024, 0, 03, 'RSA modulus is even, so it is no product of two large primes'",
        "1024, 1, 02, 'RSA public exponent is even, so it has no inverse (RFC 8017 §3.1)'",
        "1024, 1, 00, 'RSA public exponent is even, so it has no inverse (RFC 8017 §3.1)'",
        "1024, 1, 01, 'RSA public exponent is 1, so it hides nothing (RFC 8017 §3.1)'",
        "1024, 1, 010000000000000001, RSA public exponent of 65 bits; at most 64 are supported",
    })
    void rsaKeysThatCannotBeAreRefused(int bits, int lastBit, String exponent, String message) {
        var modulus = new byte[(bits + 7) / 8];
        modulus[0] = (byte) (1 << (bits - 1) % 8);
        modulus[modulus.length - 1] |= (byte) lastBit;
        var key = DerWriter.write(w ->
                w.sequence(s -> s.unsignedInteger(Bytes.copyOf(modulus)).unsignedInteger(Bytes.fromHex(exponent))));
        var der = DerWriter.write(w ->
                w.sequence(s -> s.sequence(a -> a.oid(KeyIds.RSA).nullValue()).bitString(key)));
        var refusal = assertThrows(KeyException.class, () -> PublicKey.fromSpki(der));
        assertEquals("public key: " + message, refusal.getMessage());
    }

    @Test
    void kindsAndCurvesThatAreNotSupportedAreNamed() {
        var dsa = DerWriter.write(w -> w.sequence(
                s -> s.sequence(a -> a.oid(new Oid("1.2.840.10040.4.1"))).bitString(Bytes.of(0))));
        assertMessage(dsa, "public key of an unsupported kind, DSA (1.2.840.10040.4.1)");
        var lattice = DerWriter.write(w -> w.sequence(
                s -> s.sequence(a -> a.oid(new Oid("2.16.840.1.101.3.4.3.18"))).bitString(Bytes.of(0))));
        assertMessage(lattice, "public key of an unsupported kind, ML-DSA-65 (2.16.840.1.101.3.4.3.18)");
        var curve = DerWriter.write(w -> w.sequence(s ->
                s.sequence(a -> a.oid(KeyIds.EC).oid(new Oid("1.3.132.0.10"))).bitString(Bytes.of(4))));
        assertMessage(curve, "EC key on an unsupported curve, 1.3.132.0.10");
        var explicit = DerWriter.write(w -> w.sequence(s ->
                s.sequence(a -> a.oid(KeyIds.EC).sequence(p -> p.integer(1))).bitString(Bytes.of(4))));
        assertMessage(
                explicit,
                "EC key with explicit curve parameters, which RFC 5480 §2.1.1 forbids; "
                        + "convert it with: openssl ec -param_enc named_curve");
    }

    @Test
    void compressedPointsAreRefused() {
        var compressed = Bytes.concat(Bytes.of(2), Bytes.copyOf(new byte[32]));
        var refusal = assertThrows(KeyException.class, () -> new PublicKey.Ec(Curve.P256, compressed));
        assertEquals("EC public key on P-256 is not an uncompressed point: 04 and 64 octets", refusal.getMessage());
    }

    private static void assertMessage(Bytes der, String message) {
        assertEquals(
                message,
                assertThrows(KeyException.class, () -> PublicKey.fromSpki(der)).getMessage());
    }

    private static Bytes ecSpki(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(name));
        return Bytes.copyOf(generator.generateKeyPair().getPublic().getEncoded());
    }
}
