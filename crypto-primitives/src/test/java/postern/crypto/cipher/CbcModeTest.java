package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// CBC mode against SP 800-38A, the JDK's and Wycheproof.
class CbcModeTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/aes_cbc.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void sp800x38a(Vector vector) {
        var mode = new CbcMode(new Aes(Secret.adopt(vector.octets("key"))));
        var text = Span.of(vector.octets("plaintext"));
        mode.encrypt(vector.octets("iv"), text, text);
        assertArrayEquals(vector.octets("ciphertext"), text.array());
        mode.decrypt(vector.octets("iv"), text, text);
        assertArrayEquals(vector.octets("plaintext"), text.array());
    }

    @Property
    void agreesWithTheJdk(@ForAll @IntRange(max = 70) int blocks, @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[16];
        var iv = new byte[16];
        var plain = new byte[16 * blocks];
        random.nextBytes(key);
        random.nextBytes(iv);
        random.nextBytes(plain);
        var jdk = Cipher.getInstance("AES/CBC/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        var expected = jdk.doFinal(plain);
        var mode = new CbcMode(new Aes(Secret.adopt(key)));
        var out = new byte[plain.length];
        // In two parts: the IV is carried from one to the next.
        int cut = blocks == 0 ? 0 : 16 * random.nextInt(blocks);
        var running = iv.clone();
        mode.encrypt(running, new Span(plain, 0, cut), new Span(out, 0, cut));
        mode.encrypt(running, new Span(plain, cut, plain.length - cut), new Span(out, cut, plain.length - cut));
        assertArrayEquals(expected, out);
        running = iv.clone();
        mode.decrypt(running, new Span(out, 0, cut), new Span(out, 0, cut));
        var rest = new Span(out, cut, plain.length - cut);
        var separate = Span.of(new byte[plain.length - cut]);
        mode.decrypt(running, rest, separate);
        assertArrayEquals(Arrays.copyOf(plain, cut), Arrays.copyOf(out, cut));
        assertArrayEquals(Arrays.copyOfRange(plain, cut, plain.length), separate.array());
    }

    @Test
    void wrongLengthsAreRefused() {
        var mode = new CbcMode(new Aes(Secret.zeros(16)));
        var text = Span.of(new byte[17]);
        assertThrows(IllegalArgumentException.class, () -> mode.encrypt(new byte[16], text, text));
        var block = Span.of(new byte[16]);
        assertThrows(IllegalArgumentException.class, () -> mode.encrypt(new byte[15], block, block));
    }

    /// Wycheproof's cases pad by PKCS #5, which TLS does not use; so the padding is checked here.
    @Test
    void wycheproof() {
        int run = 0;
        for (var c : Wycheproof.cases("aes_cbc_pkcs5_test.json")) {
            run++;
            var message = decrypted(c.octets("key"), c.octets("iv"), c.octets("ct"));
            assertEquals(
                    c.result() == Wycheproof.Result.VALID,
                    message.equals(Optional.of(Bytes.adopt(c.octets("msg")))),
                    c::toString);
        }
        assertTrue(run > 0);
    }

    private static Optional<Bytes> decrypted(byte[] key, byte[] iv, byte[] ciphertext) {
        if (ciphertext.length == 0 || ciphertext.length % 16 != 0) {
            return Optional.empty();
        }
        var text = Span.of(ciphertext);
        new CbcMode(new Aes(Secret.adopt(key))).decrypt(iv, text, text);
        int padding = ciphertext[ciphertext.length - 1];
        if (padding < 1 || padding > 16) {
            return Optional.empty();
        }
        for (int i = 1; i <= padding; i++) {
            if (ciphertext[ciphertext.length - i] != padding) {
                return Optional.empty();
            }
        }
        return Optional.of(Bytes.copyOf(ciphertext, 0, ciphertext.length - padding));
    }
}
