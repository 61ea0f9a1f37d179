package postern.crypto.ec;

import static java.lang.Math.multiplyHigh;

import java.math.BigInteger;
import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;

/// Arithmetic modulo the order n of a curve's group, for the numbers of ECDSA. A number is an array of limbs of
/// 52 bits in [0, n), least significant first. No operation's time depends on a number; n is public.
///
/// It is done a few times per signature, so it is written as loops for any n, not flat for one. Products of
/// limbs are taken apart as [FieldElement] describes.
final class ScalarField {
    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;

    private final long[] n;
    private final int octets;
    private final int bitLength;
    private final long negatedInverse; // −1 / n modulo 2⁵²
    private final long[] rSquared; // R² modulo n with R = 2^(52·limbs), to enter Montgomery's form
    private final long[] chunkRadix; // 2^(8·octets)·R modulo n, to shift by as many octets as n has
    private final byte[] order;

    /// Numbers modulo the odd prime `n`, in as many octets as it has.
    ScalarField(BigInteger n) {
        bitLength = n.bitLength();
        octets = (bitLength + 7) / 8;
        int limbs = bitLength / BITS + 1;
        this.n = limbsOf(n, limbs);
        var radix = BigInteger.ONE.shiftLeft(BITS);
        negatedInverse = radix.subtract(n.modInverse(radix)).longValueExact();
        rSquared = limbsOf(BigInteger.ONE.shiftLeft(2 * BITS * limbs).mod(n), limbs);
        chunkRadix = limbsOf(BigInteger.ONE.shiftLeft(8 * octets + BITS * limbs).mod(n), limbs);
        order = encode(this.n);
    }

    private static long[] limbsOf(BigInteger value, int count) {
        var limbs = new long[count];
        for (int i = 0; i < count; i++) {
            limbs[i] = value.shiftRight(BITS * i).longValue() & MASK;
        }
        return limbs;
    }

    /// The octets of a number.
    int octets() {
        return octets;
    }

    /// The bits of n.
    int bitLength() {
        return bitLength;
    }

    /// n itself in big-endian octets; not to be changed.
    byte[] order() {
        return order;
    }

    /// All ones if the big-endian octets, as many as n has, are a number in [1, n − 1], else zero.
    long inRangeMask(byte[] number) {
        var limbs = limbs(number);
        long any = 0;
        for (long limb : limbs) {
            any |= limb;
        }
        long below = subtractOrder(limbs);
        Arrays.fill(limbs, 0);
        return below & ~ConstantTime.zeroMask(any);
    }

    /// The number in big-endian octets, modulo n; it must have no more bits than n.
    long[] decode(byte[] number) {
        var limbs = limbs(number);
        subtractOrder(limbs);
        return limbs;
    }

    /// A number of any length in big-endian octets, modulo n: in pieces of as many octets as n has, the most
    /// significant first.
    long[] reduce(byte[] number) {
        var sum = new long[n.length];
        int first = number.length % octets;
        for (int at = first == 0 ? 0 : first - octets; at < number.length; at += octets) {
            var piece = new byte[octets];
            int skipped = Math.max(0, -at);
            System.arraycopy(number, at + skipped, piece, skipped, octets - skipped);
            var limbs = limbs(piece); // below R, so that Montgomery's product brings it below n
            limbs = replace(limbs, montgomery(limbs, rSquared));
            limbs = replace(limbs, montgomery(limbs, one()));
            sum = replace(sum, sum(montgomery(sum, chunkRadix), limbs));
            Arrays.fill(limbs, 0);
            Arrays.fill(piece, (byte) 0);
        }
        return sum;
    }

    private long[] one() {
        var one = new long[n.length];
        one[0] = 1;
        return one;
    }

    /// The leftmost bits of a digest, as many as n has, modulo n (FIPS 186-5 §6.4.1 step 2; bits2octets of RFC
    /// 6979 §2.3.4).
    long[] decodeLeftmost(byte[] digest) {
        var number = new byte[octets];
        int taken = Math.min(digest.length, octets);
        System.arraycopy(digest, 0, number, octets - taken, taken);
        int excess = 8 * taken - bitLength;
        if (excess > 0) {
            shiftRight(number, excess);
        }
        var limbs = decode(number);
        Arrays.fill(number, (byte) 0);
        return limbs;
    }

    /// Shifts big-endian octets right by 1 to 7 bits.
    static void shiftRight(byte[] number, int bits) {
        for (int i = number.length - 1; i >= 0; i--) {
            int pair = (i > 0 ? number[i - 1] & 0xff : 0) << 8 | number[i] & 0xff;
            number[i] = (byte) (pair >>> bits);
        }
    }

