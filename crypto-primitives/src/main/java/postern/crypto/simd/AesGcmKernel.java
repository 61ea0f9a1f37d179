package postern.crypto.simd;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.kernel.AeadKernel;

/// AES-GCM (SP 800-38D) from [AesKeystream] and [VectorGhash]; its readable reference is
/// `postern.crypto.aead.Gcm`, whose names are used here.
///
/// Keystream is made into an array of this object, from E(J₀) on, and then added to the text: so E(J₀) costs no
/// batch of its own, and only the addition has to care for tails. Opening makes it while computing the tag, and
/// adds it when the tag has turned out right. A text longer than the array is done in pieces.
final class AesGcmKernel implements AeadKernel {
    private static final int BLOCK = 16;
    private static final int TAG_LENGTH = 16;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;

    /// Octets of keystream: a record of TLS and E(J₀), in whole batches.
    private static final int CAPACITY = 33 * 512;

    /// Octets of text that they serve.
    private static final int PIECE = CAPACITY - BLOCK;

    private final AesKeystream aes;
    private final VectorGhash ghash;
    private final byte[] keystream = new byte[CAPACITY + BLOCK];
    private final byte[] mask = new byte[BLOCK];
    private final byte[] hash = new byte[BLOCK];

    /// The mode under a key of 16 or 32 octets, which stays the caller's.
    AesGcmKernel(Secret key) {
        aes = new AesKeystream(key);
        aes.begin(new byte[12]);
        // H is E(0): the first block from counter 0 on under a nonce of zeros.
        aes.make(0, keystream, 0, 1);
        ghash = new VectorGhash(keystream);
        Arrays.fill(keystream, (byte) 0);
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed) {
        int length = plaintext.length();
        begin(nonce, length);
        crypt(plaintext, sealed);
        hash(aad, sealed.array(), sealed.offset(), length);
        writeTag(sealed.array(), sealed.offset() + length);
    }

    @Override
    public void computeTag(byte[] nonce, byte[] aad, Span ciphertext, byte[] tag) {
        begin(nonce, ciphertext.length());
        hash(aad, ciphertext.array(), ciphertext.offset(), ciphertext.length());
        writeTag(tag, 0);
    }

    @Override
    public void decrypt(Span ciphertext, Span plaintext) {
        crypt(ciphertext, plaintext);
    }

    /// E(J₀), and the keystream of the first piece.
    private void begin(byte[] nonce, int length) {
        aes.begin(nonce);
        aes.make(1, keystream, 0, 1 + blocks(Math.min(PIECE, length)));
        System.arraycopy(keystream, 0, mask, 0, BLOCK);
    }

    private static int blocks(int octets) {
        return Math.ceilDiv(octets, BLOCK);
    }

    /// Adds keystream to the shorter of the two windows.
    private void crypt(Span in, Span out) {
        int length = Math.min(in.length(), out.length());
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            if (done > 0) {
                aes.make(2 + done / BLOCK, keystream, BLOCK, blocks(piece));
            }
            addKeystream(in.array(), in.offset() + done, out.array(), out.offset() + done, piece);
        }
    }

    /// A kernel.
    private void addKeystream(byte[] in, int inAt, byte[] out, int outAt, int length) {
        int i = 0;
        for (; i <= length - 64; i += 64) {
            ByteVector.fromArray(BYTES, in, inAt + i)
                    .lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, keystream, BLOCK + i))
                    .intoArray(out, outAt + i);
        }
        for (; i < length; i++) {
            out[outAt + i] = (byte) (in[inAt + i] ^ keystream[BLOCK + i]);
        }
    }

    private void hash(byte[] aad, byte[] text, int offset, int length) {
        ghash.begin((long) blocks(aad.length) + blocks(length) + 1);
        ghash.updatePadded(aad, 0, aad.length);
        ghash.updatePadded(text, offset, length);
        ghash.finish(aad.length, length, hash);
    }

    private void writeTag(byte[] out, int at) {
        for (int i = 0; i < TAG_LENGTH; i++) {
            out[at + i] = (byte) (hash[i] ^ mask[i]);
        }
    }

    @Override
    public void close() {
        aes.wipe();
        ghash.wipe();
        Arrays.fill(keystream, (byte) 0);
        Arrays.fill(mask, (byte) 0);
        Arrays.fill(hash, (byte) 0);
    }
}
