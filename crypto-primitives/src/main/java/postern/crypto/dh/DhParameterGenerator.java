package postern.crypto.dh;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntConsumer;
import postern.crypto.random.RandomSource;

/// Makes a group of one's own: a random safe prime p with p = 23 modulo 24, and the generator 2.
///
/// 23 modulo 24 means: p is 7 modulo 8, so that 2 is a square and has the order q = (p − 1)/2; and p is 2 modulo 3,
/// so that neither p nor q is divisible by 3. Nothing here is secret, and `BigInteger` may compute it.
///
/// Safe primes are rare, one among a quarter million numbers of 2048 bits, so candidates are sieved: from a random
/// start, steps of 24 are crossed out where a small prime divides p or q. What is left is tested for q and p in turn
/// with base 2, and finally by [DhGroup#isSafe].
public final class DhParameterGenerator {
    /// Steps that are sieved from one start, before the next is drawn.
    private static final int WINDOW = 1 << 16;

    private static final int SIEVE_LIMIT = 1 << 16;
    private static final int STEP = 24;

    private final int bits;
    private final RandomSource random;
    private final IntConsumer progress;

    /// @param bits the length of the prime, from 512 to 8192
    /// @param progress is told the number of candidates tested, after each; may cancel by throwing
    public DhParameterGenerator(int bits, RandomSource random, IntConsumer progress) {
        if (bits < DhGroup.MIN_BITS || bits > DhGroup.MAX_BITS) {
            throw new IllegalArgumentException("Diffie-Hellman prime of " + bits + " bits; from " + DhGroup.MIN_BITS
                    + " to " + DhGroup.MAX_BITS + " can be made");
        }
        this.bits = bits;
        this.random = random;
        this.progress = progress;
    }

    /// The new group. Takes seconds for 1024 bits and minutes for 2048.
    public DhGroup generate() {
        int tested = 0;
        while (true) {
            var start = start();
            var crossedOut = sieve(start);
            for (int i = 0; i < WINDOW; i++) {
                if (!crossedOut[i]) {
                    progress.accept(++tested);
                    var p = start.add(BigInteger.valueOf((long) STEP * i));
                    if (isProbablySafe(p)) {
                        var group = DhGroup.safe("", p, BigInteger.TWO);
                        if (group.isSafe(random)) {
                            return group;
                        }
                    }
                }
            }
        }
    }

    /// A random number of the right length, 23 modulo 24, with room for the window above it.
    private BigInteger start() {
        while (true) {
            var x = new BigInteger(1, random.bytes((bits + 7) / 8).toArray())
                    .mod(BigInteger.ONE.shiftLeft(bits))
                    .setBit(bits - 1);
            var start = x.subtract(x.mod(BigInteger.valueOf(STEP))).add(BigInteger.valueOf(STEP - 1));
            if (start.add(BigInteger.valueOf((long) STEP * WINDOW)).bitLength() == bits) {
                return start;
            }
        }
    }

    /// Where start + 24·i or half of it has a divisor from 5 to 2¹⁶.
    private static boolean[] sieve(BigInteger start) {
        var crossedOut = new boolean[WINDOW];
        for (int prime : primes()) {
            int remainder = start.mod(BigInteger.valueOf(prime)).intValue();
            // p = 0 or, for q = (p − 1)/2, p = 1 modulo the prime.
            crossOut(crossedOut, prime, -remainder);
            crossOut(crossedOut, prime, 1 - remainder);
        }
        return crossedOut;
    }

    /// Crosses out the i with 24·i = wanted modulo the prime.
    private static void crossOut(boolean[] crossedOut, int prime, int wanted) {
        long inverse =
                BigInteger.valueOf(STEP).modInverse(BigInteger.valueOf(prime)).longValue();
        int first = (int) Math.floorMod(wanted * inverse, (long) prime);
        for (int i = first; i < WINDOW; i += prime) {
            crossedOut[i] = true;
        }
    }

    private static int[] primes() {
        var composite = new boolean[SIEVE_LIMIT];
        for (int i = 2; i * i < SIEVE_LIMIT; i++) {
            for (int j = i * i; !composite[i] && j < SIEVE_LIMIT; j += i) {
                composite[j] = true;
            }
        }
        var primes = new int[SIEVE_LIMIT];
        int count = 0;
        for (int i = 5; i < SIEVE_LIMIT; i++) {
            if (!composite[i]) {
                primes[count++] = i;
            }
        }
        return Arrays.copyOf(primes, count);
    }

    /// Fermat's test with base 2, of q first and then of p.
    private static boolean isProbablySafe(BigInteger p) {
        var q = p.shiftRight(1);
        return passesFermat(q) && passesFermat(p);
    }

    private static boolean passesFermat(BigInteger n) {
        return BigInteger.TWO.modPow(n.subtract(BigInteger.ONE), n).equals(BigInteger.ONE);
    }
}
