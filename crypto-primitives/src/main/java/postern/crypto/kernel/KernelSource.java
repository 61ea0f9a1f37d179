package postern.crypto.kernel;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Secret;

/// The fast forms that the machine has. Each method makes one; a key that it is given stays the caller's and
/// may be closed at once.
public interface KernelSource {
    /// ChaCha20's keystream.
    ChaChaKernel chaCha();

    /// AES in CBC mode under an expanded key (FIPS 197 §5.2), 16 octets a round; null if the vectors of the
    /// machine are too narrow for it.
    @Nullable
    AesCbcKernel aesCbc(Secret expandedKey);

    /// Poly1305's polynomial.
    Poly1305Kernel poly1305();

    /// AES-GCM (SP 800-38D) with nonces of 96 bits and tags of 128, under a key of 16 or 32 octets.
    AeadKernel aesGcm(Secret key);

    /// Products modulo two odd numbers, which are kept, not copied: their owner wipes them.
    ///
    /// @param moduli both, each at most 2¹⁰³⁶, as [TwinProduct] lays out a pair
    /// @param negatedInverses −1/m modulo 2²⁶ of both
    TwinProduct twinProduct(long[] moduli, long[] negatedInverses);
}
