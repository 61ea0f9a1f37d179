package postern.crypto.cipher;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.AesCbcKernel;

/// A block cipher under one key: a secret permutation of blocks, and its inverse.
///
/// It takes any number of blocks at once, each on its own (the mode that joins them is the caller's), because an
/// implementation without tables is several times faster on several blocks than on one. Both windows may be the
/// same; else they must not overlap. The time of every method depends on the number of octets alone, never on key
/// or data, unless the class says otherwise. Confined to one thread.
public interface BlockCipher extends AutoCloseable {
    /// Octets of a block.
    int blockLength();

    /// Time depends on their length alone. Enciphers each block of `in` into `out`.
    ///
    /// @throws IllegalArgumentException if the windows differ in length, or hold no whole number of blocks
    void encrypt(Span in, Span out);

    /// Time depends on their length alone. Deciphers each block of `in` into `out`.
    ///
    /// @throws IllegalArgumentException if the windows differ in length, or hold no whole number of blocks
    void decrypt(Span in, Span out);

    /// What chains the blocks of so many octets faster than [CbcMode] could with the methods above; null if
    /// nothing does, or not yet (see `postern.crypto.kernel`). It remains the cipher's, which closes it.
    @SuppressWarnings("exports") // for CbcMode alone
    default @Nullable AesCbcKernel chaining(int octets) {
        return null;
    }

    /// Overwrites everything that depends on the key. The object must not be used afterwards.
    @Override
    void close();

    /// Time depends on the lengths. What every implementation checks first.
    ///
    /// @return how many blocks the windows hold
    static int blocks(BlockCipher cipher, Span in, Span out) {
        if (in.length() != out.length() || in.length() % cipher.blockLength() != 0) {
            throw new IllegalArgumentException("not the same whole number of blocks of " + cipher.blockLength()
                    + " octets: in " + in.length() + ", out " + out.length());
        }
        return in.length() / cipher.blockLength();
    }
}
