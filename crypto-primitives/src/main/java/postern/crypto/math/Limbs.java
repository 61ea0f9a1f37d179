package postern.crypto.math;

import static postern.crypto.bytes.ConstantTime.zeroMask;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;

/// A natural number of fixed width: the form in which [Modulus] computes. The width is public, the value need not
/// be: the running time of every method depends on widths alone.
///
/// The number is the sum of `limbs[i]`·2^(52·i), each limb from 0 to 2⁵² − 1, in a `long`. Twelve spare bits let
/// sums of many products stand in two words without a single comparison; [Montgomery] explains how.
///
/// Owned by whoever created it, and wiped by [#close()].
public final class Limbs implements AutoCloseable {
    /// Bits in a limb.
    static final int BITS = 52;

    static final long MASK = (1L << BITS) - 1;

    /// Least significant first. The array is the number: no other object holds it.
    final long[] limbs;

    Limbs(long[] limbs) {
        this.limbs = limbs;
    }

    /// Zero, with room for this many bits.
    static Limbs zero(int bits) {
        return new Limbs(new long[countFor(bits)]);
    }

    /// Time depends on the number of octets. A public number, most significant octet first.
    public static Limbs of(Bytes octets) {
        return of(octets.toArray());
    }

    /// Time depends on the number of octets alone. A secret number, most significant octet first. The secret
    /// stays the caller's.
    public static Limbs of(Secret octets) {
        return of(octets.expose());
    }

    private static Limbs of(byte[] octets) {
        var number = zero(8 * octets.length);
        for (int i = 0; i < octets.length; i++) {
            int bit = 8 * (octets.length - 1 - i);
            long octet = octets[i] & 0xffL;
            int within = bit % BITS;
            number.limbs[bit / BITS] |= octet << within & MASK;
            if (within > BITS - 8) {
                number.limbs[bit / BITS + 1] |= octet >> BITS - within;
            }
        }
        return number;
    }

    private static int countFor(int bits) {
        return Math.max(1, (bits + BITS - 1) / BITS);
    }

    /// The number in `length` octets, most significant first; what does not fit is cut off.
    public Secret toSecret(int length) {
        return Secret.adopt(octets(length));
    }

    /// The number in `length` octets, for a value that may be shown.
    public Bytes toBytes(int length) {
        return Bytes.adopt(octets(length));
    }

