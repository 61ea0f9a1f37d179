package postern.crypto.cipher;

import java.util.Random;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.KernelSwitch;

/// Texts of all kinds of lengths, enciphered and deciphered in CBC mode: what its fast form is trained and
/// measured with. Half of the octets are in texts as long as a full record.
final class CbcWorkout implements KernelSwitch.Workout {
    private static final int FULL = 16384;
    private static final int SHORT_TEXTS = 16;
    private static final int BLOCK = 16;

    private final Aes cipher;
    private final CbcMode mode;
    /// Which lengths come, not what is secret.
    private final Random lengths = new Random(1);
    private final byte[] iv = new byte[BLOCK];
    private final byte[] text = new byte[FULL];
    private final Span window = Span.of(text);

    /// Takes over what it works with.
    CbcWorkout(Aes cipher) {
        this.cipher = cipher;
        this.mode = new CbcMode(cipher);
    }

    @Override
    public void run() {
        work(FULL);
        for (int i = 0; i < SHORT_TEXTS; i++) {
            work(BLOCK * lengths.nextInt(2 * FULL / BLOCK / SHORT_TEXTS));
        }
    }

    private void work(int length) {
        window.set(text, 0, length);
        mode.encrypt(iv, window, window);
        mode.decrypt(iv, window, window);
    }

    @Override
    public void close() {
        cipher.close();
    }
}
