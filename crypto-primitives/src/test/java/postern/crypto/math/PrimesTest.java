package postern.crypto.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static postern.crypto.math.ModulusTest.limbs;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.Wycheproof;
import postern.vectors.Wycheproof.Result;

/// Miller–Rabin against trial division, `BigInteger`, and composites that deceive weaker tests.
class PrimesTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("PrimesTest"));

    @Test
    void smallNumbersAreAnsweredAsTrialDivisionAnswersThem() {
        for (int n = 0; n < 400; n++) {
            int number = n;
            boolean prime = n > 1 && IntStream.range(2, n).noneMatch(d -> number % d == 0);
            assertEquals(prime, Primes.isPrime(limbs(BigInteger.valueOf(n)), random), "number " + n);
        }
    }

    /// Carmichael numbers pass Fermat's test for all bases; the others pass Miller–Rabin for all prime bases up to
    /// 7, 37 and 41 (Jaeschke 1993; Sorenson and Webster 2015).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "561",
                "1105",
                "825265",
                "3215031751",
                "3825123056546413051",
                "318665857834031151167461",
                "3317044064679887385961981"
            })
    void pseudoprimesAreFound(String number) {
        assertFalse(Primes.isPrime(limbs(new BigInteger(number)), random));
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 500, 1024})
    void randomPrimesAndTheirProductsAreTold(int bits) {
        var p = BigInteger.probablePrime(bits, new Random(bits));
        assertTrue(Primes.isPrimeIfRandom(limbs(p), random));
        assertFalse(Primes.isPrimeIfRandom(limbs(p.multiply(p)), random));
        assertFalse(Primes.isPrimeIfRandom(limbs(p.multiply(p.nextProbablePrime())), random));
    }

    @Test
    void numbersWithManyTrailingZerosBeforeThemAreTold() {
        // 3·2¹⁸⁹ + 1 is prime; 2¹²⁸ + 1 is the Fermat number F₇, which is not.
        assertTrue(Primes.isPrime(limbs(BigInteger.valueOf(3).shiftLeft(189).add(BigInteger.ONE)), random));
        assertFalse(Primes.isPrime(limbs(BigInteger.ONE.shiftLeft(128).add(BigInteger.ONE)), random));
    }

    /// The bound's value, computed by hand: for k = 1024, 5 rounds give 2^-120.3 and 6 rounds 2^-133.1.
    @ParameterizedTest
    @CsvSource({"512, 12", "1024, 6", "1536, 4", "2048, 3", "100, 64"})
    void roundsFollowTheBound(int bits, int rounds) {
        assertEquals(rounds, Primes.roundsForRandom(bits));
    }

    /// The "acceptable" cases are negatives of primes: they are no natural numbers, and so not prime.
    @Test
    void wycheproof() {
        for (var test : Wycheproof.cases("primality_test.json")) {
            var value = new BigInteger(test.octets("value"));
            boolean prime = value.signum() >= 0 && Primes.isPrime(limbs(value), random);
            assertEquals(test.result() == Result.VALID, prime, test::toString);
        }
    }
}
