package postern.crypto.rsa;

import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.math.Limbs;
import postern.crypto.math.Modulus;
import postern.crypto.random.RandomSource;

/// The factors that blind a key's operations: rᵉ for the input and 1/r for the result, modulo n.
///
/// A fresh r costs an inversion. Between two fresh ones both factors are squared, which makes them those of r²:
/// still a pair, and one that nobody who lacks r can tell from a fresh one.
///
/// Safe for use by many threads; wiped by [#close()].
final class Blinding implements AutoCloseable {
    /// Operations between two fresh r: what a leak of one pair could tell ends with them.
    private static final int OPERATIONS = 32;

    /// A number reduced modulo n from this many octets more is uniform but for a bias of 2⁻⁶⁴.
    private static final int SPARE_OCTETS = 8;

    private final Modulus n;
    private final Bytes exponent;
    private @Nullable Factors last;
    private int operations;

    /// @param rToE rᵉ modulo n
    /// @param inverse 1/r modulo n
    record Factors(Limbs rToE, Limbs inverse) implements AutoCloseable {
        @Override
        public void close() {
            rToE.close();
            inverse.close();
        }
    }

    Blinding(Modulus n, Bytes exponent) {
        this.n = n;
        this.exponent = exponent;
    }

    /// Factors for one operation, owned by the caller. Time depends on the length of n, on the exponent, and on
    /// how often this was called.
    synchronized Factors next(RandomSource random) {
        var previous = last;
        Factors factors;
        if (previous == null || operations == OPERATIONS) {
            factors = fresh(random);
            operations = 0;
        } else {
            factors = new Factors(
                    n.multiply(previous.rToE(), previous.rToE()), n.multiply(previous.inverse(), previous.inverse()));
        }
        if (previous != null) {
            previous.close();
        }
        last = factors;
        operations++;
        return new Factors(factors.rToE().copy(), factors.inverse().copy());
    }

    private Factors fresh(RandomSource random) {
        try (var octets = random.secret(n.length() + SPARE_OCTETS);
                var wide = Limbs.of(octets);
                var r = n.reduce(wide)) {
            return new Factors(n.powerPublic(r, exponent), n.inverse(r));
        }
    }

    @Override
    public synchronized void close() {
        if (last != null) {
            last.close();
            last = null;
        }
    }
}
