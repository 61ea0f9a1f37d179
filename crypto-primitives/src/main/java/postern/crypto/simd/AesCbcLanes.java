package postern.crypto.simd;

import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ROR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.Secret;
import postern.crypto.kernel.AesCbcKernel;

/// AES (FIPS 197) in CBC mode (SP 800-38A §6.2) on vectors of 64 octets, the S-box in registers.
///
/// The S-box's 256 octets are four vectors. An exchange of lanes chooses, for 64 octets at once, from the 128
/// octets of two vectors; a second one from the other two; and the top bit of each octet decides between both.
/// No memory is addressed by a secret. ShiftRows is one exchange of lanes. MixColumns works on columns as `int`
/// lanes, where the octet one row below is a rotation by 8 bits: with b below a, and d, e below it,
///
///     a' = {02}·(a + b) + b + (d + e)
///
/// InvMixColumns adds {04}·(a + d) to each octet a first, d two rows below, as
/// `postern.crypto.cipher.AesSlices` does and explains. Equal by test to `postern.crypto.cipher.Aes` in `CbcMode`.
///
/// Enciphering is serial: one block is in the first 16 lanes, and the other lanes idle. What counts is how long a
/// round takes, and this way takes the shortest. Deciphering has four blocks in each of four vectors.
///
/// Made for vectors of 512 bits; see [#SUPPORTED].
final class AesCbcLanes implements AesCbcKernel {
    /// Whether the machine has vectors of 64 octets.
    static final boolean SUPPORTED = VectorWidth.BITS >= 512;

    private static final VectorSpecies<Byte> OCTETS = ByteVector.SPECIES_512;
    private static final VectorMask<Byte> ONE_BLOCK = OCTETS.indexInRange(0, 16);
    private static final int BLOCK = 16;
    private static final int VECTOR = 64;
    /// Blocks deciphered at once.
    private static final int GROUP = 16;
    /// x⁸ = x⁴ + x³ + x + 1 (§4.2).
    private static final byte POLYNOMIAL = 0x1b;

    private static final byte[] SBOX = new byte[256];
    private static final byte[] INVERSE_SBOX = new byte[256];
    /// Which octet of the state comes to each place by ShiftRows (§5.1.2) and InvShiftRows, in four blocks.
    private static final byte[] SHIFT_ROWS = new byte[VECTOR];
    private static final byte[] INVERSE_SHIFT_ROWS = new byte[VECTOR];

    static {
        // All octets but 0 as the powers of {03}, and beside each its inverse, the powers of {f6}.
        int power = 1;
        int inverse = 1;
        for (int i = 0; i < 255; i++) {
            int affine = inverse;
            for (int turn = 1; turn <= 4; turn++) {
                affine ^= (inverse << turn | inverse >>> 8 - turn) & 0xff;
            }
            setSbox(power, affine ^ 0x63);
            power = (power ^ doubled(power)) & 0xff;
            inverse = timesF6(inverse);
        }
        setSbox(0, 0x63);
        for (int at = 0; at < VECTOR; at++) {
            int row = at % 4;
            int from = at / BLOCK * BLOCK + (at + 4 * row) % BLOCK;
            SHIFT_ROWS[at] = (byte) from;
            INVERSE_SHIFT_ROWS[from] = (byte) at;
        }
    }

    /// Each round's key four times.
    private final byte[] keys;
    private final int lastKey;
    /// The block of ciphertext before a group, then the group.
    private final byte[] ciphertext = new byte[BLOCK + BLOCK * GROUP];
    private final byte[] plaintext = new byte[BLOCK * GROUP];

    /// AES under the expanded key (§5.2), 16 octets a round, which stays the caller's.
    AesCbcLanes(Secret expandedKey) {
        var expanded = expandedKey.expose();
        keys = new byte[4 * expanded.length];
        lastKey = keys.length - VECTOR;
        for (int at = 0; at < keys.length; at++) {
            keys[at] = expanded[at / VECTOR * BLOCK + at % BLOCK];
        }
    }

    private static void setSbox(int in, int out) {
        SBOX[in] = (byte) out;
        INVERSE_SBOX[out] = (byte) in;
    }

    /// {02}·x (§4.2.1).
    private static int doubled(int x) {
        return (x << 1 ^ (x >>> 7) * 0x11b) & 0xff;
    }

    /// {f6}·x: {f6} is the inverse of {03}.
    private static int timesF6(int x) {
        int product = 0;
        int term = x;
        for (int bit = 0; bit < 8; bit++) {
            product ^= (0xf6 >>> bit & 1) * term;
            term = doubled(term);
        }
        return product;
    }

