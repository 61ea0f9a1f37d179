package postern.crypto.rsa;

import static postern.crypto.bytes.ConstantTime.declassify;

import postern.crypto.bytes.Bytes;
import postern.crypto.math.Limbs;
import postern.crypto.math.Modulus;

/// An RSA public key (RFC 8017 §3.1): modulus n and public exponent e, each most significant octet first without
/// leading zeros.
///
/// Whether n is the product of two primes cannot be seen; what can be seen is checked here.
///
/// @param modulus n, odd, of 1024 to 8192 bits
/// @param exponent e, odd, at least 3, at most 64 bits
public record RsaPublicKey(Bytes modulus, Bytes exponent) {
    /// 1024 bits have been within reach of large factoring efforts for years; what policies demand lies above.
    public static final int MIN_BITS = 1024;

    /// The cost of an operation grows with the square of the length, of a private one with the cube: a peer's huge
    /// key would keep us busy.
    public static final int MAX_BITS = 8192;

    /// A long public exponent makes each verification as slow as a signature. 65537 is what everybody uses.
    private static final int MAX_EXPONENT_BITS = 64;

    public RsaPublicKey {
        modulus = withoutLeadingZeros(modulus);
        exponent = withoutLeadingZeros(exponent);
        int bits = bitLength(modulus);
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException(
                    "RSA modulus of " + bits + " bits; from " + MIN_BITS + " to " + MAX_BITS + " are supported");
        }
        if (isEven(modulus)) {
            throw new IllegalArgumentException("RSA modulus is even, so it is no product of two large primes");
        }
        if (isEven(exponent)) {
            throw new IllegalArgumentException("RSA public exponent is even, so it has no inverse (RFC 8017 §3.1)");
        }
        if (exponent.equals(Bytes.of(1))) {
            throw new IllegalArgumentException("RSA public exponent is 1, so it hides nothing (RFC 8017 §3.1)");
        }
        if (bitLength(exponent) > MAX_EXPONENT_BITS) {
            throw new IllegalArgumentException("RSA public exponent of " + bitLength(exponent) + " bits; at most "
                    + MAX_EXPONENT_BITS + " are supported");
        }
    }

    /// The bits of the modulus.
    public int bits() {
        return bitLength(modulus);
    }

    /// The octets of the modulus and of every signature: k in RFC 8017.
    public int length() {
        return modulus.length();
    }

    /// Whether a number is below the modulus, as a signature must be (RFC 8017 §5.2.2).
    boolean covers(Limbs representative) {
        return declassify((int) representative.lessMask(Limbs.of(modulus)));
    }

    /// representativeᵉ modulo n, in as many octets as the modulus: RSAEP and RSAVP1 (RFC 8017 §5.1.1, §5.2.2), for
    /// a representative below the modulus. Running time depends on the key and not on the representative.
    Bytes apply(Limbs representative) {
        return Modulus.of(modulus).powerPublic(representative, exponent).toBytes(length());
    }

    private static boolean isEven(Bytes number) {
        return number.isEmpty() || (number.at(number.length() - 1) & 1) == 0;
    }

    private static Bytes withoutLeadingZeros(Bytes number) {
        int zeros = 0;
        while (zeros < number.length() && number.at(zeros) == 0) {
            zeros++;
        }
        return number.from(zeros);
    }

    private static int bitLength(Bytes number) {
        return number.isEmpty() ? 0 : 8 * number.length() - (Integer.numberOfLeadingZeros(number.at(0)) - 24);
    }
}
