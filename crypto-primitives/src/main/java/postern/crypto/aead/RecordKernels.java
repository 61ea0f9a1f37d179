package postern.crypto.aead;

import java.util.Optional;
import postern.crypto.kernel.Kernels;

/// The switches between the plain and the fast forms of the record ciphers (see `postern.crypto.kernel`).
public final class RecordKernels {
    private RecordKernels() {}

    /// What this JVM lacks to run the fast forms and what to do about it, in one sentence; empty if nothing.
    public static Optional<String> missing() {
        return Kernels.missing();
    }
}
