package postern.crypto.math;

import static postern.crypto.bytes.ConstantTime.declassify;
import static postern.crypto.bytes.ConstantTime.zeroMask;

import java.util.Arrays;
import java.util.stream.IntStream;
import postern.crypto.random.RandomSource;

/// Primality by the test of Miller and Rabin, with bounds on how often a composite passes.
///
/// With n − 1 = 2ˢ·d, d odd, and n prime, every base b has bᵈ = 1 or b^(2ʲ·d) = −1 for some j < s. Of the bases of
/// an odd composite at most a quarter does. Two bounds follow:
///
/// - **Any n, even one chosen to deceive:** t random bases let a composite pass with probability at most 4⁻ᵗ.
/// - **A random n:** composites that deceive half of all bases are very rare, so fewer rounds do. Damgård,
///   Landrock and Pomerance ("Average case error estimates for the strong probable prime test", 1993, theorem
///   2) bound the probability that a random k-bit number that passed t rounds is composite by
///   k^(3/2) · 2ᵗ · t^(−1/2) · 4^(2 − √(t·k)), for k ≥ 21 and 3 ≤ t ≤ k/9.
///
/// The number may be secret: running time depends on its width, on the number of trailing zeros of n − 1, and on
/// whether it passes.
public final class Primes {
    /// The error this class stays below, as a power of two: a false prime must be as unlikely as a guessed AES-128
    /// key.
    private static final int ERROR_BITS = 128;

    /// Rounds for a number of unknown origin: 4⁻⁶⁴ = 2⁻¹²⁸.
    private static final int ROUNDS_FOR_ANY = ERROR_BITS / 2;

    /// Trial division finds most composites before the first exponentiation; further primes would cost more than
    /// they save.
    private static final int TRIAL_LIMIT = 2048;

    private static final int[] SMALL_PRIMES = smallPrimes();

    private Primes() {}

    private static int[] smallPrimes() {
        return IntStream.range(3, TRIAL_LIMIT)
                .filter(n -> IntStream.iterate(2, d -> d * d <= n, d -> d + 1).noneMatch(d -> n % d == 0))
                .toArray();
    }

    /// Time depends on its width and on the answer, and it may be public only: small and even numbers are
    /// answered at once. Whether a number of any origin is prime; wrong with a probability of at most 2⁻¹²⁸.
    public static boolean isPrime(Limbs n, RandomSource random) {
        if (n.bitLength() <= 2) {
            return n.equalMask(2) != 0 || n.equalMask(3) != 0;
        }
        return n.oddMask() != 0 && passes(n, ROUNDS_FOR_ANY, random);
    }

    /// Time depends on its width and, where the answer is no, on why. Whether an odd number of at least 128 bits
    /// that was drawn at random is prime; wrong with a probability of at most 2⁻¹²⁸.
    public static boolean isPrimeIfRandom(Limbs n, RandomSource random) {
        return !hasSmallDivisor(n) && passes(n, roundsForRandom(n.bitLength()), random);
    }

    /// The rounds that bring the bound of Damgård, Landrock and Pomerance below 2⁻¹²⁸.
    static int roundsForRandom(int bits) {
        for (int t = 3; t <= bits / 9; t++) {
            double log2 = 1.5 * log2(bits) + t - 0.5 * log2(t) + 2 * (2 - Math.sqrt((double) t * bits));
            if (log2 <= -ERROR_BITS) {
                return t;
            }
        }
        return ROUNDS_FOR_ANY;
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static boolean hasSmallDivisor(Limbs n) {
        return Arrays.stream(SMALL_PRIMES).anyMatch(prime -> declassify(zeroMask(n.remainder(prime))));
    }

    private static boolean passes(Limbs n, int rounds, RandomSource random) {
        try (var modulus = new Modulus(n);
                var nMinus1 = n.minus(1)) {
            for (int i = 0; i < rounds; i++) {
                try (var base = randomBase(modulus, nMinus1, random)) {
                    if (!declassify((int) passMask(modulus, nMinus1, base))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// A random number from 2 to n − 2, as good as uniform: 64 bits more than n has are reduced modulo n.
    private static Limbs randomBase(Modulus modulus, Limbs nMinus1, RandomSource random) {
        while (true) {
            Limbs base;
            try (var octets = random.secret(modulus.length() + Long.BYTES);
                    var wide = Limbs.of(octets)) {
                base = modulus.reduce(wide);
            }
            long trivial = base.equalMask(0) | base.equalMask(1) | base.equalMask(nMinus1);
            if (!declassify((int) trivial)) {
                return base;
            }
        }
    }

    /// All ones if the base does not show n to be composite.
    private static long passMask(Modulus modulus, Limbs nMinus1, Limbs base) {
        int s = nMinus1.trailingZeros();
        try (var d = nMinus1.shiftRight(s)) {
            var power = modulus.power(base, d, modulus.bits() - s);
            long mask = power.equalMask(1) | power.equalMask(nMinus1);
            for (int j = 1; j < s; j++) {
                power = modulus.multiply(power, power);
                mask |= power.equalMask(nMinus1);
            }
            return mask;
        }
    }
}
