package postern.crypto.rsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;

/// Signatures of both paddings against the JDK's, at lengths where octets and bits of the modulus part ways.
class RsaSignatureTest {
    private static final int[] LENGTHS = {1024, 1025, 1031, 1032, 1033, 2048};

    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("RsaSignatureTest"));

    static Stream<Arguments> shapes() {
        return Stream.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512)
                .flatMap(hash -> Arrays.stream(LENGTHS).mapToObj(bits -> Arguments.of(hash, bits)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void pkcs1IsVerifiedByTheJdkAndBack(HashAlgorithm hash, int bits) throws GeneralSecurityException {
        var message = message(bits);
        try (var key = RsaKeys.ours(bits)) {
            var ours = Pkcs1.sign(key, hash, message, random);
            var jdk = Signature.getInstance(jdkName(hash) + "withRSA");
            jdk.initSign(RsaKeys.jdk(bits));
            jdk.update(message.toArray());
            assertEquals(Bytes.copyOf(jdk.sign()), ours, "the padding leaves no choice");
            assertTrue(Pkcs1.verify(key.publicKey(), hash, message, ours));
            assertFalse(Pkcs1.verify(key.publicKey(), hash, message.concat(Bytes.of(0)), ours));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void pssIsVerifiedByTheJdkAndBack(HashAlgorithm hash, int bits) throws GeneralSecurityException {
        var message = message(bits);
        int room = (bits - 1 + 7) / 8 - hash.length() - 2;
        for (int saltLength : new int[] {0, 1, Math.min(hash.length(), room), room}) {
            var pss = new Pss(hash, hash, saltLength);
            try (var key = RsaKeys.ours(bits)) {
                var ours = pss.sign(key, message, random);
                var jdk = jdk(pss);
                jdk.initVerify(RsaKeys.jdkPublic(key.publicKey()));
                jdk.update(message.toArray());
                assertTrue(jdk.verify(ours.toArray()), pss + " with " + bits + " bits");
                jdk.initSign(RsaKeys.jdk(bits));
                jdk.update(message.toArray());
                var theirs = Bytes.copyOf(jdk.sign());
                assertTrue(pss.verify(key.publicKey(), message, theirs));
                assertFalse(pss.verify(key.publicKey(), message.concat(Bytes.of(0)), theirs));
                assertFalse(new Pss(hash, hash, saltLength + 1).verify(key.publicKey(), message, theirs));
            }
        }
    }

    @Test
    void everyChangedBitOfASignatureIsRefused() {
        var message = message(1);
        try (var key = RsaKeys.ours(1031)) {
            var pkcs1 = Pkcs1.sign(key, HashAlgorithm.SHA256, message, random);
            var pss = new Pss(HashAlgorithm.SHA256).sign(key, message, random);
            for (int i = 0; i < 8 * pkcs1.length(); i += 3) {
                assertFalse(Pkcs1.verify(key.publicKey(), HashAlgorithm.SHA256, message, flipped(pkcs1, i)));
                assertFalse(new Pss(HashAlgorithm.SHA256).verify(key.publicKey(), message, flipped(pss, i)));
            }
        }
    }

    @Test
    void signaturesOfAnotherLengthOrAboveTheModulusAreRefused() {
        var message = message(2);
        try (var key = RsaKeys.ours(1031)) {
            var publicKey = key.publicKey();
            for (var signature : new Bytes[] {
                Bytes.EMPTY,
                Bytes.of(0).concat(Pkcs1.sign(key, HashAlgorithm.SHA256, message, random)),
                Pkcs1.sign(key, HashAlgorithm.SHA256, message, random).from(1),
                RsaKeys.octets(RsaKeys.big(Pkcs1.sign(key, HashAlgorithm.SHA256, message, random))
                        .add(RsaKeys.big(publicKey.modulus()))),
                publicKey.modulus(),
            }) {
                assertFalse(Pkcs1.verify(publicKey, HashAlgorithm.SHA256, message, signature));
                assertFalse(new Pss(HashAlgorithm.SHA256).verify(publicKey, message, signature));
            }
        }
    }

    @Test
    void aKeyTooShortForHashAndSaltIsRefused() {
        try (var key = RsaKeys.ours(1024)) {
            var pss = new Pss(HashAlgorithm.SHA512);
            var refusal = assertThrows(IllegalArgumentException.class, () -> pss.sign(key, message(3), random));
            assertEquals(
                    "RSA key of 1024 bits is too short for PSS with SHA-512 and 64 octets of salt",
                    refusal.getMessage());
            assertFalse(pss.verify(key.publicKey(), message(3), Bytes.copyOf(new byte[128])));
        }
    }

    static String jdkName(HashAlgorithm hash) {
        return hash.displayName().replace("-", "").toUpperCase(Locale.ROOT);
    }

    static Signature jdk(Pss pss) throws GeneralSecurityException {
        var jdk = Signature.getInstance("RSASSA-PSS");
        jdk.setParameter(new PSSParameterSpec(
                pss.hash().displayName(),
                "MGF1",
                new MGF1ParameterSpec(pss.maskHash().displayName()),
                pss.saltLength(),
                1));
        return jdk;
    }

    private static Bytes message(int seed) {
        var message = new byte[seed % 200];
        new Random(seed).nextBytes(message);
        return Bytes.adopt(message);
    }

    private static Bytes flipped(Bytes octets, int bit) {
        var changed = octets.toArray();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return Bytes.adopt(changed);
    }
}
