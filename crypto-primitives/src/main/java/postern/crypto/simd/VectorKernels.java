package postern.crypto.simd;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Secret;
import postern.crypto.kernel.AeadKernel;
import postern.crypto.kernel.AesCbcKernel;
import postern.crypto.kernel.ChaChaKernel;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.Poly1305Kernel;
import postern.crypto.kernel.TwinProduct;

/// The kernels for the widest vectors of this machine. Found by name: see `postern.crypto.kernel.Kernels`.
public final class VectorKernels implements KernelSource {
    /// Called by reflection.
    public VectorKernels() {}

    @Override
    public ChaChaKernel chaCha() {
        return new ChaChaLanes();
    }

    @Override
    public @Nullable AesCbcKernel aesCbc(Secret expandedKey) {
        return AesCbcLanes.SUPPORTED ? new AesCbcLanes(expandedKey) : null;
    }

    @Override
    public Poly1305Kernel poly1305() {
        return new Poly1305Lanes();
    }

    @Override
    public AeadKernel aesGcm(Secret key) {
        return new AesGcmKernel(key);
    }

    @Override
    public TwinProduct twinProduct(long[] moduli, long[] negatedInverses) {
        return new VectorTwinProduct(moduli, negatedInverses);
    }
}
