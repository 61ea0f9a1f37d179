package postern.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.kernel.AeadKernel;
import postern.crypto.kernel.Kernels;
import postern.vectors.Allocation;

/// The fast form of AES-GCM against the readable one.
class AesGcmKernelTest {
    private final Random random = new Random(7);
    private final byte[] nonce = new byte[12];

    private byte[] octets(int length) {
        var out = new byte[length];
        random.nextBytes(out);
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void agreesAtEveryLength(int keyLength) {
        var key = Secret.adopt(octets(keyLength));
        try (var plain = new Gcm(new Aes(key));
                var kernel = Kernels.source().aesGcm(key)) {
            for (int length = 0; length <= 1100; length++) {
                compare(plain, kernel, octets(length % 41), octets(length));
            }
            for (int length : new int[] {16383, 16384, 16385, 16879, 16880, 16881, 17000, 34000, 70000}) {
                compare(plain, kernel, octets(13), octets(length));
            }
            compare(plain, kernel, octets(40000), octets(1000));
        }
    }

    private void compare(Gcm plain, AeadKernel kernel, byte[] aad, byte[] plaintext) {
        random.nextBytes(nonce);
        int length = plaintext.length;
        var expected = new byte[length + 16];
        plain.seal(nonce, aad, Span.of(plaintext), Span.of(expected));

        var sealed = new byte[length + 16];
        kernel.seal(nonce, aad, Span.of(plaintext), Span.of(sealed));
        assertArrayEquals(expected, sealed, () -> "length " + length);

        var inPlace = new byte[3 + length + 16 + 2];
        System.arraycopy(plaintext, 0, inPlace, 3, length);
        kernel.seal(nonce, aad, new Span(inPlace, 3, length), new Span(inPlace, 3, length + 16));
        assertArrayEquals(expected, Arrays.copyOfRange(inPlace, 3, 3 + length + 16), () -> "in place " + length);
        assertEquals(0, inPlace[2] | inPlace[inPlace.length - 1] | inPlace[inPlace.length - 2], "nothing beyond");

        var tag = new byte[16];
        kernel.computeTag(nonce, aad, new Span(sealed, 0, length), tag);
        assertArrayEquals(Arrays.copyOfRange(expected, length, length + 16), tag, () -> "tag " + length);
        assertArrayEquals(expected, sealed, "a tag computed changes nothing");
        var opened = new byte[length];
        kernel.decrypt(new Span(sealed, 0, length), Span.of(opened));
        assertArrayEquals(plaintext, opened, () -> "opened " + length);
        kernel.computeTag(nonce, aad, new Span(sealed, 0, length), tag);
        kernel.decrypt(new Span(sealed, 0, length), new Span(sealed, 0, length));
        assertArrayEquals(plaintext, Arrays.copyOf(sealed, length), () -> "opened in place " + length);
    }

    /// Gcm with the fast form in it still decides, and releases nothing that is forged.
    @ParameterizedTest
    @ValueSource(ints = {128, 1000, 16384})
    void aForgedRecordReleasesNothing(int length) {
        var key = Secret.adopt(octets(16));
        var plaintext = octets(length);
        var sealed = new byte[length + 16];
        var opened = new byte[length];
        try (var gcm = new Gcm(new Aes(key), FastForm.always(Kernels.source().aesGcm(key)))) {
            gcm.seal(nonce, octets(0), Span.of(plaintext), Span.of(sealed));
            for (int bit = 0; bit < 8 * sealed.length; bit += 1 + random.nextInt(sealed.length / 4)) {
                var forged = sealed.clone();
                forged[bit / 8] ^= (byte) (1 << bit % 8);
                var before = forged.clone();
                assertFalse(gcm.open(nonce, octets(0), Span.of(forged), Span.of(opened)));
                assertFalse(gcm.open(nonce, octets(0), Span.of(forged), new Span(forged, 0, length)));
                assertArrayEquals(before, forged);
                assertArrayEquals(new byte[length], opened);
            }
            assertTrue(gcm.open(nonce, octets(0), Span.of(sealed), Span.of(opened)));
            assertArrayEquals(plaintext, opened);
        }
    }

    /// The kernel is compiled first, as it is in use. Were a helper method of it not inlined, each vector would
    /// be an object.
    @Tag("deep") // Waits for the compiler, which on a busy machine may take its time.
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void nothingIsAllocatedPerRecord(int keyLength) {
        var aad = new byte[13];
        var buffer = new byte[16384 + 16];
        var key = Secret.zeros(keyLength);
        try (var gcm = new Gcm(new Aes(key), FastForm.always(Kernels.source().aesGcm(key)))) {
            Runnable records = () -> {
                for (int length : new int[] {200, 1024, 16384}) {
                    var text = new Span(buffer, 0, length);
                    var sealed = new Span(buffer, 0, length + 16);
                    gcm.seal(nonce, aad, text, sealed);
                    gcm.open(nonce, aad, sealed, text);
                }
            };
            long allocated = Long.MAX_VALUE;
            long deadline = System.nanoTime() + 120_000_000_000L;
            // The windows themselves, where the compiler keeps them.
            while (allocated > 6 * 32 && System.nanoTime() < deadline) {
                allocated = Allocation.perCall(records);
            }
            assertTrue(allocated <= 6 * 32, "octets allocated: " + allocated);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void theExpandedKeyBeginsWithTheKey(int keyLength) {
        var key = octets(keyLength);
        try (var aes = new Aes(Secret.copyOf(key));
                var expanded = aes.expandedKey()) {
            assertEquals(16 * (keyLength / 4 + 7), expanded.length());
            assertArrayEquals(key, Arrays.copyOf(expanded.expose(), keyLength));
        }
    }
}
