package postern.crypto.kernel;

/// The fast forms that the machine has. Each method makes one; a key that it is given stays the caller's and may be
/// closed at once.
public interface KernelSource {
    /// ChaCha20's keystream.
    ChaChaKernel chaCha();

    /// Poly1305's polynomial.
    Poly1305Kernel poly1305();
}
