package postern.tls.selftest;

import java.math.BigInteger;
import postern.crypto.bytes.Bytes;
import postern.crypto.math.Limbs;
import postern.crypto.math.Primes;
import postern.crypto.random.HmacDrbg;

/// Miller and Rabin's test.
final class PrimalityChecks {
    private PrimalityChecks() {}

    /// The acceptable ones are negatives of primes. We have no negative numbers: DER's reader refuses them before
    /// anybody asks whether they are prime, so they count as refused.
    static Outcome primality(TestCase test) {
        var value = new BigInteger(test.octets("value").toArray());
        boolean prime =
                value.signum() > 0 && Primes.isPrime(Limbs.of(Bytes.copyOf(value.toByteArray())), HmacDrbg.system());
        return Outcome.judged(test.expected() == TestCase.Expected.VALID, prime);
    }
}
