package postern.crypto.math;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;

/// The inverse modulo an odd number, by the division steps of Bernstein and Yang ("Fast constant-time gcd
/// computation and modular inversion", 2019). Running time depends on the bit length of the modulus alone.
///
/// Euclid's algorithm divides, and how often tells the numbers. A *division step* looks only at the lowest bit of g
/// and at a counter δ:
///
///     (δ, f, g) → (1 − δ, g, (g − f)/2)             if δ > 0 and g is odd
///                 (1 + δ, f, (g + (g mod 2)·f)/2)   else
///
/// From δ = 1, f = m and g = x, after a number of steps that depends on the length alone (theorem 11.2), g is zero
/// and f is ± gcd(m, x).
///
/// Thirty steps depend on the low 30 bits only, so they are done on single words first. They amount to a matrix
/// with entries of at most 2³⁰:
///
///     2³⁰·f' = u·f + v·g        2³⁰·g' = q·f + r·g
///
/// which is then applied to the long numbers f and g, and modulo m to d and e, with d·x ≡ f and e·x ≡ g throughout.
///
/// Long numbers are signed: limbs of 30 bits, the last one with the sign. An object is one computation.
final class ModularInverse {
    private static final int BITS = 30;
    private static final long MASK = (1L << BITS) - 1;

    private final long[] m;

    /// 1/m modulo 2³⁰.
    private final long inverse;

    private final long[] f;
    private final long[] g;
    private final long[] d;
    private final long[] e;
    private long delta = 1;
    private long u;
    private long v;
    private long q;
    private long r;

    private ModularInverse(long[] x, long[] m) {
        this.m = m;
        this.inverse = inverseOfWord(m[0]);
        this.f = m.clone();
        this.g = x;
        this.d = new long[m.length];
        this.e = new long[m.length];
        e[0] = 1;
    }

    private static long inverseOfWord(long odd) {
        long y = odd;
        for (int bits = 3; bits < BITS; bits *= 2) {
            y *= 2 - odd * y;
        }
        return y & MASK;
    }

    /// 1/x modulo m, for x < m.
    ///
    /// @throws ArithmeticException if there is none
    static Limbs of(Limbs x, Limbs m, int bits) {
        int count = bits / BITS + 2;
        var computation = new ModularInverse(words(x, count), words(m, count));
        try {
            return computation.run(steps(bits), m.limbs.length);
        } finally {
            computation.wipe();
        }
    }

    /// Theorem 11.2: (49·bits + 57)/17 for 46 bits and more, and with 80 instead of 57 below.
    private static int steps(int bits) {
        return (49 * bits + 80) / 17;
    }

