package postern.crypto.rsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.math.Limbs;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;

/// Private keys: made, checked, and used.
class RsaKeyTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("RsaKeyTest"));

    /// What FIPS 186-5 appendix A.1 and RFC 8017 §3.2 say of a key.
    @ParameterizedTest
    @ValueSource(ints = {1024, 1031, 2048})
    void generatedKeysAreAsTheStandardsSay(int bits) throws GeneralSecurityException {
        try (var key = RsaKeyGenerator.generate(bits, random);
                var numbers = key.numbers()) {
            var n = RsaKeys.big(key.publicKey().modulus());
            var e = RsaKeys.big(key.publicKey().exponent());
            var p = RsaKeys.big(numbers.p());
            var q = RsaKeys.big(numbers.q());
            var d = RsaKeys.big(numbers.d());
            assertEquals(bits, n.bitLength());
            assertEquals(BigInteger.valueOf(65537), e);
            assertEquals(n, p.multiply(q));
            assertTrue(p.isProbablePrime(50) && q.isProbablePrime(50));
            assertEquals((bits + 1) / 2, p.bitLength());
            assertEquals(bits / 2, q.bitLength());
            assertTrue(p.subtract(q).abs().bitLength() > bits / 2 - 100);
            assertTrue(d.bitLength() > bits / 2 && d.compareTo(n) < 0);
            for (var prime : new BigInteger[] {p, q}) {
                var order = prime.subtract(BigInteger.ONE);
                assertEquals(BigInteger.ONE, e.multiply(d).mod(order));
            }
            assertEquals(d.mod(p.subtract(BigInteger.ONE)), RsaKeys.big(numbers.dp()));
            assertEquals(d.mod(q.subtract(BigInteger.ONE)), RsaKeys.big(numbers.dq()));
            assertEquals(q.modInverse(p), RsaKeys.big(numbers.qInverse()));
            var signature = Pkcs1.sign(key, HashAlgorithm.SHA256, Bytes.utf8("m"), random);
            var jdk = Signature.getInstance("SHA256withRSA");
            jdk.initSign(RsaKeys.jdkPrivate(key));
            jdk.update((byte) 'm');
            assertEquals(Bytes.copyOf(jdk.sign()), signature);
        }
    }

    @Test
    void twoKeysDiffer() {
        try (var first = RsaKeyGenerator.generate(1024, random);
                var second = RsaKeyGenerator.generate(1024, random)) {
            assertNotEquals(first.publicKey(), second.publicKey());
        }
    }

    @Test
    void lengthsOutsideTheLimitsAreNotMade() {
        assertThrows(IllegalArgumentException.class, () -> RsaKeyGenerator.generate(1023, random));
        assertThrows(IllegalArgumentException.class, () -> RsaKeyGenerator.generate(8193, random));
    }

    @Test
    void theOperationIsThePowerForNumbersOfAllSizes() {
        var jdk = RsaKeys.jdk(1031);
        try (var key = RsaKeys.ours(1031)) {
            var n = jdk.getModulus();
            for (var c : new BigInteger[] {
                BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, n.subtract(BigInteger.ONE), n.shiftRight(1)
            }) {
                var result = key.apply(Limbs.of(RsaKeys.octets(c)), random);
                assertEquals(c.modPow(jdk.getPrivateExponent(), n), RsaKeys.big(result.toBytes(129)));
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> key.apply(Limbs.of(key.publicKey().modulus()), random));
        }
    }

    @Test
    void primesOfUnequalLengthServe() {
        var random = new Random(5);
        var p = BigInteger.probablePrime(700, random);
        var q = BigInteger.probablePrime(400, random);
        for (var primes : new BigInteger[][] {{p, q}, {q, p}}) {
            try (var key = key(primes[0], primes[1])) {
                var signature = Pkcs1.sign(key, HashAlgorithm.SHA256, Bytes.EMPTY, this.random);
                assertTrue(Pkcs1.verify(key.publicKey(), HashAlgorithm.SHA256, Bytes.EMPTY, signature));
            }
        }
    }

    private static RsaPrivateKey key(BigInteger p, BigInteger q) {
        var e = BigInteger.valueOf(65537);
        var pMinus1 = p.subtract(BigInteger.ONE);
        var qMinus1 = q.subtract(BigInteger.ONE);
        var d = e.modInverse(pMinus1.multiply(qMinus1));
        return new RsaPrivateKey(
                new RsaPublicKey(RsaKeys.octets(p.multiply(q)), RsaKeys.octets(e)),
                new RsaPrivateNumbers(
                        RsaKeys.secret(d),
                        RsaKeys.secret(p),
                        RsaKeys.secret(q),
                        RsaKeys.secret(d.mod(pMinus1)),
                        RsaKeys.secret(d.mod(qMinus1)),
                        RsaKeys.secret(q.modInverse(p))));
    }

    @Test
    void numbersThatDoNotBelongTogetherAreRefused() {
        var jdk = RsaKeys.jdk(1024);
        var publicKey = new RsaPublicKey(RsaKeys.octets(jdk.getModulus()), RsaKeys.octets(jdk.getPublicExponent()));
        for (int i = 1; i < 6; i++) {
            int wrong = i;
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> new RsaPrivateKey(publicKey, numbersWithOneWrong(wrong)));
            assertEquals(
                    wrong < 3
                            ? "RSA primes do not multiply to the modulus"
                            : "RSA private exponents do not belong to the public key",
                    refusal.getMessage());
        }
    }

    private static RsaPrivateNumbers numbersWithOneWrong(int wrong) {
        var jdk = RsaKeys.jdk(1024);
        var numbers = new BigInteger[] {
            jdk.getPrivateExponent(),
            jdk.getPrimeP(),
            jdk.getPrimeQ(),
            jdk.getPrimeExponentP(),
            jdk.getPrimeExponentQ(),
            jdk.getCrtCoefficient()
        };
        numbers[wrong] = numbers[wrong].add(BigInteger.TWO);
        return new RsaPrivateNumbers(
                RsaKeys.secret(numbers[0]),
                RsaKeys.secret(numbers[1]),
                RsaKeys.secret(numbers[2]),
                RsaKeys.secret(numbers[3]),
                RsaKeys.secret(numbers[4]),
                RsaKeys.secret(numbers[5]));
    }

    @Test
    void aClosedKeyDoesNotWorkAndNothingSecretIsPrinted() {
        var key = RsaKeys.ours(1024);
        Secret d = key.numbers().d();
        assertFalse(key.numbers().toString().contains(Bytes.copyOf(d.expose()).toHex()));
        key.close();
        assertThrows(RuntimeException.class, () -> Pkcs1.sign(key, HashAlgorithm.SHA256, Bytes.EMPTY, random));
    }
}
