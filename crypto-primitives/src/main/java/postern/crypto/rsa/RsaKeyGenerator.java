package postern.crypto.rsa;

import static postern.crypto.bytes.ConstantTime.declassify;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.math.Limbs;
import postern.crypto.math.Modulus;
import postern.crypto.math.Primes;
import postern.crypto.random.RandomSource;

/// Makes RSA keys from random probable primes, after FIPS 186-5 appendix A.1.3.
///
/// Each candidate is drawn afresh, not counted up from the last, so that all primes are equally likely. Running
/// time depends on how many candidates were no primes, which says nothing about those that were.
///
/// Beyond the standard both primes are 3 modulo 4. It costs one bit of each, and makes (p − 1)/2 odd, which lets
/// all inverses be computed modulo odd numbers, without an algorithm of its own for even ones.
public final class RsaKeyGenerator {
    /// The exponent everybody uses: prime, above 2¹⁶ as FIPS 186-5 demands, and with two bits set, so that
    /// verifying takes 17 products.
    private static final Bytes EXPONENT = Bytes.of(1, 0, 1);

    /// ⌈2⁶³·√2⌉: the leading 64 bits of a prime are above it, so that a product of two has the full length (step
    /// 4.4).
    private static final long LEADING_BITS = 0xb504f333f9de6485L;

    /// The primes differ within their leading 100 bits (step 5.5), or n could be factored from its square root.
    private static final int DIFFERENT_BITS = 100;

    private RsaKeyGenerator() {}

    /// Time depends on `bits` and on how many candidates were drawn. A key with a modulus of exactly `bits` bits
    /// and the public exponent 65537.
    ///
    /// @throws IllegalArgumentException if the length is not from 1024 to 8192
    public static RsaPrivateKey generate(int bits, RandomSource random) {
        if (bits < RsaPublicKey.MIN_BITS || bits > RsaPublicKey.MAX_BITS) {
            throw new IllegalArgumentException("RSA key of " + bits + " bits; from " + RsaPublicKey.MIN_BITS + " to "
                    + RsaPublicKey.MAX_BITS + " can be made");
        }
        int upper = (bits + 1) / 2;
        try (var p = prime(upper, random)) {
            while (true) {
                try (var q = prime(bits - upper, random)) {
                    if (declassify((int) farApartMask(p, q, upper))) {
                        return key(p, q, bits);
                    }
                }
            }
        }
    }

    private static Limbs prime(int bits, RandomSource random) {
        while (true) {
            var candidate = candidate(bits, random);
            if (isLarge(candidate, bits) && suitsExponent(candidate) && Primes.isPrimeIfRandom(candidate, random)) {
                return candidate;
            }
            candidate.close();
        }
    }

    /// A random number of `bits` bits whose first bit and last two bits are ones.
    private static Limbs candidate(int bits, RandomSource random) {
        try (var octets = random.secret((bits + 7) / 8)) {
            var x = octets.expose();
            int unused = 8 * x.length - bits;
            x[0] = (byte) (x[0] & 0xff >> unused | 0x80 >> unused);
            x[x.length - 1] |= 3;
            return Limbs.of(octets);
        }
    }

    /// Step 4.4: at least √2·2^(bits − 1).
    private static boolean isLarge(Limbs candidate, int bits) {
        try (var leading = candidate.shiftRight(bits - Long.SIZE)) {
            return !declassify((int) leading.lessMask(LEADING));
        }
    }

    private static final Limbs LEADING = Limbs.of(Bytes.fromHex(Long.toHexString(LEADING_BITS)));

    /// Step 4.5: the exponent is prime, so it has no divisor in common with p − 1 unless it divides it.
    private static boolean suitsExponent(Limbs candidate) {
        try (var remainder = Modulus.of(EXPONENT).reduce(candidate)) {
            return !declassify((int) remainder.equalMask(1));
        }
    }

    /// All ones if the leading 100 bits differ, and by more than one.
    private static long farApartMask(Limbs p, Limbs q, int bits) {
        try (var first = p.shiftRight(bits - DIFFERENT_BITS);
                var second = q.shiftRight(bits - DIFFERENT_BITS);
                var difference = first.minus(second);
                var negated = second.minus(first)) {
            return ~(difference.equalMask(0) | difference.equalMask(1) | negated.equalMask(1));
        }
    }

    /// With p = 2·h + 1 and q = 2·k + 1, h and k odd: dp, dq and d are 1/e modulo h, k and h·k, each made odd by
    /// adding the modulus if need be, which makes it 1/e modulo 2·h, 2·k and 2·h·k too. The last is a multiple of
    /// the least common multiple of p − 1 and q − 1, as RFC 8017 §3.2 asks; and d > h·k/65537 is longer than the
    /// primes, as FIPS 186-5 asks.
    private static RsaPrivateKey key(Limbs p, Limbs q, int bits) {
        int octets = (bits + 15) / 16;
        try (var h = p.shiftRight(1);
                var k = q.shiftRight(1);
                var hk = h.times(k);
                var modP = new Modulus(p);
                var qModP = modP.reduce(q);
                var qInverse = modP.inverse(qModP);
                var modulus = p.times(q)) {
            var numbers = new RsaPrivateNumbers(
                    exponentInverse(hk, 2 * octets),
                    p.toSecret(octets),
                    q.toSecret(octets),
                    exponentInverse(h, octets),
                    exponentInverse(k, octets),
                    qInverse.toSecret(octets));
            return new RsaPrivateKey(new RsaPublicKey(modulus.toBytes((bits + 7) / 8), EXPONENT), numbers);
        }
    }

    /// 1/e modulo 2·odd.
    private static Secret exponentInverse(Limbs odd, int octets) {
        try (var modulus = new Modulus(odd);
                var e = modulus.reduce(Limbs.of(EXPONENT));
                var inverse = modulus.inverse(e);
                var other = inverse.plus(odd);
                var result = Limbs.select(inverse.oddMask(), inverse, other)) {
            return result.toSecret(octets);
        }
    }
}
