package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.RandomSource;

/// The Elliptic Curve Digital Signature Algorithm (FIPS 186-5 §6.4): with a private key d, its public key Q =
/// d·G and a digest z, a signature is (r, s) where
///
///     r = x-coordinate of k·G modulo n,  s = (z + r·d) / k modulo n
///
/// for a number k that is used once and told to nobody. It verifies because k·G = (z / s)·G + (r / s)·Q.
///
/// A signature is r and s, each in as many octets as the field has. Its DER form, which TLS and X.509 send, is
/// made by the package of keys.
///
/// @param curve the curve of the keys
/// @param hash  the hash that made the digest; k is derived with it
public record Ecdsa(Curve curve, HashAlgorithm hash) {
    /// Octets of fresh entropy in each k.
    private static final int ADDED_ENTROPY = 32;

    /// Time depends on the curve, on the hash, and on the number of k that had to be rejected, of which none is
    /// used. A signature whose k is derived from the key, the digest and 32 random octets: RFC 6979 §3.6.
    ///
    /// @throws IllegalArgumentException if the private key has a wrong length or is out of range
    public Bytes sign(Secret scalar, Bytes digest, RandomSource random) {
        var additional = new byte[ADDED_ENTROPY];
        random.fill(additional);
        var signature = sign(scalar, digest, additional);
        Arrays.fill(additional, (byte) 0);
        return signature;
    }

    /// Time as for [#sign(Secret, Bytes, RandomSource)]. The signature that depends on the key and the digest
    /// alone: RFC 6979 §3.2.
    ///
    /// @throws IllegalArgumentException if the private key has a wrong length or is out of range
    public Bytes signDeterministically(Secret scalar, Bytes digest) {
        return sign(scalar, digest, new byte[0]);
    }

    private Bytes sign(Secret scalar, Bytes digest, byte[] additional) {
        var group = curve.group();
        var scalars = group.scalars();
        group.requireScalar(scalar.expose());
        var z = scalars.decodeLeftmost(digest.toArray());
        var d = scalars.decode(scalar.expose());
        try (var nonces = new NonceGenerator(scalars, hash, scalar.expose(), scalars.encode(z), additional)) {
            while (true) {
                var k = nonces.next();
                var signature = sign(z, d, k);
                Arrays.fill(k, (byte) 0);
                // r = 0 or s = 0 has a chance of 2⁻²⁵⁶ (FIPS 186-5 §6.4.1 step 11).
                if (signature.length != 0) {
                    return Bytes.adopt(signature);
                }
            }
        } finally {
            Arrays.fill(d, 0);
        }
    }

    /// The signature made with k, or no octets if one of its numbers is 0.
    private byte[] sign(long[] z, long[] d, byte[] k) {
        var group = curve.group();
        var scalars = group.scalars();
        var point = group.baseMultiple(k);
        var r = scalars.decode(group.encodeX(point));
        point.wipe();
        var number = scalars.decode(k);
        var inverse = scalars.inverse(number);
        var product = scalars.product(r, d);
        var sum = scalars.sum(z, product);
        var s = scalars.product(inverse, sum);
        for (var secret : new long[][] {number, inverse, product, sum}) {
            Arrays.fill(secret, 0);
        }
        long zero = ScalarField.zeroMask(r) | ScalarField.zeroMask(s);
        if (ConstantTime.declassify((int) zero)) {
            return new byte[0];
        }
        return Bytes.concat(Bytes.adopt(scalars.encode(r)), Bytes.adopt(scalars.encode(s)))
                .toArray();
    }

    /// Time depends on all arguments, which are public. Whether the signature was made over the digest with the
    /// private key of the point. A signature of the wrong length, or with a number that is not from 1 to n − 1,
    /// is false.
    ///
    /// @throws InvalidPointException if the public key is not uncompressed, in range, on the curve and finite
    public static boolean verify(Curve curve, Bytes point, Bytes digest, Bytes signature) {
        var group = curve.group();
        var scalars = group.scalars();
        var publicKey = group.decode(point);
        int length = scalars.octets();
        if (signature.length() != 2 * length) {
            return false;
        }
        var r = signature.slice(0, length).toArray();
        var s = signature.from(length).toArray();
        if ((scalars.inRangeMask(r) & scalars.inRangeMask(s)) == 0) {
            return false;
        }
        var inverse = scalars.inverse(scalars.decode(s));
        var u1 = scalars.product(scalars.decodeLeftmost(digest.toArray()), inverse);
        var u2 = scalars.product(scalars.decode(r), inverse);
        var sum = group.multiple(scalars.encode(u2), publicKey);
        if (ScalarField.zeroMask(u1) == 0) {
            group.newArithmetic().add(sum, group.baseMultiple(scalars.encode(u1)));
        }
        if (sum.infinityMask() != 0) {
            return false;
        }
        return Arrays.equals(scalars.decode(group.encodeX(sum)), scalars.decode(r));
    }
}
