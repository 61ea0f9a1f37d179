package postern.crypto.cipher;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Secret;
import postern.crypto.kernel.AeadKernel;
import postern.crypto.kernel.AesCbcKernel;
import postern.crypto.kernel.ChaChaKernel;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.Poly1305Kernel;
import postern.crypto.kernel.TwinProduct;

/// A machine that has no fast form of AES in CBC mode.
final class NoKernels implements KernelSource {
    @Override
    public @Nullable AesCbcKernel aesCbc(Secret expandedKey) {
        return null;
    }

    @Override
    public ChaChaKernel chaCha() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Poly1305Kernel poly1305() {
        throw new UnsupportedOperationException();
    }

    @Override
    public AeadKernel aesGcm(Secret key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TwinProduct twinProduct(long[] moduli, long[] negatedInverses) {
        throw new UnsupportedOperationException();
    }
}
