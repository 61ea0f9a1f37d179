package postern.crypto.ec;

import java.math.BigInteger;
import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;

/// An element of a prime field. Mutable: each operation stores its result in the object
/// it is called on, which may also be an operand. No operation's time depends on a value.
///
/// The value is the sum of `limbs[i]`·2^(bits·i). The limbs are signed, with spare bits, so a sum is a sum of
/// limbs and a difference a difference of limbs: nothing is carried until the next product. Two grades keep the
/// bounds:
///
/// - *tight*: what products, squares, decoding and [#tighten()] leave;
/// - *loose*: the sum or difference of two tight ones. Factors may be it.
///
/// Sums and differences of three or four tight elements may be built step by step, and then be made tight.
///
/// A subclass is one prime, and multiplies. It takes the product of two limbs, a·b, apart as h·2^bits + l, also
/// where it is negative, with
///
///     h = multiplyHigh(a · 2^s, b · 2^t)      where s + t = 64 − bits: the upper 64 bits of a·b·2^(64 − bits)
///     l = a·b − h·2^bits                      in [0, 2^bits), hence right although a·b overflows 64 bits
///
/// A column's products are summed before the second line is applied, once for the whole column: l is its own
/// part, h goes to the next column. So carries need no comparison, and comparisons are what makes wide
/// arithmetic slow in Java.
abstract class FieldElement {
    /// Owned by this element; only kernels of the same prime look at another element's limbs.
    final long[] limbs;

    private final int octets;
    private final int bits;
    private final long[] modulus;

    /// Zero, encoded in `octets`, with `bits` bits in a limb; `modulus` holds the canonical limbs of the prime.
    FieldElement(int octets, int bits, long[] modulus) {
        this.octets = octets;
        this.bits = bits;
        this.modulus = modulus;
        limbs = new long[modulus.length];
    }

    /// The octets of an encoded element.
    int octets() {
        return octets;
    }

    /// A new zero of the same field.
    abstract FieldElement fresh();

    /// this = a · b, tight; the factors may be loose.
    abstract void product(FieldElement a, FieldElement b);

    /// this = a², tight; `a` may be loose.
    abstract void square(FieldElement a);

    /// this = a · factor, tight, for a public factor from 0 to 2¹⁷; `a` may be loose.
    void scale(FieldElement a, int factor) {
        var number = fresh();
        number.limbs[0] = factor;
        number.enter();
        product(a, number);
    }

    /// Makes this sum of at most four tight elements tight.
    abstract void tighten();

    /// From the number itself to the form in which it is multiplied.
    abstract void enter();

    /// Back from that form to a number with limbs in (−p, 2p).
    abstract void leave();

