package postern.crypto.aead;

import java.util.Optional;
import postern.crypto.bytes.Secret;
import postern.crypto.cipher.Aes;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.KernelSwitch;
import postern.crypto.kernel.Kernels;

/// The switches between the plain and the fast forms of the record ciphers (see `postern.crypto.kernel`).
public final class RecordKernels {
    static final KernelSwitch AES_GCM = new KernelSwitch(
            "AES-GCM",
            () -> new RecordWorkout(plainAesGcm(16), plainAesGcm(32)),
            source -> new RecordWorkout(fastAesGcm(source, 16), fastAesGcm(source, 32)));

    private RecordKernels() {}

    /// What this JVM lacks to run the fast forms and what to do about it, in one sentence; empty if nothing.
    public static Optional<String> missing() {
        return Kernels.missing();
    }

    private static Aead plainAesGcm(int keyLength) {
        return new Gcm(new Aes(Secret.zeros(keyLength)), FastForm.none());
    }

    private static Aead fastAesGcm(KernelSource source, int keyLength) {
        var key = Secret.zeros(keyLength);
        return new Gcm(new Aes(key), FastForm.always(source.aesGcm(key)));
    }
}
