package postern.crypto.dh;

import java.math.BigInteger;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import postern.crypto.random.RandomSource;

/// Makes a group of one's own: a random safe prime p, and the generator 2 or 5.
///
/// p is chosen so that the generator is a square and has the order q = (p − 1)/2, and that neither p nor q is
/// divisible by 3: p = 23 modulo 24 for 2, and p = 59 modulo 60 for 5. Nothing here is secret, and `BigInteger`
/// may compute it.
///
/// Safe primes are rare, one among a quarter million such numbers of 2048 bits, so candidates are sieved
/// ([SafePrimeSieve]): from a random start, steps of 24 or 60 are crossed out where a small prime divides p or q.
/// What is left is tested by [SafePrimeSearch], on all processors, and finally by [DhGroup#isSafe], whose
/// rounds bound the error by 2⁻¹²⁷ whatever was drawn.
///
/// The same random numbers make the same group, however many processors there are.
public final class DhParameterGenerator {
    /// The generators that others know how to make a group for.
    public enum Generator {
        TWO(2, 24),
        FIVE(5, 60);

        private final int value;
        private final int step;

        Generator(int value, int step) {
            this.value = value;
            this.step = step;
        }

        /// The number.
        public int value() {
            return value;
        }
    }

    /// What has been got through, and the sign by which `openssl dhparam` shows it.
    public enum Progress {
        /// A candidate that the sieve left is about to be tested.
        CANDIDATE('.'),
        /// One of q and p is probably prime.
        HALF('+'),
        /// Both are prime: this is the group.
        FOUND('*');

        private final char sign;

        Progress(char sign) {
            this.sign = sign;
        }

        /// The sign.
        public char sign() {
            return sign;
        }
    }

    private final int bits;
    private final Generator generator;
    private final RandomSource random;
    private final Consumer<Progress> progress;

    /// Time depends on nothing: the work is done by [#generate()], for whose time only luck counts.
    ///
    /// @param bits the length of the prime, from 512 to 8192
    /// @param progress called by one thread at a time; may cancel by throwing, as may the thread's interruption
    public DhParameterGenerator(int bits, Generator generator, RandomSource random, Consumer<Progress> progress) {
        if (bits < DhGroup.MIN_BITS || bits > DhGroup.MAX_BITS) {
            throw new IllegalArgumentException("Diffie-Hellman prime of " + bits + " bits; from " + DhGroup.MIN_BITS
                    + " to " + DhGroup.MAX_BITS + " can be made");
        }
        this.bits = bits;
        this.generator = generator;
        this.random = random;
        this.progress = progress;
    }

    /// The new group. Takes a second for 1024 bits, ten seconds or a minute for 2048, by luck.
    ///
    /// @throws CancellationException if this thread is interrupted
    public DhGroup generate() {
        var search = new SafePrimeSearch(progress);
        var g = BigInteger.valueOf(generator.value);
        var sieve = new SafePrimeSieve(bits, generator.step);
        while (true) {
            var found = search.first(sieve.candidates(start(sieve.window())));
            if (found.isPresent()) {
                var group = DhGroup.safe("", found.get(), g);
                if (group.isSafe(random)) {
                    progress.accept(Progress.FOUND);
                    return group;
                }
            }
        }
    }

    /// A random number of the right length, one less than a multiple of the step, with room for the window
    /// above it.
    private BigInteger start(int window) {
        var step = BigInteger.valueOf(generator.step);
        while (true) {
            var x = new BigInteger(1, random.bytes((bits + 7) / 8).toArray())
                    .mod(BigInteger.ONE.shiftLeft(bits))
                    .setBit(bits - 1);
            var start = x.subtract(x.mod(step)).add(step).subtract(BigInteger.ONE);
            if (start.add(step.multiply(BigInteger.valueOf(window))).bitLength() == bits) {
                return start;
            }
        }
    }
}