    /// this = a + b, not reduced: loose if both are tight.
    void sum(FieldElement a, FieldElement b) {
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = a.limbs[i] + b.limbs[i];
        }
    }

    /// this = a − b, not reduced: loose if both are tight.
    void difference(FieldElement a, FieldElement b) {
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = a.limbs[i] - b.limbs[i];
        }
    }

    /// this = a / 2, tight if `a` is: an odd value becomes even by adding p.
    void half(FieldElement a) {
        long odd = -(a.limbs[0] & 1);
        long mask = (1L << bits) - 1;
        int top = limbs.length - 1;
        long limb = a.limbs[0] + (modulus[0] & odd);
        for (int i = 0; i < top; i++) {
            long next = a.limbs[i + 1] + (modulus[i + 1] & odd) + (limb >> bits);
            limbs[i] = ((limb & mask) >> 1) + ((next & 1) << (bits - 1));
            limb = next;
        }
        limbs[top] = limb >> 1;
    }

    /// this = −this where the mask is ones. The limbs keep their magnitude: what was tight may be a factor or a
    /// term as before.
    void negateIf(long mask) {
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = (limbs[i] ^ mask) - mask;
        }
    }

    /// this = a where the mask is ones.
    void copyIf(long mask, FieldElement a) {
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = ConstantTime.select(mask, a.limbs[i], limbs[i]);
        }
    }

    /// Exchanges the values of this and `a` where the mask is ones.
    void swapIf(long mask, FieldElement a) {
        for (int i = 0; i < limbs.length; i++) {
            long difference = mask & (limbs[i] ^ a.limbs[i]);
            limbs[i] ^= difference;
            a.limbs[i] ^= difference;
        }
    }

    /// this = a
    void copy(FieldElement a) {
        System.arraycopy(a.limbs, 0, limbs, 0, limbs.length);
    }

    /// this = 1
    void setOne() {
        Arrays.fill(limbs, 0);
        limbs[0] = 1;
        enter();
    }

    /// this = 1 / a, or 0 for a = 0: a^(p − 2) by Fermat's little theorem.
    void invert(FieldElement a) {
        power(a, prime().subtract(BigInteger.TWO));
    }

    /// Replaces each element by its inverse; none may be 0. One inversion serves for all: with the products of
    /// the first ones, `products[i] = elements[0]·…·elements[i]`, the inverse of `elements[i]` is `products[i -
    /// 1] / products[i]`, and that of `products[i - 1]` is `elements[i] / products[i]`.
    static void invertAll(FieldElement[] elements) {
        var products = new FieldElement[elements.length];
        for (int i = 0; i < elements.length; i++) {
            products[i] = elements[i].fresh();
            products[i].copy(elements[i]);
            if (i > 0) {
                products[i].product(products[i - 1], elements[i]);
            }
        }
        var inverse = elements[0].fresh();
        var next = elements[0].fresh();
        inverse.invert(products[elements.length - 1]);
        for (int i = elements.length - 1; i > 0; i--) {
            next.product(inverse, elements[i]);
            elements[i].product(inverse, products[i - 1]);
            inverse.copy(next);
        }
        elements[0].copy(inverse);
    }

    /// this = a^exponent. The exponent is public; it is read in windows of at most five bits that begin and end
    /// with a one.
    void power(FieldElement a, BigInteger exponent) {
        var odd = oddPowers(a);
        setOne();
        int at = exponent.bitLength() - 1;
        while (at >= 0) {
            if (!exponent.testBit(at)) {
                square(this);
                at--;
                continue;
            }
            int low = Math.max(at - 4, 0);
            while (!exponent.testBit(low)) {
                low++;
            }
            int window = 0;
            for (; at >= low; at--) {
                square(this);
                window = 2 * window + (exponent.testBit(at) ? 1 : 0);
            }
            product(this, odd[window >> 1]);
        }
        for (var power : odd) {
            power.wipe();
        }
    }

    /// a, a³, … a³¹
    private static FieldElement[] oddPowers(FieldElement a) {
        var odd = new FieldElement[16];
        var square = a.fresh();
        square.square(a);
        odd[0] = a.fresh();
        odd[0].copy(a);
        for (int i = 1; i < odd.length; i++) {
            odd[i] = a.fresh();
            odd[i].product(odd[i - 1], square);
        }
        square.wipe();
        return odd;
    }

    /// p
    BigInteger prime() {
        var p = BigInteger.ZERO;
        for (int i = modulus.length - 1; i >= 0; i--) {
            p = p.shiftLeft(bits).add(BigInteger.valueOf(modulus[i]));
        }
        return p;
    }

    /// A number in big-endian octets, tight.
    ///
    /// @return all ones if it is below p, else zero
    long decode(byte[] in, int offset) {
        return decode(in, offset + octets - 1, -1);
    }

    /// A number in little-endian octets, tight.
    ///
    /// @return all ones if it is below p, else zero
    long decodeLittleEndian(byte[] in, int offset) {
        return decode(in, offset, 1);
    }

    /// @param first where the least significant octet is, `step` from which is the next
    private long decode(byte[] in, int first, int step) {
        Arrays.fill(limbs, 0);
        long excess = 0;
        for (int i = 0; i < octets; i++) {
            long octet = in[first + step * i] & 0xff;
            int limb = 8 * i / bits;
            int shift = 8 * i % bits;
            limbs[limb] |= octet << shift & (1L << bits) - 1;
            long carry = shift > bits - 8 ? octet >>> (bits - shift) : 0;
            if (limb + 1 < limbs.length) {
                limbs[limb + 1] |= carry;
            } else {
                excess |= carry;
            }
        }
        var reduced = limbs.clone();
        long below = subtractModulus(reduced) & ConstantTime.zeroMask(excess);
        Arrays.fill(reduced, 0);
        enter();
        return below;
    }

    /// The one representative in [0, p), in big-endian octets. The element must be tight or loose.
    void encode(byte[] out, int offset) {
        encode(out, offset + octets - 1, -1);
    }

    /// The one representative in [0, p), in little-endian octets. The element must be tight or loose.
    void encodeLittleEndian(byte[] out, int offset) {
        encode(out, offset, 1);
    }

    private void encode(byte[] out, int first, int step) {
        var number = canonical();
        for (int i = 0; i < octets; i++) {
            int limb = 8 * i / bits;
            int shift = 8 * i % bits;
            long octet = number[limb] >>> shift;
            if (shift > bits - 8 && limb + 1 < limbs.length) {
                octet |= number[limb + 1] << (bits - shift);
            }
            out[first + step * i] = (byte) octet;
        }
        Arrays.fill(number, 0);
    }

    /// All ones if the value is 0 modulo p, else zero. The element must be tight or loose.
    long zeroMask() {
        var number = canonical();
        long any = 0;
        for (long limb : number) {
            any |= limb;
        }
        Arrays.fill(number, 0);
        return ConstantTime.zeroMask(any);
    }

    /// The limbs of the representative in [0, p), in a new array that the caller wipes.
    private long[] canonical() {
        var element = fresh();
        element.copy(this);
        element.leave();
        var number = element.limbs;
        carryUpwards(number);
        long negative = number[number.length - 1] >> 63;
        for (int i = 0; i < number.length; i++) {
            number[i] += modulus[i] & negative;
        }
        carryUpwards(number);
        subtractModulus(number);
        return number;
    }

    /// Brings all limbs but the top one into [0, 2^bits).
    private void carryUpwards(long[] number) {
        for (int i = 0; i < number.length - 1; i++) {
            number[i + 1] += number[i] >> bits;
            number[i] &= (1L << bits) - 1;
        }
    }

    /// Subtracts p unless that makes the number negative; returns ones if it would, which means it was below p.
    private long subtractModulus(long[] number) {
        var less = new long[number.length];
        for (int i = 0; i < number.length; i++) {
            less[i] = number[i] - modulus[i];
        }
        carryUpwards(less);
        long below = less[number.length - 1] >> 63;
        for (int i = 0; i < number.length; i++) {
            number[i] = ConstantTime.select(below, number[i], less[i]);
        }
        Arrays.fill(less, 0);
        return below;
    }

    /// this = 0, at the end of a secret's life.
    void wipe() {
        Arrays.fill(limbs, 0);
    }

    /// The prime's length only: the limbs may be secret.
    @Override
    public String toString() {
        return "FieldElement[" + octets + " octets, not shown]";
    }
}
