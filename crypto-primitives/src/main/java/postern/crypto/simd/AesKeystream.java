package postern.crypto.simd;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.Secret;
import postern.crypto.cipher.Aes;

/// The keystream of AES in counter mode (SP 800-38A §6.5), in vectors of 64 octets, which are four blocks. Its
/// readable references are [postern.crypto.cipher.Aes] and [postern.crypto.cipher.CounterMode].
///
/// **The S-box** (FIPS 197 §5.1.1) lies in four registers of 64 octets. A select from two of them, by the lower
/// seven bits of each octet, gives the answer if the eighth bit is 0; one from the other two, if it is 1. That
/// is a table in registers: no address depends on a secret, there is nothing for a cache to tell.
///
/// **ShiftRows** is a rearrangement. **MixColumns** (§5.1.3) of a column a, with b the column turned up by one
/// row:
///
///     a' = {02}·(a + b) + b + (a + b turned by two rows)
///
/// Columns are 32-bit lanes, so turning is a rotation. {02}·x is x + x as an integer, and {1b} more where the
/// top bit was set.
///
/// Eight vectors go through the rounds together, because an instruction's result is late by some cycles. A
/// kernel: flat, for the reason given at the package. Confined to one thread.
final class AesKeystream {
    /// Octets made at once by the wide form.
    private static final int BATCH = 512;

    private static final int LENGTH = 64;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    /// x⁸ = x⁴ + x³ + x + 1.
    private static final byte POLYNOMIAL = 0x1b;

    private static final byte[] SBOX = sbox();
    /// The numbers of the four blocks of a vector, where a block has its counter.
    private static final int[] COUNTERS = {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3};
    /// The words that hold counters.
    private static final VectorMask<Integer> LAST_WORDS = VectorMask.fromLong(INTS, 0x8888);
    /// Octet row + 4·column comes from column + row.
    private static final VectorShuffle<Byte> SHIFT_ROWS =
            VectorShuffle.fromOp(BYTES, i -> i & ~15 | (i & 3) + 4 * ((i >> 2) + i & 3));
    /// Counters stand with their most significant octet first.
    private static final VectorShuffle<Byte> SWAP = VectorShuffle.fromOp(BYTES, i -> i ^ 3);

    /// Round keys, each four times, so that each block of a vector has its own.
    private final byte[] keys;
    /// Where the last round's begins.
    private final int last;
    /// The first twelve octets of the counter blocks, and the first round key.
    private final byte[] firstKey = new byte[LENGTH];

    /// The keystreams of a key of 16, 24 or 32 octets, which stays the caller's.
    AesKeystream(Secret key) {
        try (var aes = new Aes(key);
                var expanded = aes.expandedKey()) {
            keys = new byte[4 * expanded.length()];
            last = keys.length - LENGTH;
            for (int at = 0; at < keys.length; at += 16) {
                System.arraycopy(expanded.expose(), at / LENGTH * 16, keys, at, 16);
            }
        }
    }

    /// FIPS 197 §5.1.1: the inverses in GF(2⁸), and an affine map. With 3 as the generator, the inverse of 3ⁱ is
    /// 3²⁵⁵⁻ⁱ.
    private static byte[] sbox() {
        var powers = new int[256];
        int power = 1;
        for (int i = 0; i < 256; i++) {
            powers[i] = power;
            power ^= power << 1 ^ (power >> 7) * 0x11b;
        }
        var box = new byte[256];
        box[0] = 0x63;
        for (int i = 0; i < 255; i++) {
            int inverse = powers[(255 - i) % 255];
            int twice = inverse << 8 | inverse;
            box[powers[i]] = (byte) (inverse ^ twice >> 7 ^ twice >> 6 ^ twice >> 5 ^ twice >> 4 ^ 0x63);
        }
        return box;
    }

    /// Chooses the counter blocks: a nonce of twelve octets, then four of counter.
    void begin(byte[] nonce) {
        for (int i = 0; i < LENGTH; i++) {
            firstKey[i] = (byte) (keys[i] ^ (i % 16 < 12 ? nonce[i % 16] : 0));
        }
    }

    /// Makes keystream from block `counter` on.
    ///
    /// @param out has room for whole batches of 512 octets
    void make(int counter, byte[] out, int offset, int blocks) {
        int made = 0;
        // What is left of two vectors or less is not worth a batch.
        for (; blocks - made > 8; made += BATCH / 16) {
            makeEight(counter + made, out, offset + 16 * made);
        }
        for (; made < blocks; made += 4) {
            makeOne(counter + made, out, offset + 16 * made);
        }
    }

