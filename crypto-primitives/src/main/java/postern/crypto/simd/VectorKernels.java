package postern.crypto.simd;

import postern.crypto.kernel.KernelSource;

/// The kernels for the widest vectors of this machine. Found by name: see `postern.crypto.kernel.Kernels`.
public final class VectorKernels implements KernelSource {
    /// Called by reflection.
    public VectorKernels() {}
}
