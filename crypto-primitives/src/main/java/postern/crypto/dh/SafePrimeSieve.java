package postern.crypto.dh;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;

/// Finds, in an arithmetic progression, the numbers p for which neither p nor q = (p − 1)/2 has a small divisor.
///
/// Each exponentiation that the sieve saves costs milliseconds, each small prime a microsecond, so the sieve
/// goes far beyond what trial division would: with primes up to L, about 2.5/(ln L)² of the numbers are left.
final class SafePrimeSieve {
    private static final int MAX_LIMIT_BITS = 24;

    private final int window;
    private final int step;
    private final int[] primes;

    /// @param bits of the numbers
    /// @param step the distance of neighbours; its prime divisors divide no p and no q
    SafePrimeSieve(int bits, int step) {
        this.step = step;
        // Safe primes are as rare as one in bits²/16, about: a window has a few.
        this.window = bits * bits / 4;
        this.primes = primes(1 << Math.min(MAX_LIMIT_BITS, 14 + bits / 256), step);
    }

    /// How many neighbours are sieved at a time.
    int window() {
        return window;
    }

    private static int[] primes(int limit, int step) {
        var composite = new BitSet(limit);
        for (int i = 2; i * i < limit; i++) {
            for (int j = i * i; !composite.get(i) && j < limit; j += i) {
                composite.set(j);
            }
        }
        var primes = new int[limit / 4];
        int count = 0;
        for (int i = 5; i < limit; i = composite.nextClearBit(i + 1)) {
            if (step % i != 0) {
                primes[count++] = i;
            }
        }
        return Arrays.copyOf(primes, count);
    }

    /// The numbers from `start` on that are left, in ascending order.
    ///
    /// @param start odd, half of it odd too, one less than a multiple of the step
    Stream<BigInteger> candidates(BigInteger start) {
        var crossedOut = new BitSet(window);
        var limbs = limbs(start);
        for (int prime : primes) {
            int remainder = remainder(limbs, prime);
            long inverse = inverseOfStep(prime);
            // p = 0 or, for q = (p − 1)/2, p = 1 modulo the prime.
            crossOut(crossedOut, prime, -remainder * inverse);
            crossOut(crossedOut, prime, (1 - remainder) * inverse);
        }
        crossedOut.flip(0, window);
        return crossedOut.stream().mapToObj(i -> start.add(BigInteger.valueOf((long) step * i)));
    }

    private void crossOut(BitSet crossedOut, int prime, long first) {
        for (int i = (int) Math.floorMod(first, (long) prime); i < window; i += prime) {
            crossedOut.set(i);
        }
    }

    /// The number in digits of 32 bits, most significant first.
    private static int[] limbs(BigInteger number) {
        int count = (number.bitLength() + 31) / 32;
        var limbs = new int[count];
        for (int i = 0; i < count; i++) {
            limbs[i] = number.shiftRight(32 * (count - 1 - i)).intValue();
        }
        return limbs;
    }

    private static int remainder(int[] limbs, int prime) {
        long remainder = 0;
        for (int limb : limbs) {
            remainder = (remainder << 32 | Integer.toUnsignedLong(limb)) % prime;
        }
        return (int) remainder;
    }

    /// The i with step·i = 1 modulo the prime: (k·prime + 1)/step for the k that makes it whole.
    private long inverseOfStep(int prime) {
        long multiple = 1;
        while (multiple % step != 0) {
            multiple += prime;
        }
        return multiple / step;
    }
}
