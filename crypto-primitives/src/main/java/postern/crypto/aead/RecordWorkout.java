package postern.crypto.aead;

import java.util.List;
import java.util.Random;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.KernelSwitch;

/// Records of all kinds, sealed and opened: what a fast form is trained and measured with. Half of the octets are in
/// full records; the other records have all kinds of lengths, so that the compiler has seen every tail.
final class RecordWorkout implements KernelSwitch.Workout {
    private static final int FULL = 16384;
    private static final int SHORT_RECORDS = 16;

    private final List<Aead> algorithms;
    /// Which lengths come, not what is secret.
    private final Random lengths = new Random(1);
    private final byte[] nonce = new byte[12];
    private final byte[][] aads = {new byte[5], new byte[13], new byte[0], new byte[40]};
    private final byte[] from = new byte[FULL + 1];
    private final byte[] to = new byte[FULL + 1 + 16];
    private final Span plaintext = Span.of(from);
    private final Span sealed = Span.of(to);

    /// Takes over what it works with.
    RecordWorkout(Aead... algorithms) {
        this.algorithms = List.of(algorithms);
    }

    @Override
    public void run() {
        for (var algorithm : algorithms) {
            work(algorithm, FULL, 0);
            for (int i = 0; i < SHORT_RECORDS; i++) {
                int length = FastForm.SHORTEST + lengths.nextInt(FULL / SHORT_RECORDS);
                work(algorithm, length, i % aads.length);
            }
        }
    }

    private void work(Aead algorithm, int length, int aad) {
        plaintext.set(from, 0, length);
        sealed.set(to, 0, length + algorithm.tagLength());
        algorithm.seal(nonce, aads[aad], plaintext, sealed);
        algorithm.open(nonce, aads[aad], sealed, plaintext);
        // A forged record takes the same way, up to its end.
        to[0] ^= 1;
        algorithm.open(nonce, aads[aad], sealed, plaintext);
    }

    @Override
    public void close() {
        algorithms.forEach(Aead::close);
    }
}
