package postern.crypto.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;

/// Every operation against `BigInteger`, at all widths and with many limbs all zeros or all ones, where carries
/// break.
class ModulusTest {
    @Property
    void sumsDifferencesAndProducts(
            @ForAll("moduli") BigInteger m, @ForAll("numbers") BigInteger x, @ForAll("numbers") BigInteger y) {
        var modulus = modulus(m);
        var a = x.mod(m);
        var b = y.mod(m);
        assertEquals(a.add(b).mod(m), big(modulus.add(limbs(a), limbs(b))));
        assertEquals(a.subtract(b).mod(m), big(modulus.subtract(limbs(a), limbs(b))));
        assertEquals(a.multiply(b).mod(m), big(modulus.multiply(limbs(a), limbs(b))));
        assertEquals(
                m.subtract(BigInteger.ONE).pow(2).mod(m),
                big(modulus.multiply(limbs(m.subtract(BigInteger.ONE)), limbs(m.subtract(BigInteger.ONE)))));
    }

    @Property
    void remainders(@ForAll("moduli") BigInteger m, @ForAll("numbers") BigInteger x) {
        assertEquals(x.mod(m), big(modulus(m).reduce(limbs(x))));
    }

    @Property(tries = 100)
    void powers(@ForAll("moduli") BigInteger m, @ForAll("numbers") BigInteger x, @ForAll("numbers") BigInteger e) {
        var exponent = e.mod(BigInteger.ONE.shiftLeft(300));
        var modulus = modulus(m);
        var expected = x.modPow(exponent, m);
        assertEquals(expected, big(modulus.power(limbs(x.mod(m)), limbs(exponent), 300)));
        assertEquals(expected, big(modulus.power(limbs(x.mod(m)), limbs(exponent), Math.max(1, exponent.bitLength()))));
        assertEquals(expected, big(modulus.powerPublic(limbs(x.mod(m)), Bytes.adopt(exponent.toByteArray()))));
    }

    @Property
    void inverses(@ForAll("moduli") BigInteger m, @ForAll("numbers") BigInteger x) {
        var modulus = modulus(m);
        var a = x.mod(m);
        if (a.gcd(m).equals(BigInteger.ONE)) {
            assertEquals(a.modInverse(m), big(modulus.inverse(limbs(a))));
        } else {
            assertThrows(ArithmeticException.class, () -> modulus.inverse(limbs(a)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 1031, 2048, 4096, 8192})
    void allAtTheWidthsOfRsa(int bits) {
        var random = new Random(bits);
        var m = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
        var x = new BigInteger(2 * bits, random);
        var modulus = modulus(m);
        assertEquals(bits, modulus.bits());
        assertEquals(x.mod(m), big(modulus.reduce(limbs(x))));
        var exponent = new BigInteger(64, random);
        assertEquals(x.modPow(exponent, m), big(modulus.power(limbs(x.mod(m)), limbs(exponent), 64)));
        var coprime = x.mod(m);
        while (!coprime.gcd(m).equals(BigInteger.ONE)) {
            coprime = coprime.add(BigInteger.ONE).mod(m);
        }
        assertEquals(coprime.modInverse(m), big(modulus.inverse(limbs(coprime))));
        var largest = m.subtract(BigInteger.ONE);
        assertEquals(largest.modInverse(m), big(modulus.inverse(limbs(largest))));
    }

    @Test
    void evenAndTrivialModuliAreRefused() {
        for (int m : new int[] {0, 1, 2, 4, 256}) {
            assertThrows(IllegalArgumentException.class, () -> modulus(BigInteger.valueOf(m)));
        }
        assertEquals(BigInteger.TWO, big(modulus(BigInteger.valueOf(3)).reduce(limbs(BigInteger.valueOf(5)))));
    }

    private static Modulus modulus(BigInteger m) {
        return Modulus.of(Bytes.adopt(m.toByteArray()));
    }

    static Limbs limbs(BigInteger x) {
        return Limbs.of(Bytes.adopt(x.toByteArray()));
    }

    static BigInteger big(Limbs x) {
        return new BigInteger(1, x.toBytes(x.limbs.length * Limbs.BITS / 8 + 1).toArray());
    }

    @Provide
    Arbitrary<BigInteger> moduli() {
        return naturals(700).map(x -> x.setBit(0)).filter(x -> x.bitLength() > 1);
    }

    @Provide
    Arbitrary<BigInteger> numbers() {
        return naturals(1500);
    }

    /// Runs of ones and zeros beside random bits.
    static Arbitrary<BigInteger> naturals(int maxBits) {
        var bits = Arbitraries.integers().between(1, maxBits);
        var seeds = Arbitraries.longs();
        return Combinators.combine(bits, seeds)
                .as((length, seed) -> {
                    var random = new Random(seed);
                    var x = new BigInteger(length, random);
                    if (random.nextBoolean()) {
                        for (int i = 0; i < 3; i++) {
                            int from = random.nextInt(length);
                            var run = BigInteger.ONE
                                    .shiftLeft(random.nextInt(length - from) + 1)
                                    .subtract(BigInteger.ONE);
                            x = random.nextBoolean() ? x.or(run.shiftLeft(from)) : x.andNot(run.shiftLeft(from));
                        }
                    }
                    return x;
                })
                .withoutEdgeCases();
    }
}