    private byte[] octets(int length) {
        var octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[length - 1 - i] = (byte) bitsFrom(8 * i);
        }
        return octets;
    }

    /// The bits from `position` on, at least 52 of them, in the low end of a `long`; zeros beyond the width.
    long bitsFrom(int position) {
        int limb = position / BITS;
        int within = position % BITS;
        long low = limb < limbs.length ? limbs[limb] >>> within : 0;
        long high = limb + 1 < limbs.length ? limbs[limb + 1] << BITS - within : 0;
        return low | high;
    }

    /// An independent copy.
    public Limbs copy() {
        return copy(limbs.length);
    }

    /// An independent copy of the same or another width; a narrower one loses the upper limbs.
    Limbs copy(int count) {
        return new Limbs(Arrays.copyOf(limbs, count));
    }

    /// Time depends on the widths alone. All ones if both are the same number; the widths may differ.
    public long equalMask(Limbs other) {
        long difference = 0;
        for (int i = 0; i < Math.max(limbs.length, other.limbs.length); i++) {
            difference |= at(i) ^ other.at(i);
        }
        return zeroMask(difference);
    }

    /// Time depends on the widths alone. All ones if this is less than `other`; the widths may differ.
    public long lessMask(Limbs other) {
        long borrow = 0;
        for (int i = 0; i < Math.max(limbs.length, other.limbs.length); i++) {
            borrow = at(i) - other.at(i) + borrow >> BITS;
        }
        return borrow;
    }

    /// All ones if this is the number `value`, from 0 to 2⁵² − 1.
    public long equalMask(long value) {
        long difference = limbs[0] ^ value;
        for (int i = 1; i < limbs.length; i++) {
            difference |= limbs[i];
        }
        return zeroMask(difference);
    }

    /// All ones if this is odd.
    public long oddMask() {
        return -(limbs[0] & 1);
    }

    private long at(int i) {
        return i < limbs.length ? limbs[i] : 0;
    }

    /// The number of bits without leading zeros. Time depends on the width, but the answer is a number: only for
    /// numbers whose length is public.
    public int bitLength() {
        int length = 0;
        for (int i = 0; i < limbs.length; i++) {
            int bits = i * BITS + Long.SIZE - Long.numberOfLeadingZeros(limbs[i]);
            length = ConstantTime.select((int) zeroMask(limbs[i]), length, bits);
        }
        return length;
    }

    /// Time depends on the widths alone. this + `addend`, as wide as this; a carry out of it is lost.
    public Limbs plus(Limbs addend) {
        var sum = new long[limbs.length];
        long carry = 0;
        for (int i = 0; i < sum.length; i++) {
            carry += limbs[i] + addend.at(i);
            sum[i] = carry & MASK;
            carry >>= BITS;
        }
        return new Limbs(sum);
    }

    /// Time depends on the widths alone. this − `subtrahend`, as wide as this; modulo 2^width if it is negative.
    public Limbs minus(Limbs subtrahend) {
        var difference = new long[limbs.length];
        long borrow = 0;
        for (int i = 0; i < difference.length; i++) {
            borrow += limbs[i] - subtrahend.at(i);
            difference[i] = borrow & MASK;
            borrow >>= BITS;
        }
        return new Limbs(difference);
    }

    /// this + `addend`, from 0 to 2⁵² − 1.
    public Limbs plus(long addend) {
        return plus(new Limbs(new long[] {addend}));
    }

    /// this − `subtrahend`, from 0 to 2⁵² − 1.
    public Limbs minus(long subtrahend) {
        return minus(new Limbs(new long[] {subtrahend}));
    }

    /// Time depends on the widths alone. this · `factor`, as wide as both together.
    public Limbs times(Limbs factor) {
        var product = new long[limbs.length + factor.limbs.length];
        for (int i = 0; i < limbs.length; i++) {
            long carry = 0;
            for (int j = 0; j < factor.limbs.length; j++) {
                long low = limbs[i] * factor.limbs[j];
                long high = Math.unsignedMultiplyHigh(limbs[i] << Long.SIZE - BITS, factor.limbs[j]);
                carry += (low & MASK) + product[i + j];
                product[i + j] = carry & MASK;
                carry = (carry >>> BITS) + high;
            }
            product[i + factor.limbs.length] = carry;
        }
        return new Limbs(product);
    }

    /// this / 2^`count`, rounded down, for a public count.
    public Limbs shiftRight(int count) {
        var shifted = new long[limbs.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = bitsFrom(i * BITS + count) & MASK;
        }
        return new Limbs(shifted);
    }

    /// How often 2 divides this number, which is not 0. Time depends on the answer.
    int trailingZeros() {
        int zeros = 0;
        while ((bitsFrom(zeros) & 1) == 0) {
            zeros++;
        }
        return zeros;
    }

    /// this modulo a public divisor from 1 to 2¹¹, by Horner's rule.
    ///
    /// Each step divides a number below 2⁶³: multiplying by ⌊2⁶⁴/divisor⌋ gives the quotient or one less.
    int remainder(int divisor) {
        long reciprocal = Long.divideUnsigned(-1, divisor);
        long remainder = 0;
        for (int i = limbs.length - 1; i >= 0; i--) {
            long dividend = remainder << BITS | limbs[i];
            remainder = dividend - Math.unsignedMultiplyHigh(dividend, reciprocal) * divisor;
            remainder -= divisor & ~ConstantTime.lessMask(remainder, (long) divisor);
        }
        return (int) remainder;
    }

    /// Time depends on the width alone. The one of two numbers of the same width that a mask names: `yes` where
    /// it is ones.
    public static Limbs select(long mask, Limbs yes, Limbs no) {
        var chosen = new long[yes.limbs.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = ConstantTime.select(mask, yes.limbs[i], no.limbs[i]);
        }
        return new Limbs(chosen);
    }

    /// Wipes the number: it is zero from here on.
    @Override
    public void close() {
        Arrays.fill(limbs, 0);
    }

    /// The width, never the value.
    @Override
    public String toString() {
        return "Limbs[" + limbs.length * BITS + " bits]";
    }
}