    @Override
    public void encrypt(byte[] iv, byte[] in, int inAt, byte[] out, int outAt, int blocks) {
        encryptChain(keys, lastKey, iv, in, inAt, out, outAt, blocks);
    }

    /// A kernel, written out flat.
    private static void encryptChain(
            byte[] keys, int lastKey, byte[] iv, byte[] in, int inAt, byte[] out, int outAt, int blocks) {
        var s0 = ByteVector.fromArray(OCTETS, SBOX, 0);
        var s1 = ByteVector.fromArray(OCTETS, SBOX, VECTOR);
        var s2 = ByteVector.fromArray(OCTETS, SBOX, 2 * VECTOR);
        var s3 = ByteVector.fromArray(OCTETS, SBOX, 3 * VECTOR);
        var shiftRows = ByteVector.fromArray(OCTETS, SHIFT_ROWS, 0);
        var first = ByteVector.fromArray(OCTETS, keys, 0);
        var last = ByteVector.fromArray(OCTETS, keys, lastKey);
        var x = ByteVector.fromArray(OCTETS, iv, 0, ONE_BLOCK);
        for (int at = 0; at < BLOCK * blocks; at += BLOCK) {
            x = x.lanewise(
                    XOR, ByteVector.fromArray(OCTETS, in, inAt + at, ONE_BLOCK).lanewise(XOR, first));
            for (int key = VECTOR; key < lastKey; key += VECTOR) {
                x = shiftRows.selectFrom(x);
                x = x.selectFrom(s0, s1).blend(x.selectFrom(s2, s3), x.compare(LT, (byte) 0));
                var below = x.reinterpretAsInts().lanewise(ROR, 8).reinterpretAsBytes();
                var sum = x.lanewise(XOR, below);
                var rest = below.lanewise(XOR, ByteVector.fromArray(OCTETS, keys, key))
                        .lanewise(XOR, sum.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
                x = sum.add(sum)
                        .lanewise(XOR, POLYNOMIAL, sum.compare(LT, (byte) 0))
                        .lanewise(XOR, rest);
            }
            x = shiftRows.selectFrom(x);
            x = x.selectFrom(s0, s1)
                    .blend(x.selectFrom(s2, s3), x.compare(LT, (byte) 0))
                    .lanewise(XOR, last);
            x.intoArray(out, outAt + at, ONE_BLOCK);
        }
        x.intoArray(iv, 0, ONE_BLOCK);
    }

    @Override
    public void decrypt(byte[] iv, byte[] in, int inAt, byte[] out, int outAt, int blocks) {
        System.arraycopy(iv, 0, ciphertext, 0, BLOCK);
        for (int block = 0; block < blocks; block += GROUP) {
            int octets = BLOCK * Math.min(GROUP, blocks - block);
            System.arraycopy(in, inAt + BLOCK * block, ciphertext, BLOCK, octets);
            decryptGroup(keys, lastKey, ciphertext, plaintext);
            System.arraycopy(plaintext, 0, out, outAt + BLOCK * block, octets);
            System.arraycopy(ciphertext, octets, ciphertext, 0, BLOCK);
        }
        System.arraycopy(ciphertext, 0, iv, 0, BLOCK);
        Arrays.fill(plaintext, (byte) 0);
    }

    /// A kernel, written out flat: sixteen blocks, four in a vector.
    private static void decryptGroup(byte[] keys, int lastKey, byte[] ciphertext, byte[] plaintext) {
        var s0 = ByteVector.fromArray(OCTETS, INVERSE_SBOX, 0);
        var s1 = ByteVector.fromArray(OCTETS, INVERSE_SBOX, VECTOR);
        var s2 = ByteVector.fromArray(OCTETS, INVERSE_SBOX, 2 * VECTOR);
        var s3 = ByteVector.fromArray(OCTETS, INVERSE_SBOX, 3 * VECTOR);
        var shiftRows = ByteVector.fromArray(OCTETS, INVERSE_SHIFT_ROWS, 0);
        var k = ByteVector.fromArray(OCTETS, keys, lastKey);
        var a = ByteVector.fromArray(OCTETS, ciphertext, BLOCK).lanewise(XOR, k);
        var b = ByteVector.fromArray(OCTETS, ciphertext, BLOCK + 1 * VECTOR).lanewise(XOR, k);
        var c = ByteVector.fromArray(OCTETS, ciphertext, BLOCK + 2 * VECTOR).lanewise(XOR, k);
        var d = ByteVector.fromArray(OCTETS, ciphertext, BLOCK + 3 * VECTOR).lanewise(XOR, k);
        for (int key = lastKey - VECTOR; ; key -= VECTOR) {
            k = ByteVector.fromArray(OCTETS, keys, key);
            a = shiftRows.selectFrom(a);
            a = a.selectFrom(s0, s1)
                    .blend(a.selectFrom(s2, s3), a.compare(LT, (byte) 0))
                    .lanewise(XOR, k);
            b = shiftRows.selectFrom(b);
            b = b.selectFrom(s0, s1)
                    .blend(b.selectFrom(s2, s3), b.compare(LT, (byte) 0))
                    .lanewise(XOR, k);
            c = shiftRows.selectFrom(c);
            c = c.selectFrom(s0, s1)
                    .blend(c.selectFrom(s2, s3), c.compare(LT, (byte) 0))
                    .lanewise(XOR, k);
            d = shiftRows.selectFrom(d);
            d = d.selectFrom(s0, s1)
                    .blend(d.selectFrom(s2, s3), d.compare(LT, (byte) 0))
                    .lanewise(XOR, k);
            if (key == 0) {
                break;
            }
            var a4 = a.lanewise(XOR, a.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            a4 = a4.add(a4).lanewise(XOR, POLYNOMIAL, a4.compare(LT, (byte) 0));
            a4 = a4.add(a4).lanewise(XOR, POLYNOMIAL, a4.compare(LT, (byte) 0));
            a = a.lanewise(XOR, a4);
            var aBelow = a.reinterpretAsInts().lanewise(ROR, 8).reinterpretAsBytes();
            var aSum = a.lanewise(XOR, aBelow);
            a = aSum.add(aSum)
                    .lanewise(XOR, POLYNOMIAL, aSum.compare(LT, (byte) 0))
                    .lanewise(XOR, aBelow)
                    .lanewise(XOR, aSum.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            var b4 = b.lanewise(XOR, b.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            b4 = b4.add(b4).lanewise(XOR, POLYNOMIAL, b4.compare(LT, (byte) 0));
            b4 = b4.add(b4).lanewise(XOR, POLYNOMIAL, b4.compare(LT, (byte) 0));
            b = b.lanewise(XOR, b4);
            var bBelow = b.reinterpretAsInts().lanewise(ROR, 8).reinterpretAsBytes();
            var bSum = b.lanewise(XOR, bBelow);
            b = bSum.add(bSum)
                    .lanewise(XOR, POLYNOMIAL, bSum.compare(LT, (byte) 0))
                    .lanewise(XOR, bBelow)
                    .lanewise(XOR, bSum.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            var c4 = c.lanewise(XOR, c.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            c4 = c4.add(c4).lanewise(XOR, POLYNOMIAL, c4.compare(LT, (byte) 0));
            c4 = c4.add(c4).lanewise(XOR, POLYNOMIAL, c4.compare(LT, (byte) 0));
            c = c.lanewise(XOR, c4);
            var cBelow = c.reinterpretAsInts().lanewise(ROR, 8).reinterpretAsBytes();
            var cSum = c.lanewise(XOR, cBelow);
            c = cSum.add(cSum)
                    .lanewise(XOR, POLYNOMIAL, cSum.compare(LT, (byte) 0))
                    .lanewise(XOR, cBelow)
                    .lanewise(XOR, cSum.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            var d4 = d.lanewise(XOR, d.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
            d4 = d4.add(d4).lanewise(XOR, POLYNOMIAL, d4.compare(LT, (byte) 0));
            d4 = d4.add(d4).lanewise(XOR, POLYNOMIAL, d4.compare(LT, (byte) 0));
            d = d.lanewise(XOR, d4);
            var dBelow = d.reinterpretAsInts().lanewise(ROR, 8).reinterpretAsBytes();
            var dSum = d.lanewise(XOR, dBelow);
            d = dSum.add(dSum)
                    .lanewise(XOR, POLYNOMIAL, dSum.compare(LT, (byte) 0))
                    .lanewise(XOR, dBelow)
                    .lanewise(XOR, dSum.reinterpretAsInts().lanewise(ROR, 16).reinterpretAsBytes());
        }
        a.lanewise(XOR, ByteVector.fromArray(OCTETS, ciphertext, 0)).intoArray(plaintext, 0);
        b.lanewise(XOR, ByteVector.fromArray(OCTETS, ciphertext, VECTOR)).intoArray(plaintext, VECTOR);
        c.lanewise(XOR, ByteVector.fromArray(OCTETS, ciphertext, 2 * VECTOR)).intoArray(plaintext, 2 * VECTOR);
        d.lanewise(XOR, ByteVector.fromArray(OCTETS, ciphertext, 3 * VECTOR)).intoArray(plaintext, 3 * VECTOR);
    }

    @Override
    public void close() {
        Arrays.fill(keys, (byte) 0);
        Arrays.fill(plaintext, (byte) 0);
    }
}
