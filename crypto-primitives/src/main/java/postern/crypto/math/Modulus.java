package postern.crypto.math;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;

/// Arithmetic modulo an odd number. Numbers go in and come out as [Limbs] below the modulus; inside they are held
/// in Montgomery's form, x·R modulo m, in which a product costs one [Montgomery#multiply].
///
/// The running time of every method depends on widths alone, unless its name says `Public`: neither on the values
/// nor on the modulus, which is itself secret where it is a prime of an RSA key. The bit length of the modulus is
/// public.
///
/// Immutable; may be shared between threads. [#close()] wipes it, which a public modulus does not need.
public final class Modulus implements AutoCloseable {
    /// R ≥ 2⁴·m: see [Montgomery].
    private static final int SPARE_BITS = 4;

    /// Bits of an exponent taken at a time: 32 powers in the table; a product is saved four times out of five.
    private static final int WINDOW = 5;

    private static final int TABLE = 1 << WINDOW;

    private final Limbs m;
    private final int bits;

    /// 1 in Montgomery's form: R modulo m.
    private final long[] one;

    /// What brings a number into Montgomery's form: R² modulo m.
    private final long[] squareOfR;

    /// Time depends on the width of the modulus alone.
    ///
    /// @param modulus odd and above 1; copied
    public Modulus(Limbs modulus) {
        this.bits = modulus.bitLength();
        if (bits < 2 || ConstantTime.declassify((int) ~modulus.oddMask())) {
            throw new IllegalArgumentException("modulus is even or below 3");
        }
        int limbs = (bits + SPARE_BITS + Limbs.BITS - 1) / Limbs.BITS;
        this.m = modulus.copy((limbs + Montgomery.BLOCK - 1) / Montgomery.BLOCK * Montgomery.BLOCK);
        this.one = montgomeryOne();
        this.squareOfR = montgomerySquareOfR();
    }

    /// Time depends on the number of octets. A public modulus, most significant octet first.
    public static Modulus of(Bytes modulus) {
        return new Modulus(Limbs.of(modulus));
    }

    /// R modulo m: from the power of two below m up to R = 2^(52·n), doubling modulo m.
    private long[] montgomeryOne() {
        var x = new Limbs(new long[m.limbs.length]);
        x.limbs[(bits - 1) / Limbs.BITS] = 1L << (bits - 1) % Limbs.BITS;
        for (int i = bits - 1; i < Limbs.BITS * m.limbs.length; i++) {
            x = twice(x);
        }
        return x.limbs;
    }

    /// R² modulo m, which is 2^(52·n) in Montgomery's form: by squaring and doubling along the bits of 52·n.
    private long[] montgomerySquareOfR() {
        try (var montgomery = new Montgomery(m.limbs)) {
            int exponent = Limbs.BITS * m.limbs.length;
            var x = new Limbs(one.clone());
            for (int bit = Integer.highestOneBit(exponent); bit != 0; bit >>= 1) {
                montgomery.square(x.limbs, x.limbs);
                x = onceReduced(x);
                x = (exponent & bit) == 0 ? x : twice(x);
            }
            return x.limbs;
        }
    }

    private Limbs twice(Limbs x) {
        return onceReduced(x.plus(x));
    }

    /// x − m if that is not negative, else x; for x < 2·m. Wipes x.
    Limbs onceReduced(Limbs x) {
        try (x;
                var less = x.minus(m)) {
            return Limbs.select(x.lessMask(m), x, less);
        }
    }

    /// The bits of the modulus.
    public int bits() {
        return bits;
    }

    /// The octets that hold every number below the modulus.
    public int length() {
        return (bits + 7) / 8;
    }

    /// Limbs of the modulus and of numbers in Montgomery's form.
    int width() {
        return m.limbs.length;
    }

    /// The modulus; not to be changed.
    long[] limbs() {
        return m.limbs;
    }

    /// 1 in Montgomery's form; not to be changed.
    long[] one() {
        return one;
    }

    /// What brings a number into that form; not to be changed.
    long[] squareOfR() {
        return squareOfR;
    }

    /// The modulus itself.
    public Limbs value() {
        return m.copy(m.limbs.length);
    }

    /// Time depends on both widths alone. x modulo m, for a number of any width.
    ///
    /// With x = Σ cₖ·Rᵏ, Horner's rule: multiply by R, add the next n limbs. Both factors may be unreduced.
    public Limbs reduce(Limbs x) {
        int n = m.limbs.length;
        try (var montgomery = new Montgomery(m.limbs)) {
            var sum = new long[n];
            for (int from = (x.limbs.length - 1) / n * n; from >= 0; from -= n) {
                var chunk = Arrays.copyOf(Arrays.copyOfRange(x.limbs, from, Math.min(from + n, x.limbs.length)), n);
                montgomery.multiply(chunk, chunk, one);
                montgomery.multiply(sum, sum, squareOfR);
                add(sum, chunk);
            }
            montgomery.multiply(sum, sum, one);
            return onceReduced(new Limbs(sum));
        }
    }

