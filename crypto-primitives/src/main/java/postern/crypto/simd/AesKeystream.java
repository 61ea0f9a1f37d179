package postern.crypto.simd;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;
import postern.crypto.cipher.Aes;

/// The keystream of AES in counter mode (SP 800-38A §6.5), in vectors of 64 octets, which are four blocks. Its
/// readable references are [postern.crypto.cipher.Aes] and [postern.crypto.cipher.CounterMode].
///
/// **The S-box** (FIPS 197 §5.1.1) lies in four registers of 64 octets. A select from two of them, by the lower
/// seven bits of each octet, gives the answer if the eighth bit is 0; one from the other two, if it is 1. That
/// is a table in registers: no address depends on a secret, there is nothing for a cache to tell.
///
/// **ShiftRows is never done.** After i rounds without it, octet (row, column) of the state that FIPS 197 means
/// stands in column + i·row, and the one below an octet stands i columns further right. (As in
/// `postern.crypto.cipher.AesSlices`.) Only the last round puts everything in its place. **MixColumns** (§5.1.3)
/// of an octet a, with b the one below it:
///
///     a' = {02}·(a + b) + b + (a + b of the octet two rows below)
///
/// {02}·x is x + x as an integer, and {1b} more where the top bit was set.
///
/// **The first round** is the same for all blocks of a nonce, but for what comes from the counter. Of that only
/// the last octet changes from block to block, and it reaches one column in this round. What it adds there depends
/// on the key alone and is kept for all 256 values.
///
/// Eight vectors go through the rounds together, because an instruction's result is late by some cycles. A
/// kernel: flat, for the reason given at the package. Confined to one thread.
final class AesKeystream {
    private static final int BLOCK = 16;
    private static final int LENGTH = 64;
    /// Blocks made at once by the wide form.
    private static final int BATCH = 32;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
    /// Octets of first rounds: of as many blocks as the last octet of a counter has values.
    private static final int CHANGES = 256 * BLOCK;

    private static final byte[] SBOX = sbox();
    private static final byte[] NONE = new byte[LENGTH];
    /// x⁸ = x⁴ + x³ + x + 1.
    private static final byte[] POLYNOMIAL = allOctets(0x1b);
    /// For each number of ShiftRows left out, modulo 4: where the octet below comes from, and the next below.
    private static final byte[] ROWS_BELOW = rowsBelow();

    /// Round keys, shifted like the state of their round; each four times, so that each block has its own.
    private final byte[] keys;
    /// Where the last round's begins.
    private final int last;
    /// Where in the last round's state each octet comes from.
    private final byte[] inPlace = new byte[LENGTH];
    /// What the last octet of the counter adds to the state after the first round.
    private final byte[] changes = new byte[CHANGES];

    /// Counter blocks of which the last octet is 0.
    private final byte[] counterBlocks = new byte[LENGTH];
    /// Their state after the first round.
    private final byte[] base = new byte[LENGTH];

    /// The keystreams of a key of 16, 24 or 32 octets, which stays the caller's.
    AesKeystream(Secret key) {
        try (var aes = new Aes(key);
                var expanded = aes.expandedKey()) {
            keys = new byte[4 * expanded.length()];
            last = keys.length - LENGTH;
            setKeys(expanded.expose());
        }
        var none = new byte[LENGTH];
        makeFirstRound(none, none, 0);
        var blocks = new byte[LENGTH];
        for (int at = 0; at < CHANGES; at += LENGTH) {
            for (int i = 0; i < 4; i++) {
                blocks[BLOCK * i + 15] = (byte) (at / BLOCK + i);
            }
            makeFirstRound(blocks, changes, at);
            for (int i = 0; i < LENGTH; i++) {
                changes[at + i] ^= none[i];
            }
        }
        Arrays.fill(none, (byte) 0);
    }

