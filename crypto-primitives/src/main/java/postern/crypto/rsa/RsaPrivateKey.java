package postern.crypto.rsa;

import static postern.crypto.bytes.ConstantTime.declassify;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.math.Limbs;
import postern.crypto.math.Modulus;
import postern.crypto.math.TwinModulus;
import postern.crypto.random.RandomSource;

/// An RSA private key and the operation that only its owner can do: RSADP and RSASP1 (RFC 8017 §5.1.2, §5.2.1).
///
/// It computes s = cᵈ modulo n by the Chinese remainder theorem, modulo p and q apart, in a quarter of the time:
///
///     s₁ = c^dp mod p      s₂ = c^dq mod q
///     h = (s₁ − s₂)·qInverse mod p      s = s₂ + h·q
///
/// Three attacks are met:
///
/// - **Timing.** Running time depends on the lengths of the moduli and on e alone; see [Modulus].
/// - **Chosen input** (differential power or cache analysis). The exponentiation is *blinded*: c·rᵉ is raised
///   instead of c, with another random r each time, and the result divided by r. What the attacker chose is
///   never computed on. See `Blinding`.
/// - **Faults.** A single wrong bit in s₁ gives away a prime: gcd(sᵉ − c, n) = q. So sᵉ is compared with c
///   before s is released.
///
/// May be shared between threads: what changes is the blinding alone, which one thread at a time advances.
/// Wiped by [#close()].
public final class RsaPrivateKey implements AutoCloseable {
    private final RsaPublicKey publicKey;
    private final RsaPrivateNumbers numbers;
    private final Modulus n;
    private final Modulus p;
    private final Modulus q;
    private final Blinding blinding;
    private final TwinModulus primes;
    private final TwinModulus.Pair exponents;
    private final Limbs qInverse;

    /// Time depends on the public half alone, save that a refusal is told at once. Takes ownership of the
    /// numbers, which are checked: p·q must be n, and one operation must succeed.
    ///
    /// @throws IllegalArgumentException if they are not of one key, or not of the public key
    public RsaPrivateKey(RsaPublicKey publicKey, RsaPrivateNumbers numbers) {
        this.publicKey = publicKey;
        this.numbers = numbers;
        this.n = Modulus.of(publicKey.modulus());
        this.blinding = new Blinding(n, publicKey.exponent());
        try (var first = Limbs.of(numbers.p());
                var second = Limbs.of(numbers.q());
                var product = first.times(second)) {
            if (!declassify((int) product.equalMask(n.value()))) {
                throw new IllegalArgumentException("RSA primes do not multiply to the modulus");
            }
            this.p = new Modulus(first);
            this.q = new Modulus(second);
        }
        this.primes = new TwinModulus(p, q);
        this.exponents = new TwinModulus.Pair(Limbs.of(numbers.dp()), Limbs.of(numbers.dq()));
        try (var given = Limbs.of(numbers.qInverse())) {
            this.qInverse = p.reduce(given);
        }
        var two = n.reduce(Limbs.of(Bytes.of(2)));
        if (!declassify((int) answersMask(power(two), two))) {
            throw new IllegalArgumentException("RSA private exponents do not belong to the public key");
        }
    }

    /// The public half.
    public RsaPublicKey publicKey() {
        return publicKey;
    }

    /// A copy of the secret numbers, for writing a key file. The caller owns and closes it.
    public RsaPrivateNumbers numbers() {
        return numbers.copy();
    }

    /// A copy of d, which the caller owns and closes.
    Secret privateExponent() {
        return numbers.d().copy();
    }

    /// representativeᵈ modulo n. Running time depends on the lengths of the moduli and on the public exponent.
    ///
    /// @throws IllegalArgumentException if the representative is not below the modulus
    /// @throws IllegalStateException if the result is wrong, which takes a fault of the machine
    Limbs apply(Limbs representative, RandomSource random) {
        if (!publicKey.covers(representative)) {
            throw new IllegalArgumentException("RSA message representative is not below the modulus");
        }
        try (var factors = blinding.next(random);
                var blinded = n.multiply(representative, factors.rToE());
                var blindedResult = power(blinded)) {
            var result = n.multiply(blindedResult, factors.inverse());
            if (!declassify((int) answersMask(result, representative))) {
                result.close();
                throw new IllegalStateException(
                        "RSA computation went wrong and its result was withheld: a fault of memory or processor");
            }
            return result;
        }
    }

    /// cᵈ modulo n by the Chinese remainder theorem.
    private Limbs power(Limbs c) {
        try (var bases = new TwinModulus.Pair(p.reduce(c), q.reduce(c));
                var s = primes.power(bases, exponents);
                var s2ModP = p.reduce(s.second());
                var difference = p.subtract(s.first(), s2ModP);
                var h = p.multiply(difference, qInverse);
                var secondPrime = q.value();
                var product = n.multiply(h, secondPrime)) {
            return n.add(product, s.second());
        }
    }

    /// All ones if resultᵉ is c.
    private long answersMask(Limbs result, Limbs c) {
        return n.powerPublic(result, publicKey.exponent()).equalMask(c);
    }

    /// Wipes everything secret; the key must not be used afterwards.
    @Override
    public void close() {
        numbers.close();
        p.close();
        q.close();
        blinding.close();
        primes.close();
        exponents.close();
        qInverse.close();
    }
}