    private static void add(long[] sum, long[] addend) {
        long carry = 0;
        for (int i = 0; i < sum.length; i++) {
            carry += sum[i] + addend[i];
            sum[i] = carry & Limbs.MASK;
            carry >>= Limbs.BITS;
        }
    }

    /// Time depends on the width alone. a + b modulo m.
    public Limbs add(Limbs a, Limbs b) {
        var sum = wide(a);
        add(sum.limbs, wide(b).limbs);
        return onceReduced(sum);
    }

    /// Time depends on the width alone. a − b modulo m.
    public Limbs subtract(Limbs a, Limbs b) {
        try (var sum = wide(a)) {
            add(sum.limbs, m.limbs);
            return onceReduced(sum.minus(b));
        }
    }

    /// Time depends on the width alone. a · b modulo m.
    public Limbs multiply(Limbs a, Limbs b) {
        try (var montgomery = new Montgomery(m.limbs)) {
            var x = wide(a).limbs;
            montgomery.multiply(x, x, squareOfR);
            montgomery.multiply(x, x, wide(b).limbs);
            return onceReduced(new Limbs(x));
        }
    }

    /// Time depends on the width and on `exponentBits` alone. base^exponent modulo m for a secret exponent, of
    /// which the lowest `exponentBits` bits are used.
    ///
    /// Five bits at a time, whatever they are: five squarings, then a product with one of 32 powers. The whole
    /// table is read to take one entry.
    public Limbs power(Limbs base, Limbs exponent, int exponentBits) {
        int n = m.limbs.length;
        var table = new long[TABLE][n];
        var x = new long[n];
        var entry = new long[n];
        try (var montgomery = new Montgomery(m.limbs)) {
            fill(table, wide(base).limbs, montgomery);
            System.arraycopy(one, 0, x, 0, n);
            for (int window = (exponentBits - 1) / WINDOW; window >= 0; window--) {
                for (int i = 0; i < WINDOW; i++) {
                    montgomery.square(x, x);
                }
                int width = Math.min(WINDOW, exponentBits - window * WINDOW);
                take(entry, table, (int) exponent.bitsFrom(window * WINDOW) & (1 << width) - 1);
                montgomery.multiply(x, x, entry);
            }
            return leave(x, montgomery);
        } finally {
            Arrays.stream(table).forEach(power -> Arrays.fill(power, 0));
            Arrays.fill(x, 0);
            Arrays.fill(entry, 0);
        }
    }

    private void fill(long[][] table, long[] base, Montgomery montgomery) {
        System.arraycopy(one, 0, table[0], 0, one.length);
        montgomery.multiply(table[1], base, squareOfR);
        for (int i = 2; i < TABLE; i += 2) {
            montgomery.square(table[i], table[i / 2]);
            montgomery.multiply(table[i + 1], table[i], table[1]);
        }
    }

    /// `entry = table[index]`, reading every entry.
    private static void take(long[] entry, long[][] table, int index) {
        Arrays.fill(entry, 0);
        for (int i = 0; i < TABLE; i++) {
            long mask = ConstantTime.equalMask(i, index);
            var power = table[i];
            for (int j = 0; j < entry.length; j++) {
                entry[j] |= power[j] & mask;
            }
        }
    }

    /// Time depends on the width and the exponent, which is public. base^exponent modulo m.
    public Limbs powerPublic(Limbs base, Bytes exponent) {
        try (var montgomery = new Montgomery(m.limbs)) {
            var factor = wide(base).limbs;
            montgomery.multiply(factor, factor, squareOfR);
            int top = 0;
            while (top < 8 * exponent.length() && !bit(exponent, top)) {
                top++;
            }
            var x = top < 8 * exponent.length() ? factor.clone() : one.clone();
            for (int i = top + 1; i < 8 * exponent.length(); i++) {
                montgomery.square(x, x);
                if (bit(exponent, i)) {
                    montgomery.multiply(x, x, factor);
                }
            }
            return leave(x, montgomery);
        }
    }

    /// A bit of a public number, counted from the most significant.
    private static boolean bit(Bytes number, int index) {
        return (number.at(index / 8) >> 7 - index % 8 & 1) != 0;
    }

    /// Out of Montgomery's form: x/R is at most m, and m itself only if x is a multiple of it.
    private Limbs leave(long[] x, Montgomery montgomery) {
        var result = new long[x.length];
        var unit = new long[x.length];
        unit[0] = 1;
        montgomery.multiply(result, x, unit);
        return onceReduced(new Limbs(result));
    }

    /// Time depends on the width alone, save that a refusal is told at once. 1/x modulo m.
    ///
    /// @throws ArithmeticException if x and m have a common divisor
    public Limbs inverse(Limbs x) {
        return ModularInverse.of(x, m, bits);
    }

    /// A copy as wide as the modulus.
    Limbs wide(Limbs x) {
        return x.copy(m.limbs.length);
    }

    /// Wipes the modulus.
    @Override
    public void close() {
        m.close();
        Arrays.fill(one, 0);
        Arrays.fill(squareOfR, 0);
    }
}
