package postern.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.ARIAEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Allocation;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// Every authenticated cipher: published vectors, the JDK's, Wycheproof, and what the interface promises.
class AeadTest {
    static Stream<Vector> vectors() {
        return Stream.of("aead/gcm.txt", "aead/ccm.txt", "aead/chacha20_poly1305.txt")
                .flatMap(f -> VectorFile.read(f).stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectors(Vector vector) {
        var algorithm = AeadAlgorithm.valueOf(vector.text("algorithm"));
        var expected = Bytes.concat(Bytes.adopt(vector.octets("ciphertext")), Bytes.adopt(vector.octets("tag")));
        try (var aead = algorithm.withKey(Secret.adopt(vector.octets("key")))) {
            var message = new Message(vector.octets("nonce"), vector.octets("aad"), vector.octets("plaintext"));
            assertEquals(expected, seal(aead, message));
            assertTrue(opens(aead, message, expected.toArray()));
        }
    }

    /// A message as it goes in.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Message(byte[] nonce, byte[] aad, byte[] plaintext) {
        static Message random(Random random, int aadLength, int length) {
            var message = new Message(new byte[12], new byte[aadLength], new byte[length]);
            random.nextBytes(message.nonce);
            random.nextBytes(message.aad);
            random.nextBytes(message.plaintext);
            return message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithAnotherAtEveryLength(AeadAlgorithm algorithm) throws GeneralSecurityException {
        var random = new Random(2);
        var key = new byte[algorithm.keyLength()];
        random.nextBytes(key);
        try (var aead = algorithm.withKey(Secret.copyOf(key))) {
            for (int length = 0; length <= 600; length++) {
                compare(algorithm, key, aead, Message.random(random, length % 37, length));
            }
            compare(algorithm, key, aead, Message.random(random, 5, 16384));
            // Where CCM begins to write the length of the associated data in another way.
            compare(algorithm, key, aead, Message.random(random, 0xff00 - 1, 20));
            compare(algorithm, key, aead, Message.random(random, 0xff00, 20));
        }
    }

    private static void compare(AeadAlgorithm algorithm, byte[] key, Aead aead, Message message)
            throws GeneralSecurityException {
        var expected = Bytes.adopt(oracle(algorithm, key, message));
        assertEquals(expected, seal(aead, message), () -> "length " + message.plaintext.length);
        assertTrue(opens(aead, message, expected.toArray()));
    }

    /// The JDK's provider, or Bouncy Castle where that does not have the mode.
    private static byte[] oracle(AeadAlgorithm algorithm, byte[] key, Message message) throws GeneralSecurityException {
        return switch (algorithm) {
            case AES_128_GCM, AES_256_GCM ->
                jdk("AES/GCM/NoPadding", key, new GCMParameterSpec(128, message.nonce), message);
            case CHACHA20_POLY1305 -> jdk("ChaCha20-Poly1305", key, new IvParameterSpec(message.nonce), message);
            case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 ->
                bouncyCastle(CCMBlockCipher.newInstance(AESEngine.newInstance()), algorithm, key, message);
            case CAMELLIA_128_GCM, CAMELLIA_256_GCM ->
                bouncyCastle(GCMBlockCipher.newInstance(new CamelliaEngine()), algorithm, key, message);
            case ARIA_128_GCM, ARIA_256_GCM ->
                bouncyCastle(GCMBlockCipher.newInstance(new ARIAEngine()), algorithm, key, message);
        };
    }

    private static byte[] jdk(String name, byte[] key, AlgorithmParameterSpec parameters, Message message)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(name);
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(key, name.startsWith("AES") ? "AES" : "ChaCha20"), parameters);
        cipher.updateAAD(message.aad);
        return cipher.doFinal(message.plaintext);
    }

    private static byte[] bouncyCastle(AEADCipher cipher, AeadAlgorithm algorithm, byte[] key, Message message) {
        int tagBits = 8 * algorithm.tagLength();
        cipher.init(true, new AEADParameters(new KeyParameter(key), tagBits, message.nonce, message.aad));
        var out = new byte[cipher.getOutputSize(message.plaintext.length)];
        int at = cipher.processBytes(message.plaintext, 0, message.plaintext.length, out, 0);
        try {
            cipher.doFinal(out, at);
        } catch (InvalidCipherTextException e) {
            throw new AssertionError(e);
        }
        return out;
    }

    /// Seals from one buffer into another, and in place in a third, amid other octets.
    private static Bytes seal(Aead aead, Message message) {
        int length = message.plaintext.length;
        var sealed = Span.of(new byte[length + aead.tagLength()]);
        aead.seal(message.nonce, message.aad, Span.of(message.plaintext), sealed);
        var buffer = new byte[5 + length + aead.tagLength() + 3];
        Arrays.fill(buffer, (byte) 0x77);
        System.arraycopy(message.plaintext, 0, buffer, 5, length);
        var inPlace = new Span(buffer, 5, length + aead.tagLength());
        aead.seal(message.nonce, message.aad, new Span(buffer, 5, length), inPlace);
        assertEquals(sealed.toBytes(), inPlace.toBytes(), "in place");
        assertEquals(Bytes.fromHex("7777777777"), Bytes.copyOf(buffer, 0, 5));
        assertEquals(Bytes.fromHex("777777"), Bytes.copyOf(buffer, buffer.length - 3, 3));
        return sealed.toBytes();
    }

    /// Opens from one buffer into another, and in place; both must agree.
    private static boolean opens(Aead aead, Message message, byte[] sealed) {
        int length = sealed.length - aead.tagLength();
        var plaintext = Span.of(new byte[length]);
        boolean right = aead.open(message.nonce, message.aad, Span.of(sealed), plaintext);
        var buffer = sealed.clone();
        assertEquals(right, aead.open(message.nonce, message.aad, Span.of(buffer), new Span(buffer, 0, length)));
        if (right) {
            assertArrayEquals(message.plaintext, plaintext.array());
            assertArrayEquals(message.plaintext, Arrays.copyOf(buffer, length));
        } else {
            assertArrayEquals(new byte[length], plaintext.array(), "nothing is released");
            assertArrayEquals(sealed, buffer, "nothing is released in place");
        }
        return right;
    }

    @Property
    void everyChangedBitIsSeen(
            @ForAll AeadAlgorithm algorithm,
            @ForAll @IntRange(max = 20) int aadLength,
            @ForAll @IntRange(max = 70) int length,
            @ForAll Random random) {
        var key = new byte[algorithm.keyLength()];
        random.nextBytes(key);
        var message = Message.random(random, aadLength, length);
        try (var aead = algorithm.withKey(Secret.adopt(key))) {
            var sealed = seal(aead, message).toArray();
            flip(sealed, random);
            assertFalse(opens(aead, message, sealed), "sealed");
            var again = seal(aead, message).toArray();
            flip(message.nonce, random);
            assertFalse(opens(aead, message, again), "nonce");
            var third = seal(aead, message).toArray();
            if (aadLength > 0) {
                flip(message.aad, random);
                assertFalse(opens(aead, message, third), "associated data");
            }
        }
    }

    private static void flip(byte[] octets, Random random) {
        octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
    }

    @ParameterizedTest
    @EnumSource
    void wrongLengthsAreRefused(AeadAlgorithm algorithm) {
        assertThrows(IllegalArgumentException.class, () -> algorithm.withKey(Secret.zeros(algorithm.keyLength() - 1)));
        try (var aead = algorithm.withKey(Secret.zeros(algorithm.keyLength()))) {
            assertEquals(algorithm.nonceLength(), aead.nonceLength());
            assertEquals(algorithm.tagLength(), aead.tagLength());
            var aad = new byte[0];
            var nonce = new byte[12];
            var plaintext = Span.of(new byte[8]);
            var sealed = Span.of(new byte[8 + algorithm.tagLength()]);
            var tooShort = Span.of(new byte[7 + algorithm.tagLength()]);
            assertThrows(IllegalArgumentException.class, () -> aead.seal(new byte[11], aad, plaintext, sealed));
            assertThrows(IllegalArgumentException.class, () -> aead.seal(nonce, aad, plaintext, tooShort));
            assertThrows(IllegalArgumentException.class, () -> aead.open(nonce, aad, tooShort, plaintext));
            assertThrows(IllegalArgumentException.class, () -> aead.open(nonce, aad, Span.of(new byte[7]), plaintext));
        }
    }

    @ParameterizedTest
    @EnumSource
    void windowsThatOverlapOtherwiseThanInPlaceAreRefused(AeadAlgorithm algorithm) {
        try (var aead = algorithm.withKey(Secret.zeros(algorithm.keyLength()))) {
            var buffer = new byte[100];
            var sealed = new Span(buffer, 40, 20 + algorithm.tagLength());
            for (int at = 0; at <= 80; at++) {
                var plaintext = new Span(buffer, at, 20);
                if (at == 40 || at + 20 <= 40 || at >= 60 + algorithm.tagLength()) {
                    aead.seal(new byte[12], new byte[0], plaintext, sealed);
                } else {
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> aead.seal(new byte[12], new byte[0], plaintext, sealed));
                }
            }
        }
    }

