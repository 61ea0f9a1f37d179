package postern.crypto.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;
import postern.crypto.kernel.Kernels;
import postern.crypto.kernel.TwinProduct;

/// Powers modulo two numbers at once against [Modulus#power] and `BigInteger`, and the kernel's product against
/// `BigInteger`, with many limbs all zeros or all ones.
class TwinModulusTest {
    private static final int LIMBS = TwinProduct.LIMBS;
    private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(TwinProduct.BITS);
    private static final BigInteger R = BigInteger.ONE.shiftLeft(TwinProduct.BITS * LIMBS);

    @Property(tries = 12)
    void bothWaysGiveTheSamePowers(@ForAll Random random) {
        assumeTrue(Kernels.missing().isEmpty(), () -> Kernels.missing().orElseThrow());
        var moduli = new BigInteger[] {modulus(random), modulus(random)};
        var bases = new BigInteger[] {
            number(random, 1036).mod(moduli[0]), number(random, 1036).mod(moduli[1])
        };
        var exponents = new BigInteger[] {
            number(random, 1024).mod(moduli[0]), number(random, 1024).mod(moduli[1])
        };
        try (var twin = new TwinModulus(new Modulus(limbs(moduli[0])), new Modulus(limbs(moduli[1])))) {
            for (var way : TwinModulus.Way.values()) {
                var powers = twin.power(pair(bases), pair(exponents), way);
                assertEquals(bases[0].modPow(exponents[0], moduli[0]), big(powers.first()), way::name);
                assertEquals(bases[1].modPow(exponents[1], moduli[1]), big(powers.second()), way::name);
            }
        }
    }

    /// Widths that the kernel does not take.
    @Property(tries = 20)
    void otherWidthsArePlain(@ForAll Random random) {
        int bits = random.nextBoolean() ? 512 : 1536;
        var m = number(random, bits).setBit(bits - 1).setBit(0);
        var base = number(random, bits).mod(m);
        var exponent = number(random, bits).mod(m);
        try (var twin = new TwinModulus(new Modulus(limbs(m)), new Modulus(limbs(m)))) {
            var powers =
                    twin.power(pair(new BigInteger[] {base, exponent}), pair(new BigInteger[] {exponent, exponent}));
            assertEquals(base.modPow(exponent, m), big(powers.first()));
            assertEquals(exponent.modPow(exponent, m), big(powers.second()));
        }
    }

    @Property(tries = 300)
    void productsOfTheKernel(@ForAll Random random) {
        assumeTrue(Kernels.missing().isEmpty(), () -> Kernels.missing().orElseThrow());
        var m = new BigInteger[] {modulus(random), modulus(random)};
        var kernel = kernel(m);
        var a = new BigInteger[2];
        var b = new BigInteger[2];
        for (int i = 0; i < 2; i++) {
            a[i] = number(random, 1040).mod(m[i].shiftLeft(1));
            b[i] = number(random, 1040).mod(m[i].shiftLeft(1));
        }
        var result = new long[2 * LIMBS];
        kernel.multiply(result, limbPair(a), limbPair(b));
        check(m, a, b, result);
        // Again, with the loose limbs that a product leaves, into a factor.
        var c = new BigInteger[] {number(result, 0), number(result, LIMBS)};
        kernel.multiply(result, result, result);
        check(m, c, c, result);
    }

    @Property(tries = 40)
    void selectionOfTheKernel(@ForAll Random random) {
        assumeTrue(Kernels.missing().isEmpty(), () -> Kernels.missing().orElseThrow());
        var table = random.longs(32 * 2 * LIMBS).toArray();
        int first = random.nextInt(32);
        int second = random.nextInt(32);
        var result = new long[2 * LIMBS];
        kernel(new BigInteger[] {modulus(random), modulus(random)}).select(result, table, first, second);
        for (int i = 0; i < LIMBS; i++) {
            assertEquals(table[first * 2 * LIMBS + i], result[i]);
            assertEquals(table[second * 2 * LIMBS + LIMBS + i], result[LIMBS + i]);
        }
    }

    private static void check(BigInteger[] m, BigInteger[] a, BigInteger[] b, long[] result) {
        for (int i = 0; i < 2; i++) {
            var number = number(result, LIMBS * i);
            assertEquals(a[i].multiply(b[i]).mod(m[i]), number.multiply(R).mod(m[i]));
            assertTrue(number.compareTo(m[i].shiftLeft(1)) <= 0, "the bound that lets results be factors");
        }
        assertTrue(Arrays.stream(result).allMatch(limb -> limb >= 0 && limb < (1L << 26) + 256), "carries");
    }

    /// A vector that became an object would make the kernel ten times slower: C2 has to keep all of them in
    /// registers.
    @Tag("deep") // Waits for the compiler, which on a busy machine may take its time.
    @Test
    void theCompiledKernelAllocatesNothing() {
        assumeTrue(Kernels.missing().isEmpty(), () -> Kernels.missing().orElseThrow());
        var random = new Random(1);
        var kernel = kernel(new BigInteger[] {modulus(random), modulus(random)});
        var x = new long[2 * LIMBS];
        var table = new long[4 * 2 * LIMBS];
        table[2 * LIMBS] = 2;
        x[0] = 2;
        x[LIMBS] = 3;
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 1;
        for (int i = 0; i < 400 && allocated != 0; i++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int j = 0; j < 1000; j++) {
                kernel.multiply(x, x, x);
                kernel.select(x, table, 1, 2);
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    private static TwinProduct kernel(BigInteger[] m) {
        var inverses = new long[2];
        for (int i = 0; i < 2; i++) {
            inverses[i] = RADIX.subtract(m[i].modInverse(RADIX)).longValueExact();
        }
        return Kernels.source().twinProduct(limbPair(m), inverses);
    }

    private static BigInteger modulus(Random random) {
        int bits = 829 + random.nextInt(1037 - 829);
        return number(random, bits).setBit(bits - 1).setBit(0);
    }

    /// In pieces of 26 bits that are zeros, ones or random.
    private static BigInteger number(Random random, int bits) {
        var number = BigInteger.ZERO;
        for (int i = 0; i < bits; i += TwinProduct.BITS) {
            var piece = switch (random.nextInt(4)) {
                case 0 -> BigInteger.ZERO;
                case 1 -> RADIX.subtract(BigInteger.ONE);
                default -> new BigInteger(TwinProduct.BITS, random);
            };
            number = number.shiftLeft(TwinProduct.BITS).add(piece);
        }
        return number.mod(BigInteger.ONE.shiftLeft(bits));
    }

    private static long[] limbPair(BigInteger[] numbers) {
        var limbs = new long[2 * LIMBS];
        for (int i = 0; i < limbs.length; i++) {
            limbs[i] = numbers[i / LIMBS]
                    .shiftRight(TwinProduct.BITS * (i % LIMBS))
                    .mod(RADIX)
                    .longValueExact();
        }
        return limbs;
    }

    private static BigInteger number(long[] limbs, int from) {
        var number = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--) {
            number = number.shiftLeft(TwinProduct.BITS).add(BigInteger.valueOf(limbs[from + i]));
        }
        return number;
    }

    private static TwinModulus.Pair pair(BigInteger[] numbers) {
        return new TwinModulus.Pair(limbs(numbers[0]), limbs(numbers[1]));
    }

    private static Limbs limbs(BigInteger number) {
        return Limbs.of(Bytes.adopt(number.toByteArray()));
    }

    private static BigInteger big(Limbs number) {
        return new BigInteger(1, number.toBytes(200).toArray());
    }
}