    /// 32 blocks. A kernel, flat.
    private void makeEight(int counter, byte[] out, int offset) {
        var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
        var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
        var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
        var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
        var first = ByteVector.fromArray(BYTES, firstKey, 0);
        var counters = IntVector.fromArray(INTS, COUNTERS, 0).add(counter, LAST_WORDS);
        var b0 = counters.reinterpretAsBytes().rearrange(SWAP).lanewise(VectorOperators.XOR, first);
        var b1 =
                counters.add(4, LAST_WORDS).reinterpretAsBytes().rearrange(SWAP).lanewise(VectorOperators.XOR, first);
        var b2 =
                counters.add(8, LAST_WORDS).reinterpretAsBytes().rearrange(SWAP).lanewise(VectorOperators.XOR, first);
        var b3 = counters.add(12, LAST_WORDS)
                .reinterpretAsBytes()
                .rearrange(SWAP)
                .lanewise(VectorOperators.XOR, first);
        var b4 = counters.add(16, LAST_WORDS)
                .reinterpretAsBytes()
                .rearrange(SWAP)
                .lanewise(VectorOperators.XOR, first);
        var b5 = counters.add(20, LAST_WORDS)
                .reinterpretAsBytes()
                .rearrange(SWAP)
                .lanewise(VectorOperators.XOR, first);
        var b6 = counters.add(24, LAST_WORDS)
                .reinterpretAsBytes()
                .rearrange(SWAP)
                .lanewise(VectorOperators.XOR, first);
        var b7 = counters.add(28, LAST_WORDS)
                .reinterpretAsBytes()
                .rearrange(SWAP)
                .lanewise(VectorOperators.XOR, first);
        int at = LENGTH;
        for (; at < last; at += LENGTH) {
            var key = ByteVector.fromArray(BYTES, keys, at);
            b0 = b0.selectFrom(t0, t1)
                    .blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b1 = b1.selectFrom(t0, t1)
                    .blend(b1.selectFrom(t2, t3), b1.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b2 = b2.selectFrom(t0, t1)
                    .blend(b2.selectFrom(t2, t3), b2.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b3 = b3.selectFrom(t0, t1)
                    .blend(b3.selectFrom(t2, t3), b3.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b4 = b4.selectFrom(t0, t1)
                    .blend(b4.selectFrom(t2, t3), b4.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b5 = b5.selectFrom(t0, t1)
                    .blend(b5.selectFrom(t2, t3), b5.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b6 = b6.selectFrom(t0, t1)
                    .blend(b6.selectFrom(t2, t3), b6.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            b7 = b7.selectFrom(t0, t1)
                    .blend(b7.selectFrom(t2, t3), b7.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            var r0 = b0.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s0 = b0.lanewise(VectorOperators.XOR, r0);
            var d0 = s0.add(s0).lanewise(VectorOperators.XOR, POLYNOMIAL, s0.compare(VectorOperators.LT, 0));
            var h0 = s0.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b0 = d0.lanewise(VectorOperators.XOR, r0)
                    .lanewise(VectorOperators.XOR, h0)
                    .lanewise(VectorOperators.XOR, key);
            var r1 = b1.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s1 = b1.lanewise(VectorOperators.XOR, r1);
            var d1 = s1.add(s1).lanewise(VectorOperators.XOR, POLYNOMIAL, s1.compare(VectorOperators.LT, 0));
            var h1 = s1.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b1 = d1.lanewise(VectorOperators.XOR, r1)
                    .lanewise(VectorOperators.XOR, h1)
                    .lanewise(VectorOperators.XOR, key);
            var r2 = b2.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s2 = b2.lanewise(VectorOperators.XOR, r2);
            var d2 = s2.add(s2).lanewise(VectorOperators.XOR, POLYNOMIAL, s2.compare(VectorOperators.LT, 0));
            var h2 = s2.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b2 = d2.lanewise(VectorOperators.XOR, r2)
                    .lanewise(VectorOperators.XOR, h2)
                    .lanewise(VectorOperators.XOR, key);
            var r3 = b3.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s3 = b3.lanewise(VectorOperators.XOR, r3);
            var d3 = s3.add(s3).lanewise(VectorOperators.XOR, POLYNOMIAL, s3.compare(VectorOperators.LT, 0));
            var h3 = s3.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b3 = d3.lanewise(VectorOperators.XOR, r3)
                    .lanewise(VectorOperators.XOR, h3)
                    .lanewise(VectorOperators.XOR, key);
            var r4 = b4.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s4 = b4.lanewise(VectorOperators.XOR, r4);
            var d4 = s4.add(s4).lanewise(VectorOperators.XOR, POLYNOMIAL, s4.compare(VectorOperators.LT, 0));
            var h4 = s4.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b4 = d4.lanewise(VectorOperators.XOR, r4)
                    .lanewise(VectorOperators.XOR, h4)
                    .lanewise(VectorOperators.XOR, key);
            var r5 = b5.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s5 = b5.lanewise(VectorOperators.XOR, r5);
            var d5 = s5.add(s5).lanewise(VectorOperators.XOR, POLYNOMIAL, s5.compare(VectorOperators.LT, 0));
            var h5 = s5.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b5 = d5.lanewise(VectorOperators.XOR, r5)
                    .lanewise(VectorOperators.XOR, h5)
                    .lanewise(VectorOperators.XOR, key);
            var r6 = b6.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s6 = b6.lanewise(VectorOperators.XOR, r6);
            var d6 = s6.add(s6).lanewise(VectorOperators.XOR, POLYNOMIAL, s6.compare(VectorOperators.LT, 0));
            var h6 = s6.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b6 = d6.lanewise(VectorOperators.XOR, r6)
                    .lanewise(VectorOperators.XOR, h6)
                    .lanewise(VectorOperators.XOR, key);
            var r7 = b7.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s7 = b7.lanewise(VectorOperators.XOR, r7);
            var d7 = s7.add(s7).lanewise(VectorOperators.XOR, POLYNOMIAL, s7.compare(VectorOperators.LT, 0));
            var h7 = s7.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b7 = d7.lanewise(VectorOperators.XOR, r7)
                    .lanewise(VectorOperators.XOR, h7)
                    .lanewise(VectorOperators.XOR, key);
        }
        var key = ByteVector.fromArray(BYTES, keys, at);
        b0.selectFrom(t0, t1)
                .blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 0);
        b1.selectFrom(t0, t1)
                .blend(b1.selectFrom(t2, t3), b1.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 64);
        b2.selectFrom(t0, t1)
                .blend(b2.selectFrom(t2, t3), b2.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 128);
        b3.selectFrom(t0, t1)
                .blend(b3.selectFrom(t2, t3), b3.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 192);
        b4.selectFrom(t0, t1)
                .blend(b4.selectFrom(t2, t3), b4.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 256);
        b5.selectFrom(t0, t1)
                .blend(b5.selectFrom(t2, t3), b5.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 320);
        b6.selectFrom(t0, t1)
                .blend(b6.selectFrom(t2, t3), b6.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 384);
        b7.selectFrom(t0, t1)
                .blend(b7.selectFrom(t2, t3), b7.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 448);
    }

    /// 4 blocks, the same on one vector.
    private void makeOne(int counter, byte[] out, int offset) {
        var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
        var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
        var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
        var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
        var first = ByteVector.fromArray(BYTES, firstKey, 0);
        var counters = IntVector.fromArray(INTS, COUNTERS, 0).add(counter, LAST_WORDS);
        var b0 = counters.reinterpretAsBytes().rearrange(SWAP).lanewise(VectorOperators.XOR, first);
        int at = LENGTH;
        for (; at < last; at += LENGTH) {
            var key = ByteVector.fromArray(BYTES, keys, at);
            b0 = b0.selectFrom(t0, t1)
                    .blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0))
                    .rearrange(SHIFT_ROWS);
            var r0 = b0.reinterpretAsInts().lanewise(VectorOperators.ROR, 8).reinterpretAsBytes();
            var s0 = b0.lanewise(VectorOperators.XOR, r0);
            var d0 = s0.add(s0).lanewise(VectorOperators.XOR, POLYNOMIAL, s0.compare(VectorOperators.LT, 0));
            var h0 = s0.reinterpretAsInts().lanewise(VectorOperators.ROR, 16).reinterpretAsBytes();
            b0 = d0.lanewise(VectorOperators.XOR, r0)
                    .lanewise(VectorOperators.XOR, h0)
                    .lanewise(VectorOperators.XOR, key);
        }
        var key = ByteVector.fromArray(BYTES, keys, at);
        b0.selectFrom(t0, t1)
                .blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0))
                .rearrange(SHIFT_ROWS)
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 0);
    }

    /// Overwrites everything that depends on the key.
    void wipe() {
        Arrays.fill(keys, (byte) 0);
        Arrays.fill(firstKey, (byte) 0);
    }
}
