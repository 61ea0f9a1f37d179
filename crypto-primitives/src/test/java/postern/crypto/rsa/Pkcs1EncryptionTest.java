package postern.crypto.rsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.HashMap;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.math.Limbs;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;
import postern.vectors.Wycheproof.Case;
import postern.vectors.Wycheproof.Result;

/// Encryption against the JDK's, and decryption of everything that is almost a ciphertext.
class Pkcs1EncryptionTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("Pkcs1EncryptionTest"));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 48, 117})
    void messagesAreDecryptedByTheJdkAndBack(int length) throws GeneralSecurityException {
        try (var key = RsaKeys.ours(1024);
                var message = random.secret(length)) {
            var ours = Pkcs1Encryption.encrypt(key.publicKey(), message, random);
            assertEquals(bytes(message), jdk(Cipher.DECRYPT_MODE, RsaKeys.jdk(1024), ours));
            var theirs = jdk(Cipher.ENCRYPT_MODE, RsaKeys.jdkPublic(key.publicKey()), bytes(message));
            assertEquals(bytes(message), bytes(Pkcs1Encryption.decrypt(key, theirs, random)));
            assertEquals(bytes(message), bytes(Pkcs1Encryption.decryptOr(key, theirs, Secret.zeros(length), random)));
        }
    }

    @Test
    void aMessageTooLongForTheKeyIsRefused() {
        try (var key = RsaKeys.ours(1024)) {
            var message = Secret.zeros(118);
            assertThrows(
                    IllegalArgumentException.class, () -> Pkcs1Encryption.encrypt(key.publicKey(), message, random));
        }
    }

    @Test
    void madeUpMessagesAreThoseOfTheDraft() {
        var vectors = VectorFile.read("rsa/implicit_rejection.txt");
        try (var key = RsaKeys.fromDer(vectors.getFirst().octets("key"))) {
            for (var vector : vectors) {
                var message = Pkcs1Encryption.decrypt(key, Bytes.adopt(vector.octets("ciphertext")), random);
                assertEquals(Bytes.adopt(vector.octets("message")), bytes(message), vector.text("comment"));
            }
        }
    }

    /// Every malformed encoding gives the fallback, or a made-up message that is always the same. `PP` stands for
    /// as many octets 55 as are needed; a message of 48 octets follows.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "01 02 PP 00",
                "00 01 PP 00",
                "00 00 PP 00",
                "00 03 PP 00",
                "00 82 PP 00",
                "00 02 PP 01",
                "00 02 00 PP",
                "00 02 55 00 PP",
                "00 02 55555555555555 00 PP",
            })
    void malformedEncodingsGiveSomethingElse(String form) {
        var given = form.replace("PP", "").replace(" ", "").length() / 2;
        var message = Bytes.fromHex("4d".repeat(48));
        var encoded =
                Bytes.fromHex(form.replace("PP", "55".repeat(128 - given - 48))).concat(message);
        try (var key = RsaKeys.ours(1024);
                var fallback = random.secret(48)) {
            var ciphertext = key.publicKey().apply(Limbs.of(encoded));
            assertEquals(bytes(fallback), bytes(Pkcs1Encryption.decryptOr(key, ciphertext, fallback, random)));
            var madeUp = bytes(Pkcs1Encryption.decrypt(key, ciphertext, random));
            assertNotEquals(message, madeUp);
            assertEquals(madeUp, bytes(Pkcs1Encryption.decrypt(key, ciphertext, random)));
        }
    }

    @Test
    void eightOctetsOfPaddingAreEnough() {
        var message = Bytes.fromHex("4d".repeat(117));
        var encoded = Bytes.fromHex("0002 5555555555555555 00").concat(message);
        try (var key = RsaKeys.ours(1024)) {
            var ciphertext = key.publicKey().apply(Limbs.of(encoded));
            assertEquals(message, bytes(Pkcs1Encryption.decrypt(key, ciphertext, random)));
        }
    }

    @Test
    void aMessageOfAnotherLengthGivesTheFallback() {
        try (var key = RsaKeys.ours(1024);
                var fallback = random.secret(48)) {
            for (int length : new int[] {0, 47, 49, 117}) {
                var ciphertext = Pkcs1Encryption.encrypt(key.publicKey(), random.secret(length), random);
                assertEquals(bytes(fallback), bytes(Pkcs1Encryption.decryptOr(key, ciphertext, fallback, random)));
            }
        }
    }

    @Test
    void whatIsNoCiphertextGivesTheFallbackOrIsRefused() {
        try (var key = RsaKeys.ours(1024);
                var fallback = random.secret(48)) {
            var modulus = key.publicKey().modulus();
            for (var wrong : new Bytes[] {
                Bytes.EMPTY, modulus, modulus.from(1), Bytes.of(0).concat(modulus)
            }) {
                assertEquals(bytes(fallback), bytes(Pkcs1Encryption.decryptOr(key, wrong, fallback, random)));
                assertThrows(IllegalArgumentException.class, () -> Pkcs1Encryption.decrypt(key, wrong, random));
            }
        }
    }

    /// An "invalid" case must not give its message: it gives a made-up one, or is refused if it is no number below
    /// the modulus.
    @ParameterizedTest
    @ValueSource(strings = {"2048", "3072", "4096"})
    void wycheproof(String bits) {
        var keys = new HashMap<String, RsaPrivateKey>();
        for (var test : Wycheproof.cases("rsa_pkcs1_" + bits + "_test.json")) {
            var pkcs8 = test.group().text("privateKeyPkcs8");
            check(keys.computeIfAbsent(pkcs8, der -> RsaKeys.fromPkcs8(Bytes.fromHex(der))), test);
        }
    }

    private void check(RsaPrivateKey key, Case test) {
        var message = Bytes.adopt(test.octets("msg"));
        var ciphertext = Bytes.adopt(test.octets("ct"));
        if (test.flagged("InvalidCiphertextFormat")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Pkcs1Encryption.decrypt(key, ciphertext, random),
                    test::toString);
            return;
        }
        var decrypted = bytes(Pkcs1Encryption.decrypt(key, ciphertext, random));
        if (test.result() == Result.VALID) {
            assertEquals(message, decrypted, test::toString);
        } else {
            assertNotEquals(message, decrypted, test::toString);
        }
    }

    private static Bytes jdk(int mode, Key key, Bytes input) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(mode, key);
        return Bytes.adopt(cipher.doFinal(input.toArray()));
    }

    private static Bytes bytes(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }
}