    /// The interpreter and C1 allocate as little as C2: there is nothing to eliminate.
    @ParameterizedTest
    @EnumSource
    void nothingIsAllocatedPerRecord(AeadAlgorithm algorithm) {
        var nonce = new byte[12];
        var aad = new byte[5];
        var buffer = new byte[1000 + algorithm.tagLength()];
        var plaintext = new Span(buffer, 0, 1000);
        var sealed = Span.of(buffer);
        try (var aead = algorithm.withKey(Secret.zeros(algorithm.keyLength()))) {
            // The lowest of some: once in the life of a process a switch may begin its training here.
            assertEquals(
                    0,
                    IntStream.range(0, 5)
                            .mapToLong(_ -> Allocation.perCall(() -> {
                                aead.seal(nonce, aad, plaintext, sealed);
                                aead.open(nonce, aad, sealed, plaintext);
                            }))
                            .min()
                            .orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_128_GCM", "AES_256_GCM"})
    void wycheproofGcm(AeadAlgorithm algorithm) {
        wycheproof(algorithm, "aes_gcm_test.json");
    }

    @ParameterizedTest
    @EnumSource(names = {"AES_128_CCM", "AES_256_CCM", "AES_128_CCM_8", "AES_256_CCM_8"})
    void wycheproofCcm(AeadAlgorithm algorithm) {
        wycheproof(algorithm, "aes_ccm_test.json");
    }

    @ParameterizedTest
    @EnumSource(names = "CHACHA20_POLY1305")
    void wycheproofChaCha(AeadAlgorithm algorithm) {
        wycheproof(algorithm, "chacha20_poly1305_test.json");
    }

    /// Keys and tags of other lengths than the algorithm's are passed over: they are another algorithm's. A
    /// nonce of another length than 96 bits, which TLS never uses, must be refused.
    private static void wycheproof(AeadAlgorithm algorithm, String file) {
        int run = 0;
        for (var c : Wycheproof.cases(file)) {
            if (c.group().number("keySize") != 8 * algorithm.keyLength()
                    || c.group().number("tagSize") != 8 * algorithm.tagLength()) {
                continue;
            }
            run++;
            var message = new Message(c.octets("iv"), c.octets("aad"), c.octets("msg"));
            var sealed = Bytes.concat(Bytes.adopt(c.octets("ct")), Bytes.adopt(c.octets("tag")));
            try (var aead = algorithm.withKey(Secret.adopt(c.octets("key")))) {
                if (message.nonce.length != algorithm.nonceLength()) {
                    assertThrows(IllegalArgumentException.class, () -> seal(aead, message), c::toString);
                } else {
                    boolean valid = c.result() == Wycheproof.Result.VALID;
                    assertEquals(valid, opens(aead, message, sealed.toArray()), c::toString);
                    assertEquals(valid, seal(aead, message).equals(sealed), c::toString);
                }
            }
        }
        assertTrue(run > 0, "cases of these lengths");
    }
}
