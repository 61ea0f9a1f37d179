package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The two ciphers that borrow AES's circuit, against their RFCs and Bouncy Castle (the JDK has neither).
class CamelliaAndAriaTest {
    static Stream<Vector> camelliaVectors() {
        return VectorFile.read("cipher/camellia.txt").stream();
    }

    static Stream<Vector> ariaVectors() {
        return VectorFile.read("cipher/aria.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("camelliaVectors")
    void rfc3713(Vector vector) {
        check(new Camellia(Secret.adopt(vector.octets("key"))), vector);
    }

    @ParameterizedTest
    @MethodSource("ariaVectors")
    void rfc5794(Vector vector) {
        check(new Aria(Secret.adopt(vector.octets("key"))), vector);
    }

    private static void check(BlockCipher cipher, Vector vector) {
        try (cipher) {
            var block = Span.of(vector.octets("plaintext"));
            cipher.encrypt(block, block);
            assertArrayEquals(vector.octets("ciphertext"), block.array());
            cipher.decrypt(block, block);
            assertArrayEquals(vector.octets("plaintext"), block.array());
        }
    }

    @Property
    void camelliaAgreesWithBouncyCastle(
            @ForAll boolean wide, @ForAll @IntRange(max = 19) int blocks, @ForAll Random random) {
        var key = new byte[wide ? 32 : 16];
        random.nextBytes(key);
        compare(new Camellia(Secret.copyOf(key)), oracle(new CamelliaEngine(), key), blocks, random);
    }

    @Property
    void ariaAgreesWithBouncyCastle(
            @ForAll @IntRange(min = 2, max = 4) int keyWords,
            @ForAll @IntRange(max = 11) int blocks,
            @ForAll Random random) {
        var key = new byte[8 * keyWords];
        random.nextBytes(key);
        compare(new Aria(Secret.copyOf(key)), oracle(new ARIAEngine(), key), blocks, random);
    }

    private static org.bouncycastle.crypto.BlockCipher oracle(org.bouncycastle.crypto.BlockCipher engine, byte[] key) {
        engine.init(true, new KeyParameter(key));
        return engine;
    }

    private static void compare(
            BlockCipher cipher, org.bouncycastle.crypto.BlockCipher oracle, int blocks, Random random) {
        var plain = new byte[16 * blocks];
        random.nextBytes(plain);
        var expected = new byte[plain.length];
        for (int at = 0; at < plain.length; at += 16) {
            oracle.processBlock(plain, at, expected, at);
        }
        var buffer = new byte[3 + plain.length + 5];
        Arrays.fill(buffer, (byte) 0x77);
        var window = new Span(buffer, 3, plain.length);
        cipher.encrypt(Span.of(plain), window);
        assertEquals(Bytes.adopt(expected), window.toBytes());
        cipher.decrypt(window, window);
        assertEquals(Bytes.adopt(plain), window.toBytes());
        assertEquals(Bytes.fromHex("777777"), Bytes.copyOf(buffer, 0, 3));
        assertEquals(Bytes.fromHex("7777777777"), Bytes.copyOf(buffer, buffer.length - 5, 5));
    }

    @Test
    void camelliasFirstSboxIsTheStandards() {
        // Only octets 0 and 7 of each half go through s₁.
        checkTable("camellia 1", CamelliaSbox::substitute, 0);
    }

    @Test
    void ariasSecondSboxIsTheStandards() {
        // In layer 1 the octets 1, 5, 9 and 13 of a block go through S₂: octet 6, counted from the end, of a half.
        checkTable("aria 2", new AriaSbox()::layer1, 6);
    }

    private static void checkTable(String name, Consumer<long[]> substitution, int place) {
        var table = VectorFile.read("cipher/sboxes.txt").stream()
                .filter(vector -> vector.text("name").equals(name))
                .findFirst()
                .orElseThrow()
                .octets("values");
        for (int x = 0; x < 256; x++) {
            var q = new long[8];
            for (int i = 0; i < 8; i++) {
                q[i] = -(x >> i & 1);
            }
            substitution.accept(q);
            int value = 0;
            for (int i = 0; i < 8; i++) {
                value |= (int) (q[i] >>> 8 * place & 1) << i;
            }
            assertEquals(table[x] & 0xff, value, name + " of " + x);
        }
    }

    @Test
    void wrongLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Camellia(Secret.zeros(24)));
        assertThrows(IllegalArgumentException.class, () -> new Aria(Secret.zeros(20)));
    }
}
