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
/// Keystream is made into an array of this object, a piece at a time, and then added to the text; a piece that was
/// sealed is hashed while it is near. The first piece begins with counter 0, for which there is no use, and E(J₀):
/// so E(J₀) costs no batch of its own. Only the addition has to care for tails. Opening makes the first piece
/// while computing the tag, and adds it when the tag has turned out right.
final class AesGcmKernel implements AeadKernel {
    private static final int BLOCK = 16;
    private static final int TAG_LENGTH = 16;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;

    /// Octets of a piece of keystream, in whole batches.
    private static final int PIECE = 4 * 512;
    /// Octets of keystream that are not for the text: from counter 0 to J₀.
    private static final int BEFORE_TEXT = 2 * BLOCK;

    private final AesKeystream aes;
    private final VectorGhash ghash;
    private final byte[] keystream = new byte[PIECE];
    private final byte[] mask = new byte[BLOCK];
    private final byte[] hash = new byte[BLOCK];

    /// The mode under a key of 16 or 32 octets, which stays the caller's.
    AesGcmKernel(Secret key) {
        aes = new AesKeystream(key);
        aes.begin(new byte[12]);
        // H is E(0): the block of counter 0 under a nonce of zeros.
        aes.make(0, keystream, 1);
        ghash = new VectorGhash(keystream);
        Arrays.fill(keystream, (byte) 0);
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, Span plaintext, Span sealed) {
        int length = plaintext.length();
        begin(nonce, length);
        beginHash(aad, length);
        for (int done = 0; done < length; ) {
            int piece = nextPiece(done, length);
            cryptPiece(plaintext, sealed, done, piece);
            ghash.updatePadded(sealed.array(), sealed.offset() + done, piece);
            done += piece;
        }
        finish(aad.length, length, sealed.array(), sealed.offset() + length);
    }

    @Override
    public void computeTag(byte[] nonce, byte[] aad, Span ciphertext, byte[] tag) {
        int length = ciphertext.length();
        begin(nonce, length);
        beginHash(aad, length);
        ghash.updatePadded(ciphertext.array(), ciphertext.offset(), length);
        finish(aad.length, length, tag, 0);
    }

    @Override
    public void decrypt(Span ciphertext, Span plaintext) {
        int length = ciphertext.length();
        for (int done = 0; done < length; ) {
            int piece = nextPiece(done, length);
            cryptPiece(ciphertext, plaintext, done, piece);
            done += piece;
        }
    }

    /// E(J₀), and the keystream of the first piece.
    private void begin(byte[] nonce, int length) {
        aes.begin(nonce);
        aes.make(0, keystream, blocks(Math.min(PIECE, BEFORE_TEXT + length)));
        System.arraycopy(keystream, BLOCK, mask, 0, BLOCK);
    }

    private void beginHash(byte[] aad, int length) {
        ghash.begin((long) blocks(aad.length) + blocks(length) + 1);
        ghash.updatePadded(aad, 0, aad.length);
    }

    private static int blocks(int octets) {
        return Math.ceilDiv(octets, BLOCK);
    }

    private static int nextPiece(int done, int length) {
        return Math.min(done == 0 ? PIECE - BEFORE_TEXT : PIECE, length - done);
    }

    /// Adds keystream to a piece of text. That of the first piece was made by `begin`.
    private void cryptPiece(Span in, Span out, int done, int piece) {
        if (done > 0) {
            aes.make((BEFORE_TEXT + done) / BLOCK, keystream, blocks(piece));
        }
        addKeystream(in, out, done, piece);
    }

    /// A kernel.
    private void addKeystream(Span text, Span sum, int done, int length) {
        byte[] in = text.array();
        byte[] out = sum.array();
        int inAt = text.offset() + done;
        int outAt = sum.offset() + done;
        int from = done == 0 ? BEFORE_TEXT : 0;
        int i = 0;
        for (; i <= length - 64; i += 64) {
            ByteVector.fromArray(BYTES, in, inAt + i)
                    .lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, keystream, from + i))
                    .intoArray(out, outAt + i);
        }
        for (; i < length; i++) {
            out[outAt + i] = (byte) (in[inAt + i] ^ keystream[from + i]);
        }
    }

    private void finish(int aadLength, int length, byte[] out, int at) {
        ghash.finish(aadLength, length, hash);
        writeTag(out, at);
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
