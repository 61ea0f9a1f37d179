package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.Kernels;
import postern.vectors.Allocation;

/// The vector kernel of AES in CBC mode against the plain form and the JDK's.
class AesCbcKernelTest {
    private static final int RECORD = 16384;
    private static final int BLOCK = 16;
    /// How long C2 may take until no vector is an object any more.
    private static final long PATIENCE_SECONDS = 300;

    private final Random random = new Random(4);

    @Tag("deep") // Waits for the compiler, which on a busy machine may take its time.
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void allocatesNothingAndAgreesAtEveryLength(int keyLength) throws GeneralSecurityException {
        var key = octets(keyLength);
        try (var fast = new Aes(Secret.copyOf(key)).chainedBy(Kernels.source());
                var plain = new Aes(Secret.copyOf(key)).chainedBy(new NoKernels())) {
            assumeTrue(fast.chaining(0) != null, "the vectors of this machine are too narrow for the kernel");
            assertEquals(0, allocationOnceCompiled(new CbcMode(fast)));
            for (int length = 0; length <= 1100; length += BLOCK) {
                compare(fast, plain, length);
            }
            compare(fast, plain, RECORD);
            agreesWithTheJdk(fast, key);
        }
    }

    private long allocationOnceCompiled(CbcMode mode) {
        var text = Span.of(new byte[RECORD + BLOCK]);
        var iv = new byte[BLOCK];
        Runnable both = () -> {
            mode.encrypt(iv, text, text);
            mode.decrypt(iv, text, text);
        };
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000;
        long allocated = Allocation.perCall(both);
        while (allocated > 0 && System.nanoTime() - deadline < 0) {
            allocated = Allocation.perCall(both);
        }
        return allocated;
    }

    private void compare(Aes fast, Aes plain, int length) {
        var iv = octets(BLOCK);
        var text = octets(length);
        var expected = new byte[length];
        var expectedIv = iv.clone();
        new CbcMode(plain).encrypt(expectedIv, Span.of(text), Span.of(expected));
        // Across buffers, at an odd place; then in place.
        var mode = new CbcMode(fast);
        var buffer = new byte[length + 5];
        var window = new Span(buffer, 3, length);
        var running = iv.clone();
        mode.encrypt(running, Span.of(text), window);
        assertArrayEquals(expected, window.toBytes().toArray());
        assertArrayEquals(expectedIv, running);
        var opened = new byte[length];
        running = iv.clone();
        mode.decrypt(running, window, Span.of(opened));
        assertArrayEquals(text, opened);
        assertArrayEquals(expectedIv, running);
        running = iv.clone();
        mode.decrypt(running, window, window);
        assertArrayEquals(text, window.toBytes().toArray());
        running = iv.clone();
        mode.encrypt(running, window, window);
        assertArrayEquals(expected, window.toBytes().toArray());
    }

    private void agreesWithTheJdk(Aes fast, byte[] key) throws GeneralSecurityException {
        var iv = octets(BLOCK);
        var text = octets(RECORD);
        var jdk = Cipher.getInstance("AES/CBC/NoPadding");
        jdk.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        var expected = jdk.doFinal(text);
        var window = Span.of(text.clone());
        new CbcMode(fast).encrypt(iv, window, window);
        assertArrayEquals(expected, window.array());
        assertArrayEquals(Arrays.copyOfRange(expected, RECORD - BLOCK, RECORD), iv);
    }

    private byte[] octets(int length) {
        var octets = new byte[length];
        random.nextBytes(octets);
        return octets;
    }
}
