package postern.crypto.math;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.kernel.KernelSource;
import postern.crypto.kernel.KernelSwitch;
import postern.crypto.kernel.Kernels;
import postern.crypto.kernel.TwinProduct;

/// Two moduli of the same width, to raise a number to a secret power modulo both: what RSA does with its primes.
///
/// Where the machine has a kernel for it, which takes moduli of 829 to 1036 bits (an RSA key of 2048), both
/// powers are computed together; [KernelSwitch] says from when on. Otherwise [Modulus#power] computes one after
/// the other. The results are the same.
///
/// Time depends on the widths and on which of the two ways is taken. Immutable; may be shared between threads.
/// Wiped by [#close()]; the two moduli stay the caller's.
public final class TwinModulus implements AutoCloseable {
    /// As for [Modulus]: 32 powers in the table.
    private static final int WINDOW = 5;

    private static final int TABLE = 1 << WINDOW;
    private static final int LIMBS = TwinProduct.LIMBS;
    private static final int BITS = TwinProduct.BITS;
    private static final long MASK = (1L << BITS) - 1;

    /// A pair of powers counts as so many octets of bulk: after some dozens the kernel is trained.
    private static final int WEIGHT = 1 << 17;

    private static final KernelSwitch SWITCH =
            new KernelSwitch("RSA powers", () -> workout(Way.PLAIN), source -> workout(Way.TWIN));

    private final Modulus first;
    private final Modulus second;
    private final boolean fits;
    private final long[] moduli = new long[2 * LIMBS];
    private final long[] ones = new long[2 * LIMBS];
    private final long[] squares = new long[2 * LIMBS];
    private final long[] negatedInverses = new long[2];

    /// How powers are computed.
    enum Way {
        PLAIN,
        TWIN
    }

    /// The powers of one number modulo the first and the second modulus.
    public record Pair(Limbs first, Limbs second) implements AutoCloseable {
        @Override
        public void close() {
            first.close();
            second.close();
        }
    }

    /// Time depends on nothing. Both moduli must outlive this object.
    public TwinModulus(Modulus first, Modulus second) {
        this.first = first;
        this.second = second;
        this.fits = first.width() == LIMBS / 2 && second.width() == LIMBS / 2;
        if (fits) {
            split(first.limbs(), second.limbs(), moduli);
            split(first.one(), second.one(), ones);
            split(first.squareOfR(), second.squareOfR(), squares);
            negatedInverses[0] = -Montgomery.inverse(moduli[0]) & MASK;
            negatedInverses[1] = -Montgomery.inverse(moduli[LIMBS]) & MASK;
        }
    }

    /// Time depends on the width alone. The bases, each below its modulus, raised to secret exponents that have
    /// at most as many bits as the moduli.
    public Pair power(Pair bases, Pair exponents) {
        return power(bases, exponents, fits && SWITCH.takesFast(WEIGHT) ? Way.TWIN : Way.PLAIN);
    }

    Pair power(Pair bases, Pair exponents, Way way) {
        if (way == Way.PLAIN) {
            return new Pair(
                    first.power(bases.first(), exponents.first(), first.bits()),
                    second.power(bases.second(), exponents.second(), second.bits()));
        }
        return twinPower(bases, exponents, Kernels.source());
    }

    /// As [Modulus#power], with pairs for numbers.
    private Pair twinPower(Pair bases, Pair exponents, KernelSource source) {
        var kernel = source.twinProduct(moduli, negatedInverses);
        var table = new long[TABLE * 2 * LIMBS];
        var entry = new long[2 * LIMBS];
        var x = ones.clone();
        try {
            fill(table, bases, kernel);
            for (int window = (Math.max(first.bits(), second.bits()) - 1) / WINDOW; window >= 0; window--) {
                for (int i = 0; i < WINDOW; i++) {
                    kernel.multiply(x, x, x);
                }
                int digit = digit(exponents.first(), window, first.bits());
                kernel.select(entry, table, digit, digit(exponents.second(), window, second.bits()));
                kernel.multiply(x, x, entry);
            }
            Arrays.fill(entry, 0);
            entry[0] = 1;
            entry[LIMBS] = 1;
            kernel.multiply(x, x, entry);
            return new Pair(first.onceReduced(join(x, 0)), second.onceReduced(join(x, LIMBS)));
        } finally {
            Arrays.fill(table, 0);
            Arrays.fill(entry, 0);
            Arrays.fill(x, 0);
        }
    }

    /// The powers 0 to 31 of the bases, pair after pair.
    private void fill(long[] table, Pair bases, TwinProduct kernel) {
        int width = 2 * LIMBS;
        var base = new long[width];
        var power = ones.clone();
        split(first.wide(bases.first()).limbs, second.wide(bases.second()).limbs, base);
        kernel.multiply(base, base, squares);
        System.arraycopy(power, 0, table, 0, width);
        for (int i = 1; i < TABLE; i++) {
            kernel.multiply(power, power, base);
            System.arraycopy(power, 0, table, i * width, width);
        }
        Arrays.fill(base, 0);
        Arrays.fill(power, 0);
    }

    /// The five bits of a window, fewer at the top: bits from `bits` on do not count.
    private static int digit(Limbs exponent, int window, int bits) {
        int width = Math.max(0, Math.min(WINDOW, bits - window * WINDOW));
        return (int) exponent.bitsFrom(window * WINDOW) & (1 << width) - 1;
    }

    /// Limbs of 52 bits in halves.
    private static void split(long[] a, long[] b, long[] pair) {
        for (int i = 0; i < LIMBS / 2; i++) {
            pair[2 * i] = a[i] & MASK;
            pair[2 * i + 1] = a[i] >>> BITS;
            pair[LIMBS + 2 * i] = b[i] & MASK;
            pair[LIMBS + 2 * i + 1] = b[i] >>> BITS;
        }
    }

    /// The number that begins at an index, its carries resolved.
    private static Limbs join(long[] pair, int from) {
        var limbs = new long[LIMBS / 2];
        long carry = 0;
        for (int i = 0; i < limbs.length; i++) {
            carry += pair[from + 2 * i] + (pair[from + 2 * i + 1] << BITS);
            limbs[i] = carry & Limbs.MASK;
            carry >>>= Limbs.BITS;
        }
        return new Limbs(limbs);
    }

    /// A power of made-up numbers, either way.
    private static KernelSwitch.Workout workout(Way way) {
        var odd = new byte[128];
        Arrays.fill(odd, (byte) 0xa5);
        var modulus = Modulus.of(Bytes.adopt(odd));
        var twin = new TwinModulus(modulus, modulus);
        var numbers = new Pair(modulus.value().minus(2), modulus.value().minus(2));
        return new KernelSwitch.Workout() {
            @Override
            public void run() {
                twin.power(numbers, numbers, way).close();
            }

            @Override
            public void close() {
                numbers.close();
                twin.close();
            }
        };
    }

    @Override
    public void close() {
        for (var numbers : new long[][] {moduli, ones, squares, negatedInverses}) {
            Arrays.fill(numbers, 0);
        }
    }
}
