package postern.crypto.kernel;

/// Poly1305's polynomial, some blocks at once. Time depends on the number of octets alone. Nothing is allocated
/// after construction. Confined to one thread.
public interface Poly1305Kernel {
    /// Blocks of a group: it takes whole ones.
    int groupBlocks();

    /// Begins a message: r, clamped, in limbs of 44, 44 and 42 bits.
    void begin(long r0, long r1, long r2);

    /// h = (h + block + 2¹²⁸)·r for each block of `in` from `offset`.
    ///
    /// @param h three limbs of 44, 44 and 42 bits, each maybe some bits above; carried again afterwards
    /// @param groups how many groups there are; at least one
    void blocks(long[] h, byte[] in, int offset, int groups);

    /// Overwrites the powers of r and everything computed with them.
    void wipe();
}
