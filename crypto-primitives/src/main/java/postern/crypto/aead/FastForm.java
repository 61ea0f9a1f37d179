package postern.crypto.aead;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Secret;
import postern.crypto.kernel.AeadKernel;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.KernelSwitch;
import postern.crypto.kernel.Kernels;

/// The fast form of one object's algorithm, under its key: made when the algorithm's switch first says so, so that an
/// object that never sees bulk does not pay for it. Confined to the object's thread.
final class FastForm implements AutoCloseable {
    /// Shorter texts are left to the plain code: the fast form works on many blocks at once, however few there are.
    static final int SHORTEST = 128;

    private final KernelSwitch decision;
    private final BiFunction<KernelSource, Secret, AeadKernel> maker;
    private final Secret key;
    private @Nullable AeadKernel kernel;

    /// A fast form that is taken when the switch says so.
    ///
    /// @param maker makes it, under the key
    /// @param key stays the caller's
    FastForm(KernelSwitch decision, BiFunction<KernelSource, Secret, AeadKernel> maker, Secret key) {
        this.decision = decision;
        this.maker = maker;
        this.key = key.copy();
    }

    private FastForm(KernelSwitch decision, @Nullable AeadKernel kernel) {
        this.decision = decision;
        this.maker = (_, _) -> {
            throw new IllegalStateException("never made");
        };
        this.key = Secret.zeros(0);
        this.kernel = kernel;
    }

    /// For an algorithm that has no fast form.
    static FastForm none() {
        return new FastForm(KernelSwitch.rejected(), null);
    }

    /// A kernel that is always taken, and is taken over.
    static FastForm always(AeadKernel kernel) {
        return new FastForm(KernelSwitch.ready(), kernel);
    }

    /// What is to process a text of so many octets; null, if that is the plain code.
    @Nullable
    AeadKernel forText(int octets) {
        if (octets < SHORTEST || !decision.takesFast(octets)) {
            return null;
        }
        var made = kernel;
        if (made == null) {
            made = maker.apply(Kernels.source(), key);
            kernel = made;
        }
        return made;
    }

    @Override
    public void close() {
        key.close();
        if (kernel != null) {
            kernel.close();
        }
    }
}
