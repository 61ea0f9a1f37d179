package postern.crypto.hash;

import java.util.Arrays;
import java.util.Objects;
import postern.crypto.bytes.ConstantTime;

/// A hash that folds block after block into its state with a compression function.
///
/// The message is padded to whole blocks by one bit 1, as many bits 0 as it takes, and its length in bits (FIPS
/// 180-4 §5.1). The length makes the padding of different messages differ, and is what carries the collision
/// resistance of the compression function over to the hash (Merkle, Damgård 1989).
abstract sealed class MerkleDamgard extends Hash permits Md5, Sha1, Sha256, Sha512 {
    private static final byte FIRST_PADDING_OCTET = (byte) 0x80;

    private final byte[] block;
    private int filled;
    private long octets;

    /// A hash of nothing yet.
    MerkleDamgard(HashAlgorithm algorithm) {
        super(algorithm);
        this.block = new byte[algorithm.blockLength()];
    }

    /// Folds `blocks` consecutive blocks of `in` from `offset` into the state.
    abstract void compress(byte[] in, int offset, int blocks);

    /// Writes the state, as much of it as the digest shows.
    abstract void writeState(byte[] out, int offset);

    /// Writes the length of the message in bits at the end of the last block.
    abstract void writeLength(byte[] block, long octets);

    /// Sets the state to its first value.
    abstract void initialise();

    /// Takes the state of another hash of the same algorithm.
    abstract void copyState(MerkleDamgard source);

    /// Overwrites the state and everything derived from the input, and sets the state to its first value.
    abstract void wipeState();

    @Override
    public final void update(byte[] in, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, in.length);
        octets += length;
        int taken = 0;
        if (filled > 0) {
            taken = Math.min(length, block.length - filled);
            System.arraycopy(in, offset, block, filled, taken);
            filled += taken;
            if (filled < block.length) {
                return;
            }
            compress(block, 0, 1);
            filled = 0;
        }
        int blocks = (length - taken) / block.length;
        compress(in, offset + taken, blocks);
        taken += blocks * block.length;
        filled = length - taken;
        System.arraycopy(in, offset + taken, block, 0, filled);
    }

    @Override
    public final void digestInto(byte[] out, int offset) {
        Objects.checkFromIndexSize(offset, algorithm().length(), out.length);
        // The length field is an eighth of a block: 64 bits of 512 or 128 of 1024.
        int lengthOffset = block.length - block.length / 8;
        block[filled++] = FIRST_PADDING_OCTET;
        if (filled > lengthOffset) {
            Arrays.fill(block, filled, block.length, (byte) 0);
            compress(block, 0, 1);
            filled = 0;
        }
        Arrays.fill(block, filled, lengthOffset, (byte) 0);
        writeLength(block, octets);
        compress(block, 0, 1);
        writeState(out, offset);
        initialise();
        beginAnew();
    }

    /// Writes the digest of what was taken so far and of data whose end is secret; then begins anew. Time
    /// depends on the public lengths alone.
    ///
    /// Every block that could be the last one is built octet by octet (data, the first octet of padding, zeros,
    /// the length, chosen by masks) and folded in, and of the states behind them the right one is kept.
    final void digestInto(byte[] out, SecretEnd data) {
        int used = data.window().length() - data.unused();
        var length = new byte[block.length];
        writeLength(length, octets + used);
        update(data.window().array(), data.window().offset(), data.surelyUsed());

        var pending = Arrays.copyOf(block, filled);
        int skipped = data.surelyUsed() - filled;
        int end = used - skipped;
        int lengthField = block.length / 8;
        int blocks = (data.window().length() - skipped + lengthField) / block.length + 1;
        int last = end + lengthField >> Integer.numberOfTrailingZeros(block.length);
        var state = new byte[block.length];
        Arrays.fill(out, 0, algorithm().length(), (byte) 0);
        for (int number = 0; number < blocks; number++) {
            int isLast = ConstantTime.equalMask(number, last);
            for (int i = 0; i < block.length; i++) {
                int at = number * block.length + i;
                int octet = at < pending.length ? pending[at] : data.at(skipped + at);
                int mine = octet & ConstantTime.lessMask(at, end);
                block[i] = (byte) (mine | FIRST_PADDING_OCTET & ConstantTime.equalMask(at, end) | length[i] & isLast);
            }
            compress(block, 0, 1);
            writeState(state, 0);
            for (int i = 0; i < algorithm().length(); i++) {
                out[i] |= (byte) (state[i] & isLast);
            }
        }
        Arrays.fill(state, (byte) 0);
        Arrays.fill(pending, (byte) 0);
        wipe();
    }

    private void beginAnew() {
        Arrays.fill(block, (byte) 0);
        filled = 0;
        octets = 0;
    }

    @Override
    public final void wipe() {
        wipeState();
        beginAnew();
    }

    @Override
    final void become(Hash source) {
        var other = (MerkleDamgard) source;
        copyState(other);
        System.arraycopy(other.block, 0, block, 0, block.length);
        filled = other.filled;
        octets = other.octets;
    }
}
