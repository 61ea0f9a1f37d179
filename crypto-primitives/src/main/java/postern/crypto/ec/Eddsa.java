package postern.crypto.ec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// The Edwards-curve Digital Signature Algorithm (RFC 8032 §3), of which Ed25519 and Ed448 are instances. A
/// secret of b octets is hashed into a scalar s and a prefix; the public key is A = s·B. A signature of a
/// message M is (R, S):
///
///     r = H(prefix ‖ M),  R = r·B,  k = H(R ‖ A ‖ M),  S = r + k·s
///
/// It verifies because S·B = R + k·A. r comes from the key and the message, so no random source can spoil it; A
/// is computed anew for each signature, because a wrong A beside the right s would give s away.
final class Eddsa {
    private final String name;
    private final EdwardsCurve curve;
    private final Hashing hashing;

    /// What the instances differ in, apart from the curve.
    interface Hashing {
        /// H without the domain's prefix, of the secret: twice as many octets as a point has.
        byte[] ofSecret(byte[] secret);

        /// H of the concatenation: twice as many octets as a point has.
        byte[] of(byte[] first, Bytes second, Bytes message);

        /// Prunes the scalar, in little-endian octets.
        void clamp(byte[] scalar);
    }

    Eddsa(String name, EdwardsCurve curve, Hashing hashing) {
        this.name = name;
        this.curve = curve;
        this.hashing = hashing;
    }

    Bytes publicKey(Secret secret) {
        var hash = hashing.ofSecret(expose(secret));
        var scalar = scalar(hash);
        var point = multiple(scalar);
        Arrays.fill(hash, (byte) 0);
        Arrays.fill(scalar, 0);
        return point;
    }

    private byte[] expose(Secret secret) {
        if (secret.length() != curve.octets()) {
            throw new IllegalArgumentException(
                    "an " + name + " private key has " + curve.octets() + " octets, this one has " + secret.length());
        }
        return secret.expose();
    }

    /// The scalar from the first half of the secret's hash, modulo the order of B.
    private long[] scalar(byte[] hash) {
        var half = Arrays.copyOf(hash, curve.octets());
        hashing.clamp(half);
        var scalar = reduce(half);
        Arrays.fill(half, (byte) 0);
        return scalar;
    }

    Bytes sign(Secret secret, Bytes message) {
        var scalars = curve.scalars();
        var hash = hashing.ofSecret(expose(secret));
        var scalar = scalar(hash);
        var prefix = Arrays.copyOfRange(hash, curve.octets(), hash.length);
        var nonceHash = hashing.of(prefix, Bytes.EMPTY, message);
        var nonce = reduce(nonceHash);
        var r = multiple(nonce);
        var k = reduce(hashing.of(r.toArray(), multiple(scalar), message));
        var product = scalars.product(k, scalar);
        var s = scalars.sum(nonce, product);
        for (var octets : new byte[][] {hash, prefix, nonceHash}) {
            Arrays.fill(octets, (byte) 0);
        }
        for (var number : new long[][] {scalar, nonce, product}) {
            Arrays.fill(number, 0);
        }
        return r.concat(littleEndian(s));
    }

    /// Checks S·B − k·A = R by the octets of R, which settles also that R is in its one form (RFC 8032 §5.1.7
    /// step 3 allows this form of the check, without the cofactor).
    boolean verify(Bytes publicKey, Bytes message, Bytes signature) {
        var point = curve.decode(publicKey, name);
        if (signature.length() != 2 * curve.octets()) {
            return false;
        }
        var r = signature.slice(0, curve.octets());
        var s = scalarInRange(signature.from(curve.octets()));
        if (s == null) {
            return false;
        }
        var k = curve.scalars().encode(reduce(hashing.of(r.toArray(), publicKey, message)));
        point.negateIf(-1);
        var sum = curve.publicMultiple(k, point);
        curve.newArithmetic().add(sum, curve.baseMultiple(s));
        return curve.encode(sum).equals(r);
    }

    /// S in big-endian octets, as many as the order of B has; null if it is not below that order, which would
    /// make another signature of a known one (RFC 8032 §8.4).
    private byte @Nullable [] scalarInRange(Bytes littleEndian) {
        var scalars = curve.scalars();
        var octets = reversed(littleEndian.toArray());
        int excess = octets.length - scalars.octets();
        for (int i = 0; i < excess; i++) {
            if (octets[i] != 0) {
                return null;
            }
        }
        var number = Arrays.copyOfRange(octets, excess, octets.length);
        boolean zero = littleEndian.equals(Bytes.copyOf(new byte[littleEndian.length()]));
        return zero || scalars.inRangeMask(number) != 0 ? number : null;
    }

    private Bytes multiple(long[] scalar) {
        var octets = curve.scalars().encode(scalar);
        var point = curve.baseMultiple(octets);
        var encoded = curve.encode(point);
        point.wipe();
        Arrays.fill(octets, (byte) 0);
        return encoded;
    }

    private long[] reduce(byte[] littleEndian) {
        var octets = reversed(littleEndian);
        var number = curve.scalars().reduce(octets);
        Arrays.fill(octets, (byte) 0);
        return number;
    }

    /// A public number as S is written: with as many octets as a point.
    private Bytes littleEndian(long[] number) {
        return Bytes.adopt(Arrays.copyOf(reversed(curve.scalars().encode(number)), curve.octets()));
    }

    private static byte[] reversed(byte[] octets) {
        var out = new byte[octets.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = octets[octets.length - 1 - i];
        }
        return out;
    }
}