    private long[] limbs(byte[] number) {
        if (number.length != octets) {
            throw new IllegalArgumentException("a number modulo the order has " + octets + " octets");
        }
        var limbs = new long[n.length];
        for (int i = 0; i < octets; i++) {
            long octet = number[octets - 1 - i] & 0xff;
            int limb = 8 * i / BITS;
            int shift = 8 * i % BITS;
            limbs[limb] |= octet << shift & MASK;
            if (shift > BITS - 8) {
                limbs[limb + 1] |= octet >>> (BITS - shift);
            }
        }
        return limbs;
    }

    /// Big-endian octets.
    byte[] encode(long[] number) {
        var out = new byte[octets];
        for (int i = 0; i < octets; i++) {
            int limb = 8 * i / BITS;
            int shift = 8 * i % BITS;
            long octet = number[limb] >>> shift;
            if (shift > BITS - 8) {
                octet |= number[limb + 1] << (BITS - shift);
            }
            out[octets - 1 - i] = (byte) octet;
        }
        return out;
    }

    /// All ones if the number is 0, else zero.
    static long zeroMask(long[] number) {
        long any = 0;
        for (long limb : number) {
            any |= limb;
        }
        return ConstantTime.zeroMask(any);
    }

    /// a + b modulo n, in a new array.
    long[] sum(long[] a, long[] b) {
        var sum = new long[n.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        carryUpwards(sum);
        subtractOrder(sum);
        return sum;
    }

    /// a · b modulo n, in a new array.
    long[] product(long[] a, long[] b) {
        var product = montgomery(a, b);
        return replace(product, montgomery(product, rSquared));
    }

    /// 1 / a modulo n, or 0 for a = 0, in a new array: a^(n − 2) by Fermat's little theorem, square and
    /// multiply along the bits of the exponent, which is public.
    long[] inverse(long[] a) {
        var base = montgomery(a, rSquared);
        var power = base.clone();
        for (int i = bitLength - 2; i >= 0; i--) {
            power = replace(power, montgomery(power, power));
            if (exponentBit(i)) {
                power = replace(power, montgomery(power, base));
            }
        }
        Arrays.fill(base, 0);
        return replace(power, montgomery(power, one()));
    }

    /// A bit of n − 2; no order here ends in a limb below 2.
    private boolean exponentBit(int position) {
        long limb = n[position / BITS] - (position < BITS ? 2 : 0);
        return (limb >>> (position % BITS) & 1) != 0;
    }

    /// The new value, after the old one was overwritten.
    private static long[] replace(long[] old, long[] value) {
        Arrays.fill(old, 0);
        return value;
    }

    /// a · b / R modulo n, in a new array. In each round a digit q makes the sum so far, plus `a[i]`·b, plus
    /// q·n, divisible by 2⁵², and it is divided.
    private long[] montgomery(long[] a, long[] b) {
        int length = n.length;
        var sum = new long[length];
        for (int i = 0; i < length; i++) {
            long factor = a[i];
            long low = sum[0] + (factor * b[0] & MASK);
            long q = low * negatedInverse & MASK;
            long carry = high(factor, b[0]) + high(q, n[0]) + ((low + (q * n[0] & MASK)) >>> BITS);
            for (int j = 1; j < length; j++) {
                long column = sum[j] + (factor * b[j] & MASK) + (q * n[j] & MASK) + carry;
                sum[j - 1] = column & MASK;
                carry = (column >>> BITS) + high(factor, b[j]) + high(q, n[j]);
            }
            sum[length - 1] = carry;
        }
        subtractOrder(sum);
        return sum;
    }

    /// ⌊a·b / 2⁵²⌋ for limbs.
    private static long high(long a, long b) {
        return multiplyHigh(a << 6, b << 6);
    }

    private static void carryUpwards(long[] number) {
        for (int i = 0; i < number.length - 1; i++) {
            number[i + 1] += number[i] >> BITS;
            number[i] &= MASK;
        }
    }

    /// Subtracts n unless the number is below it; returns ones if it is.
    private long subtractOrder(long[] number) {
        var less = new long[number.length];
        for (int i = 0; i < number.length; i++) {
            less[i] = number[i] - n[i];
        }
        carryUpwards(less);
        long below = less[number.length - 1] >> 63;
        for (int i = 0; i < number.length; i++) {
            number[i] = ConstantTime.select(below, number[i], less[i]);
        }
        Arrays.fill(less, 0);
        return below;
    }
}
