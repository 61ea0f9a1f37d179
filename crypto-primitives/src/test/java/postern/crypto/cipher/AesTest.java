package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Cipher;
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

/// AES against FIPS 197 and the JDK's.
class AesTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("cipher/aes.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void fips197(Vector vector) {
        try (var aes = new Aes(Secret.adopt(vector.octets("key")))) {
            var block = Span.of(vector.octets("plaintext"));
            aes.encrypt(block, block);
            assertArrayEquals(vector.octets("ciphertext"), block.array());
            aes.decrypt(block, block);
            assertArrayEquals(vector.octets("plaintext"), block.array());
        }
    }

    /// Every number of blocks around the groups of four, beside other octets that must stay as they are.
    @Property
    void agreesWithTheJdk(
            @ForAll @IntRange(min = 2, max = 4) int keyWords,
            @ForAll @IntRange(max = 13) int blocks,
            @ForAll @IntRange(max = 9) int offset,
            @ForAll Random random)
            throws GeneralSecurityException {
        var key = new byte[8 * keyWords];
        random.nextBytes(key);
        var plain = new byte[16 * blocks];
        random.nextBytes(plain);
        var jdk = Cipher.getInstance("AES/ECB/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        var expected = Bytes.adopt(jdk.doFinal(plain));
        try (var aes = new Aes(Secret.copyOf(key))) {
            var buffer = new byte[offset + plain.length + 5];
            Arrays.fill(buffer, (byte) 0x77);
            var window = new Span(buffer, offset, plain.length);
            aes.encrypt(Span.of(plain), window);
            assertEquals(expected, window.toBytes());
            aes.decrypt(window, window);
            assertEquals(Bytes.copyOf(plain), window.toBytes());
            for (int i = 0; i < buffer.length; i++) {
                if (i < offset || i >= offset + plain.length) {
                    assertEquals(0x77, buffer[i]);
                }
            }
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new Aes(Secret.zeros(20)));
        assertEquals("an AES key has 16, 24 or 32 octets, not 20", refusal.getMessage());
        var aes = new Aes(Secret.zeros(16));
        var block = Span.of(new byte[16]);
        var part = Span.of(new byte[15]);
        var two = Span.of(new byte[32]);
        assertThrows(IllegalArgumentException.class, () -> aes.encrypt(part, part));
        assertThrows(IllegalArgumentException.class, () -> aes.encrypt(block, two));
        assertThrows(IllegalArgumentException.class, () -> aes.decrypt(two, block));
    }

    @Test
    void closingForgetsTheKey() {
        var aes = new Aes(Secret.ofPublic(Bytes.fromHex("000102030405060708090a0b0c0d0e0f")));
        aes.close();
        var other = new Aes(Secret.ofPublic(Bytes.fromHex("ff0102030405060708090a0b0c0d0e0f")));
        other.close();
        var first = Span.of(new byte[16]);
        var second = Span.of(new byte[16]);
        aes.encrypt(first, first);
        other.encrypt(second, second);
        assertEquals(first.toBytes(), second.toBytes());
    }
}
