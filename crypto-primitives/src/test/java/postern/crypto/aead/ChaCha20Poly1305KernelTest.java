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
import postern.crypto.cipher.ChaCha20;
import postern.vectors.Allocation;

/// The vector kernels of ChaCha20 and Poly1305, at all three widths, against their readable references.
class ChaCha20Poly1305KernelTest {
    private static final int RECORD = 16384;
    private static final int LONGEST = 1100;
    /// How long C2 may take until no vector is an object any more.
    private static final long PATIENCE_SECONDS = 300;

    private final Random random = new Random(3);
    private final byte[] nonce = octets(12);

    @Tag("deep") // Waits for the compiler, which on a busy machine may take its time.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void kernelsAllocateNothingAndAgreeWithTheReference(int bits) {
        var key = octets(32);
        try (var fast = new ChaCha20Poly1305(Secret.copyOf(key), KernelWidth.ofBits(bits));
                var plain = ChaCha20Poly1305.plain(Secret.copyOf(key))) {
            assertEquals(0, allocationOnceCompiled(fast));
            for (int length = 0; length <= LONGEST; length++) {
                compare(fast, plain, length);
            }
            compare(fast, plain, RECORD);
            compare(fast, plain, RECORD + 1);
        }
    }

    private long allocationOnceCompiled(Aead aead) {
        var plaintext = Span.of(new byte[RECORD + 1]);
        var sealed = Span.of(new byte[RECORD + 17]);
        var aad = new byte[5];
        Runnable both = () -> {
            aead.seal(nonce, aad, plaintext, sealed);
            assertTrue(aead.open(nonce, aad, sealed, plaintext));
        };
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        long allocated = Allocation.perCall(both);
        while (allocated > 0 && System.nanoTime() - deadline < 0) {
            allocated = Allocation.perCall(both);
        }
        return allocated;
    }

    private void compare(Aead fast, Aead plain, int length) {
        var aad = octets(random.nextInt(40));
        var text = octets(length);
        var expected = new byte[length + 16];
        plain.seal(nonce, aad, Span.of(text), Span.of(expected));
        // Across buffers, at an odd place; then in place.
        var buffer = new byte[length + 16 + 3];
        var sealed = new Span(buffer, 3, length + 16);
        fast.seal(nonce, aad, Span.of(text), sealed);
        assertArrayEquals(expected, sealed.toBytes().toArray(), () -> "length " + length);
        var opened = octets(length);
        assertTrue(fast.open(nonce, aad, Span.of(expected), Span.of(opened)));
        assertArrayEquals(text, opened);
        System.arraycopy(text, 0, buffer, 3, length);
        fast.seal(nonce, aad, new Span(buffer, 3, length), sealed);
        assertArrayEquals(expected, sealed.toBytes().toArray(), () -> "length in place " + length);
        refusesForged(fast, aad, expected);
        assertTrue(fast.open(nonce, aad, sealed, new Span(buffer, 3, length)));
        assertArrayEquals(text, Arrays.copyOfRange(buffer, 3, 3 + length));
    }

    private void refusesForged(Aead fast, byte[] aad, byte[] sealed) {
        var forged = sealed.clone();
        forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
        var untouched = octets(sealed.length - 16);
        var before = untouched.clone();
        assertFalse(fast.open(nonce, aad, Span.of(forged), Span.of(untouched)));
        assertArrayEquals(before, untouched, "nothing of a forged text is released");
    }

    /// Octets of all ones reach the edges of the limbs more often than random ones.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void poly1305AgreesWithTheReferenceAtTheEdges(int bits) {
        var fast = new Poly1305();
        fast.use(KernelWidth.ofBits(bits).poly1305());
        var plain = new Poly1305();
        for (int i = 0; i < 200; i++) {
            var key = octets(32);
            Arrays.fill(key, 0, 16, (byte) -random.nextInt(2));
            var data = octets(512 + random.nextInt(600));
            Arrays.fill(data, 0, random.nextInt(data.length), (byte) -1);
            assertArrayEquals(tag(plain, key, data), tag(fast, key, data));
        }
    }

    private static byte[] tag(Poly1305 poly1305, byte[] key, byte[] data) {
        var tag = new byte[16];
        poly1305.begin(key);
        poly1305.update(data, 0, 7);
        poly1305.update(data, 7, data.length - 7);
        poly1305.tagInto(tag, 0);
        return tag;
    }

    /// The counter runs over its end within a group, and a rest leaves it where the reference leaves it.
    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void chaCha20CountsAsTheReference(int bits) {
        var key = octets(32);
        try (var fast = new ChaCha20(Secret.copyOf(key));
                var plain = new ChaCha20(Secret.copyOf(key))) {
            fast.use(KernelWidth.ofBits(bits).chaCha());
            fast.begin(nonce, -5);
            plain.begin(nonce, -5);
            for (int length : new int[] {1500, 130, 64, 2048, 1, 200}) {
                var expected = new byte[length];
                var actual = new byte[length];
                plain.crypt(Span.of(new byte[length]), Span.of(expected));
                fast.crypt(Span.of(new byte[length]), Span.of(actual));
                assertArrayEquals(expected, actual);
            }
        }
    }

    private byte[] octets(int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