    private static long[] words(Limbs number, int count) {
        var words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = number.bitsFrom(BITS * i) & MASK;
        }
        return words;
    }

    private Limbs run(int steps, int limbs) {
        for (int done = 0; done < steps; done += BITS) {
            divideWords();
            applyExactly();
            applyModulo();
        }
        long negative = f[f.length - 1] >> Long.SIZE - 1;
        if (!ConstantTime.declassify((int) unitMask(negative))) {
            throw new ArithmeticException("not invertible: the number and the modulus have a common divisor");
        }
        addIf(d[d.length - 1] >> Long.SIZE - 1);
        negateIf(negative);
        addIf(d[d.length - 1] >> Long.SIZE - 1);
        return limbs(limbs);
    }

    /// All ones if f is 1 or −1.
    private long unitMask(long negative) {
        long difference = f[0] ^ ConstantTime.select(negative, MASK, 1);
        for (int i = 1; i < f.length; i++) {
            difference |= f[i] ^ (i == f.length - 1 ? negative : negative & MASK);
        }
        return ConstantTime.zeroMask(difference);
    }

    /// Thirty division steps on the lowest words; leaves their matrix.
    private void divideWords() {
        long f0 = f[0];
        long g0 = g[0];
        u = 1;
        v = 0;
        q = 0;
        r = 1;
        for (int i = 0; i < BITS; i++) {
            long odd = -(g0 & 1);
            long swap = odd & (-delta >> Long.SIZE - 1);
            // Where swap is ones: (f, g) becomes (g, −f), and so do the rows of the matrix and δ.
            long oldF = f0, oldU = u, oldV = v;
            f0 = ConstantTime.select(swap, g0, f0);
            g0 = ConstantTime.select(swap, -oldF, g0);
            u = ConstantTime.select(swap, q, u);
            q = ConstantTime.select(swap, -oldU, q);
            v = ConstantTime.select(swap, r, v);
            r = ConstantTime.select(swap, -oldV, r);
            delta = ConstantTime.select(swap, -delta, delta) + 1;
            g0 = g0 + (odd & f0) >> 1;
            q += odd & u;
            r += odd & v;
            u <<= 1;
            v <<= 1;
        }
    }

    /// f, g = (u·f + v·g)/2³⁰, (q·f + r·g)/2³⁰; both divisions are exact.
    private void applyExactly() {
        long carryF = 0;
        long carryG = 0;
        int last = f.length - 1;
        for (int i = 0; i <= last; i++) {
            carryF += u * f[i] + v * g[i];
            carryG += q * f[i] + r * g[i];
            if (i > 0) {
                f[i - 1] = carryF & MASK;
                g[i - 1] = carryG & MASK;
            }
            carryF >>= BITS;
            carryG >>= BITS;
        }
        f[last] = carryF;
        g[last] = carryG;
    }

    /// d, e = (u·d + v·e)/2³⁰, (q·d + r·e)/2³⁰ modulo m: first a multiple of m is added that makes the sum
    /// divisible. Counting m once more where d or e is negative keeps both between −2·m and m.
    private void applyModulo() {
        int last = d.length - 1;
        long negativeD = d[last] >> Long.SIZE - 1;
        long negativeE = e[last] >> Long.SIZE - 1;
        long timesD = (u & negativeD) + (v & negativeE);
        long timesE = (q & negativeD) + (r & negativeE);
        timesD -= inverse * (u * d[0] + v * e[0]) + timesD & MASK;
        timesE -= inverse * (q * d[0] + r * e[0]) + timesE & MASK;
        long carryD = 0;
        long carryE = 0;
        for (int i = 0; i <= last; i++) {
            carryD += u * d[i] + v * e[i] + timesD * m[i];
            carryE += q * d[i] + r * e[i] + timesE * m[i];
            if (i > 0) {
                d[i - 1] = carryD & MASK;
                e[i - 1] = carryE & MASK;
            }
            carryD >>= BITS;
            carryE >>= BITS;
        }
        d[last] = carryD;
        e[last] = carryE;
    }

    /// d += m where the mask is ones.
    private void addIf(long mask) {
        long carry = 0;
        for (int i = 0; i < d.length; i++) {
            carry += d[i] + (m[i] & mask);
            d[i] = i == d.length - 1 ? carry : carry & MASK;
            carry >>= BITS;
        }
    }

    /// d = −d where the mask is ones.
    private void negateIf(long mask) {
        long carry = 0;
        for (int i = 0; i < d.length; i++) {
            carry += (d[i] ^ mask) - mask;
            d[i] = i == d.length - 1 ? carry : carry & MASK;
            carry >>= BITS;
        }
    }

    private Limbs limbs(int count) {
        var result = new Limbs(new long[count]);
        for (int i = 0; i < d.length; i++) {
            int limb = BITS * i / Limbs.BITS;
            int within = BITS * i % Limbs.BITS;
            if (limb < count) {
                result.limbs[limb] |= d[i] << within & Limbs.MASK;
            }
            if (limb + 1 < count) {
                result.limbs[limb + 1] |= within > Limbs.BITS - BITS ? d[i] >>> Limbs.BITS - within : 0;
            }
        }
        return result;
    }

    private void wipe() {
        for (var number : new long[][] {f, g, d, e}) {
            Arrays.fill(number, 0);
        }
        u = 0;
        v = 0;
        q = 0;
        r = 0;
    }
}
