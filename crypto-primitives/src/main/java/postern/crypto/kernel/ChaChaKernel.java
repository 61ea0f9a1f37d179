package postern.crypto.kernel;

/// The keystream of ChaCha20 for some blocks at once. Time depends on the number of octets alone. Nothing is
/// allocated after construction. Confined to one thread.
public interface ChaChaKernel {
    /// Octets of a group: it takes whole ones.
    int groupLength();

    /// Adds `groups` groups of keystream to `in` from `inAt` and writes the sum to `out` from `outAt`. Both may
    /// be the same place of the same array; else they must not overlap.
    ///
    /// @param input the sixteen words of the first block's input (RFC 8439 §2.3): constants, key, counter,
    ///     nonce; the counter is not advanced
    void crypt(int[] input, byte[] in, int inAt, byte[] out, int outAt, int groups);

    /// Overwrites the keystream that was computed last.
    void wipe();
}
