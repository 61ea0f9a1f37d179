package postern.crypto.cipher;

import java.util.Arrays;
import postern.crypto.bytes.Span;

/// Cipher block chaining (SP 800-38A §6.2): each block is added to the ciphertext before it.
///
///     C_i = E(P_i ⊕ C_i₋₁),   P_i = D(C_i) ⊕ C_i₋₁,   C₀ = IV
///
/// Enciphering goes block by block, one waiting for the other; deciphering can take many at once. The IV must be
/// unpredictable: TLS 1.0, where it is the last block of the record before, is attacked through that (BEAST,
/// 2011). The mode authenticates nothing and pads nothing; who joins it with a MAC must verify the MAC in a
/// time that says nothing about the padding (RFC 5246 §6.2.3.2; Lucky Thirteen, 2013).
///
/// Time depends on the number of octets alone, if the cipher's does. Nothing is allocated after construction.
/// Confined to one thread; owns neither the cipher nor the windows.
public final class CbcMode {
    /// Blocks deciphered at once.
    private static final int BATCH = 32;

    private final BlockCipher cipher;
    private final int block;
    private final byte[] work;
    private final Span window;

    /// Time depends on nothing. The mode of a cipher, which stays the caller's.
    public CbcMode(BlockCipher cipher) {
        this.cipher = cipher;
        this.block = cipher.blockLength();
        this.work = new byte[BATCH * block];
        this.window = new Span(work, 0, block);
    }

    /// Time depends on the number of octets alone. Enciphers whole blocks. Both windows may be the same; else
    /// they must not overlap.
    ///
    /// @param iv one block; holds the last block of ciphertext afterwards, which is the next IV of TLS 1.0
    /// @throws IllegalArgumentException if a length is wrong
    public void encrypt(byte[] iv, Span in, Span out) {
        int length = checkedLength(iv, in, out);
        var fast = cipher.chaining(length);
        if (fast != null) {
            fast.encrypt(iv, in.array(), in.offset(), out.array(), out.offset(), length / block);
            return;
        }
        window.set(work, 0, block);
        System.arraycopy(iv, 0, work, 0, block);
        for (int at = 0; at < length; at += block) {
            add(in.array(), in.offset() + at, work, block);
            cipher.encrypt(window, window);
            System.arraycopy(work, 0, out.array(), out.offset() + at, block);
        }
        System.arraycopy(work, 0, iv, 0, block);
    }

    /// Time depends on the number of octets alone. Deciphers whole blocks. Both windows may be the same; else
    /// they must not overlap.
    ///
    /// @param iv one block; holds the last block of ciphertext afterwards
    /// @throws IllegalArgumentException if a length is wrong
    public void decrypt(byte[] iv, Span in, Span out) {
        int length = checkedLength(iv, in, out);
        var fast = cipher.chaining(length);
        if (fast != null) {
            fast.decrypt(iv, in.array(), in.offset(), out.array(), out.offset(), length / block);
            return;
        }
        for (int at = 0; at < length; at += work.length) {
            int size = Math.min(work.length, length - at);
            int inAt = in.offset() + at;
            System.arraycopy(in.array(), inAt, work, 0, size);
            window.set(work, 0, size);
            cipher.decrypt(window, window);
            // Each block plus the ciphertext before it: the IV for the first, then the input's own blocks.
            add(iv, 0, work, block);
            addShifted(in.array(), inAt, size);
            System.arraycopy(in.array(), inAt + size - block, iv, 0, block);
            System.arraycopy(work, 0, out.array(), out.offset() + at, size);
        }
        Arrays.fill(work, (byte) 0);
    }

    private int checkedLength(byte[] iv, Span in, Span out) {
        if (iv.length != block) {
            throw new IllegalArgumentException("the IV must have " + block + " octets, not " + iv.length);
        }
        return block * BlockCipher.blocks(cipher, in, out);
    }

    private void addShifted(byte[] ciphertext, int from, int size) {
        for (int i = block; i < size; i++) {
            work[i] ^= ciphertext[from + i - block];
        }
    }

    private static void add(byte[] from, int offset, byte[] to, int length) {
        for (int i = 0; i < length; i++) {
            to[i] ^= from[offset + i];
        }
    }
}
