package postern.crypto.kernel;

/// AES in CBC mode under one key. Lengths and windows were checked. Input and output may be the same place of
/// the same array, or do not overlap. Time depends on the number of blocks alone. Nothing is allocated after
/// construction. Confined to one thread.
public interface AesCbcKernel extends AutoCloseable {
    /// Enciphers whole blocks.
    ///
    /// @param iv one block; holds the last block of ciphertext afterwards
    void encrypt(byte[] iv, byte[] in, int inAt, byte[] out, int outAt, int blocks);

    /// Deciphers whole blocks.
    ///
    /// @param iv one block; holds the last block of ciphertext afterwards
    void decrypt(byte[] iv, byte[] in, int inAt, byte[] out, int outAt, int blocks);

    /// Overwrites everything that depends on the key. The object must not be used afterwards.
    @Override
    void close();
}