    private void setKeys(byte[] expanded) {
        int rounds = last / LENGTH;
        for (int i = 0; i < keys.length; i++) {
            int round = i / LENGTH;
            int row = i & 3;
            int column = i >> 2 & 3;
            // The last round's state is in place when its key is added.
            int from = round == rounds ? column : column - round * row & 3;
            keys[i] = expanded[BLOCK * round + row + 4 * from];
        }
        for (int i = 0; i < LENGTH; i++) {
            inPlace[i] = (byte) (i & ~12 | 4 * ((i >> 2) + rounds * i & 3));
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

    private static byte[] allOctets(int value) {
        var octets = new byte[LENGTH];
        Arrays.fill(octets, (byte) value);
        return octets;
    }

    private static byte[] rowsBelow() {
        var from = new byte[8 * LENGTH];
        for (int i = 0; i < from.length; i++) {
            int shifts = i / (2 * LENGTH);
            int rows = 1 + i / LENGTH % 2;
            int column = (i >> 2) + rows * shifts & 3;
            from[i] = (byte) (i & 48 | 4 * column | i + rows & 3);
        }
        return from;
    }

    /// Chooses the counter blocks: a nonce of twelve octets, then four of counter.
    void begin(byte[] nonce) {
        for (int i = 0; i < LENGTH; i += BLOCK) {
            System.arraycopy(nonce, 0, counterBlocks, i, 12);
        }
    }

    /// Makes keystream from block `counter` on.
    ///
    /// @param counter a multiple of 32
    /// @param out has room for whole batches of 512 octets
    void make(int counter, byte[] out, int blocks) {
        int made = 0;
        // What is left of two vectors or less is not worth a batch.
        for (; blocks - made > 8; made += BATCH) {
            setBase(counter, made);
            makeEight(counter + made, out, BLOCK * made);
        }
        for (; made < blocks; made += 4) {
            setBase(counter, made);
            makeOne(counter + made, out, BLOCK * made);
        }
    }

    /// Does the first round where it is not the one that was done last.
    private void setBase(int counter, int made) {
        if (made == 0 || (counter + made & 0xff) == 0) {
            for (int i = 0; i < LENGTH; i += BLOCK) {
                Endian.putIntBe(counterBlocks, i + 12, counter + made & ~0xff);
            }
            makeFirstRound(counterBlocks, base, 0);
        }
    }

    /// The state of four counter blocks after the first round. A kernel.
    private void makeFirstRound(byte[] blocks, byte[] out, int at) {
        var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
        var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
        var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
        var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
        var none = ByteVector.fromArray(BYTES, NONE, 0);
        var polynomial = ByteVector.fromArray(BYTES, POLYNOMIAL, 0);
        var below = ByteVector.fromArray(BYTES, ROWS_BELOW, 2 * LENGTH);
        var twoBelow = ByteVector.fromArray(BYTES, ROWS_BELOW, 3 * LENGTH);
        var key = ByteVector.fromArray(BYTES, keys, LENGTH);
        var b0 = ByteVector.fromArray(BYTES, blocks, 0)
                .lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, keys, 0));
        b0 = b0.selectFrom(t0, t1).blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0));
        var r0 = below.selectFrom(b0);
        var s0 = b0.lanewise(VectorOperators.XOR, r0);
        var p0 = none.blend(polynomial, s0.compare(VectorOperators.LT, 0));
        b0 = s0.add(s0)
                .lanewise(VectorOperators.XOR, p0)
                .lanewise(VectorOperators.XOR, r0)
                .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s0))
                .lanewise(VectorOperators.XOR, key);
        b0.intoArray(out, at);
    }

    /// 32 blocks. A kernel, flat.
    private void makeEight(int counter, byte[] out, int offset) {
        var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
        var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
        var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
        var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
        var none = ByteVector.fromArray(BYTES, NONE, 0);
        var polynomial = ByteVector.fromArray(BYTES, POLYNOMIAL, 0);
        var start = ByteVector.fromArray(BYTES, base, 0);
        int change = counter * BLOCK & CHANGES - 1;
        var b0 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 0 * LENGTH));
        var b1 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 1 * LENGTH));
        var b2 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 2 * LENGTH));
        var b3 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 3 * LENGTH));
        var b4 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 4 * LENGTH));
        var b5 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 5 * LENGTH));
        var b6 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 6 * LENGTH));
        var b7 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 7 * LENGTH));
        int at = 2 * LENGTH;
        for (; at < last; at += LENGTH) {
            var key = ByteVector.fromArray(BYTES, keys, at);
            var below = ByteVector.fromArray(BYTES, ROWS_BELOW, 2 * at & 6 * LENGTH);
            var twoBelow = ByteVector.fromArray(BYTES, ROWS_BELOW, (2 * at & 6 * LENGTH) + LENGTH);
            b0 = b0.selectFrom(t0, t1).blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0));
            b1 = b1.selectFrom(t0, t1).blend(b1.selectFrom(t2, t3), b1.compare(VectorOperators.LT, 0));
            b2 = b2.selectFrom(t0, t1).blend(b2.selectFrom(t2, t3), b2.compare(VectorOperators.LT, 0));
            b3 = b3.selectFrom(t0, t1).blend(b3.selectFrom(t2, t3), b3.compare(VectorOperators.LT, 0));
            b4 = b4.selectFrom(t0, t1).blend(b4.selectFrom(t2, t3), b4.compare(VectorOperators.LT, 0));
            b5 = b5.selectFrom(t0, t1).blend(b5.selectFrom(t2, t3), b5.compare(VectorOperators.LT, 0));
            b6 = b6.selectFrom(t0, t1).blend(b6.selectFrom(t2, t3), b6.compare(VectorOperators.LT, 0));
            b7 = b7.selectFrom(t0, t1).blend(b7.selectFrom(t2, t3), b7.compare(VectorOperators.LT, 0));
            var r0 = below.selectFrom(b0);
            var s0 = b0.lanewise(VectorOperators.XOR, r0);
            var p0 = none.blend(polynomial, s0.compare(VectorOperators.LT, 0));
            b0 = s0.add(s0)
                    .lanewise(VectorOperators.XOR, p0)
                    .lanewise(VectorOperators.XOR, r0)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s0))
                    .lanewise(VectorOperators.XOR, key);
            var r1 = below.selectFrom(b1);
            var s1 = b1.lanewise(VectorOperators.XOR, r1);
            var p1 = none.blend(polynomial, s1.compare(VectorOperators.LT, 0));
            b1 = s1.add(s1)
                    .lanewise(VectorOperators.XOR, p1)
                    .lanewise(VectorOperators.XOR, r1)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s1))
                    .lanewise(VectorOperators.XOR, key);
            var r2 = below.selectFrom(b2);
            var s2 = b2.lanewise(VectorOperators.XOR, r2);
            var p2 = none.blend(polynomial, s2.compare(VectorOperators.LT, 0));
            b2 = s2.add(s2)
                    .lanewise(VectorOperators.XOR, p2)
                    .lanewise(VectorOperators.XOR, r2)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s2))
                    .lanewise(VectorOperators.XOR, key);
            var r3 = below.selectFrom(b3);
            var s3 = b3.lanewise(VectorOperators.XOR, r3);
            var p3 = none.blend(polynomial, s3.compare(VectorOperators.LT, 0));
            b3 = s3.add(s3)
                    .lanewise(VectorOperators.XOR, p3)
                    .lanewise(VectorOperators.XOR, r3)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s3))
                    .lanewise(VectorOperators.XOR, key);
            var r4 = below.selectFrom(b4);
            var s4 = b4.lanewise(VectorOperators.XOR, r4);
            var p4 = none.blend(polynomial, s4.compare(VectorOperators.LT, 0));
            b4 = s4.add(s4)
                    .lanewise(VectorOperators.XOR, p4)
                    .lanewise(VectorOperators.XOR, r4)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s4))
                    .lanewise(VectorOperators.XOR, key);
            var r5 = below.selectFrom(b5);
            var s5 = b5.lanewise(VectorOperators.XOR, r5);
            var p5 = none.blend(polynomial, s5.compare(VectorOperators.LT, 0));
            b5 = s5.add(s5)
                    .lanewise(VectorOperators.XOR, p5)
                    .lanewise(VectorOperators.XOR, r5)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s5))
                    .lanewise(VectorOperators.XOR, key);
            var r6 = below.selectFrom(b6);
            var s6 = b6.lanewise(VectorOperators.XOR, r6);
            var p6 = none.blend(polynomial, s6.compare(VectorOperators.LT, 0));
            b6 = s6.add(s6)
                    .lanewise(VectorOperators.XOR, p6)
                    .lanewise(VectorOperators.XOR, r6)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s6))
                    .lanewise(VectorOperators.XOR, key);
            var r7 = below.selectFrom(b7);
            var s7 = b7.lanewise(VectorOperators.XOR, r7);
            var p7 = none.blend(polynomial, s7.compare(VectorOperators.LT, 0));
            b7 = s7.add(s7)
                    .lanewise(VectorOperators.XOR, p7)
                    .lanewise(VectorOperators.XOR, r7)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s7))
                    .lanewise(VectorOperators.XOR, key);
        }
        var key = ByteVector.fromArray(BYTES, keys, at);
        var back = ByteVector.fromArray(BYTES, inPlace, 0);
        back.selectFrom(b0.selectFrom(t0, t1).blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 0 * LENGTH);
        back.selectFrom(b1.selectFrom(t0, t1).blend(b1.selectFrom(t2, t3), b1.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 1 * LENGTH);
        back.selectFrom(b2.selectFrom(t0, t1).blend(b2.selectFrom(t2, t3), b2.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 2 * LENGTH);
        back.selectFrom(b3.selectFrom(t0, t1).blend(b3.selectFrom(t2, t3), b3.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 3 * LENGTH);
        back.selectFrom(b4.selectFrom(t0, t1).blend(b4.selectFrom(t2, t3), b4.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 4 * LENGTH);
        back.selectFrom(b5.selectFrom(t0, t1).blend(b5.selectFrom(t2, t3), b5.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 5 * LENGTH);
        back.selectFrom(b6.selectFrom(t0, t1).blend(b6.selectFrom(t2, t3), b6.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 6 * LENGTH);
        back.selectFrom(b7.selectFrom(t0, t1).blend(b7.selectFrom(t2, t3), b7.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 7 * LENGTH);
    }

    /// 4 blocks, the same on one vector.
    private void makeOne(int counter, byte[] out, int offset) {
        var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
        var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
        var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
        var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
        var none = ByteVector.fromArray(BYTES, NONE, 0);
        var polynomial = ByteVector.fromArray(BYTES, POLYNOMIAL, 0);
        var start = ByteVector.fromArray(BYTES, base, 0);
        int change = counter * BLOCK & CHANGES - 1;
        var b0 = start.lanewise(VectorOperators.XOR, ByteVector.fromArray(BYTES, changes, change + 0 * LENGTH));
        int at = 2 * LENGTH;
        for (; at < last; at += LENGTH) {
            var key = ByteVector.fromArray(BYTES, keys, at);
            var below = ByteVector.fromArray(BYTES, ROWS_BELOW, 2 * at & 6 * LENGTH);
            var twoBelow = ByteVector.fromArray(BYTES, ROWS_BELOW, (2 * at & 6 * LENGTH) + LENGTH);
            b0 = b0.selectFrom(t0, t1).blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0));
            var r0 = below.selectFrom(b0);
            var s0 = b0.lanewise(VectorOperators.XOR, r0);
            var p0 = none.blend(polynomial, s0.compare(VectorOperators.LT, 0));
            b0 = s0.add(s0)
                    .lanewise(VectorOperators.XOR, p0)
                    .lanewise(VectorOperators.XOR, r0)
                    .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s0))
                    .lanewise(VectorOperators.XOR, key);
        }
        var key = ByteVector.fromArray(BYTES, keys, at);
        var back = ByteVector.fromArray(BYTES, inPlace, 0);
        back.selectFrom(b0.selectFrom(t0, t1).blend(b0.selectFrom(t2, t3), b0.compare(VectorOperators.LT, 0)))
                .lanewise(VectorOperators.XOR, key)
                .intoArray(out, offset + 0 * LENGTH);
    }

    /// Overwrites everything that depends on the key.
    void wipe() {
        Arrays.fill(keys, (byte) 0);
        Arrays.fill(changes, (byte) 0);
        Arrays.fill(base, (byte) 0);
    }
}
