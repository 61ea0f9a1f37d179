package postern.crypto.cipher;

import java.util.Arrays;
import java.util.Objects;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Span;

/// Counter mode (SP 800-38A §6.5) with the counter of GCM and CCM: a block cipher as a stream cipher.
///
///     keystream = E(K, counter) ‖ E(K, counter + 1) ‖ …,   output = input ⊕ keystream
///
/// The counter is the last 32 bits of the counter block, big-endian, modulo 2³² (inc₃₂ of SP 800-38D §6.2). A
/// counter block must never come twice under one key, or the two inputs can be read from their sum.
///
/// The keystream is made up to [#BATCH] blocks at a time, so that a sliced cipher can work on many at once;
/// nothing is allocated after construction. Time depends on the number of octets alone. Confined to one thread;
/// owns neither the cipher nor the windows.
public final class CounterMode {
    /// Blocks of keystream made at once.
    private static final int BATCH = 32;

    private static final int BLOCK = 16;
    private static final int COUNTER_OFFSET = 12;

    private final BlockCipher cipher;
    private final byte[] keystream = new byte[BATCH * BLOCK];
    private final Span batch = Span.of(keystream);
    /// The twelve octets before the counter.
    private long prefix;

    private int prefixEnd;
    private int counter;
    private int blocksToMake;
    private int at;
    private int end;

    /// Time depends on nothing. Counter mode of a cipher with blocks of 16 octets, which stays the caller's.
    ///
    /// @throws IllegalArgumentException if its blocks have another length
    public CounterMode(BlockCipher cipher) {
        if (cipher.blockLength() != BLOCK) {
            throw new IllegalArgumentException(
                    "counter mode takes a cipher with blocks of 16 octets, not " + cipher.blockLength());
        }
        this.cipher = cipher;
    }

    /// Time is constant. Begins a keystream.
    ///
    /// @param firstCounterBlock its first 16 octets are the first counter block
    /// @param octets how many octets of keystream will be taken in all
    public void begin(byte[] firstCounterBlock, int octets) {
        prefix = Endian.getLongLe(firstCounterBlock, 0);
        prefixEnd = Endian.getIntLe(firstCounterBlock, 8);
        counter = Endian.getIntBe(firstCounterBlock, COUNTER_OFFSET);
        blocksToMake = Math.ceilDiv(octets, BLOCK);
        at = 0;
        end = 0;
    }

    /// Time depends on the number of octets alone. Adds the next `in.length()` octets of keystream to `in` and
    /// writes the sum to `out`. Both windows may be the same; else they must not overlap.
    ///
    /// @throws IllegalStateException if that is more than [#begin(byte\[\], int)] was told
    public void crypt(Span in, Span out) {
        int length = Objects.checkIndex(in.length(), out.length() + 1);
        for (int done = 0; done < length; ) {
            if (at == end) {
                makeKeystream();
            }
            int piece = Math.min(end - at, length - done);
            addKeystream(in.array(), in.offset() + done, out, done, piece);
            at += piece;
            done += piece;
        }
    }

    private void makeKeystream() {
        int blocks = Math.min(BATCH, blocksToMake);
        if (blocks == 0) {
            throw new IllegalStateException("more keystream taken than was announced");
        }
        blocksToMake -= blocks;
        end = blocks * BLOCK;
        for (int i = 0; i < end; i += BLOCK) {
            Endian.putLongLe(keystream, i, prefix);
            Endian.putIntLe(keystream, i + 8, prefixEnd);
            Endian.putIntBe(keystream, i + COUNTER_OFFSET, counter++);
        }
        at = 0;
        batch.set(keystream, 0, end);
        cipher.encrypt(batch, batch);
    }

    private void addKeystream(byte[] in, int inAt, Span out, int done, int length) {
        byte[] target = out.array();
        int outAt = out.offset() + done;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            Endian.putLongLe(target, outAt + i, Endian.getLongLe(in, inAt + i) ^ Endian.getLongLe(keystream, at + i));
        }
        for (; i < length; i++) {
            target[outAt + i] = (byte) (in[inAt + i] ^ keystream[at + i]);
        }
    }

    /// Overwrites the keystream.
    public void wipe() {
        Arrays.fill(keystream, (byte) 0);
        at = 0;
        end = 0;
        blocksToMake = 0;
    }
}
