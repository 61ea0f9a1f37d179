package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.random.RandomSource;

/// Diffie–Hellman on NIST's curves (SP 800-56A §5.7.1.2), as TLS uses it (RFC 9846 §7.4.2): the private key is
/// a number d from 1 to n − 1, the public key the point d·G in uncompressed form, the secret the x-coordinate
/// of d·Q.
public final class Ecdh {
    private Ecdh() {}

    /// Time depends on the curve, and on how many draws were out of range, which says nothing of the one that
    /// is used. A new private key: a number from 1 to n − 1, all equally likely, in as many octets as the field
    /// has (FIPS 186-5 §A.2.2, by rejection).
    public static Secret generate(Curve curve, RandomSource random) {
        var scalars = curve.group().scalars();
        int unused = 8 * scalars.octets() - scalars.bitLength();
        var candidate = new byte[scalars.octets()];
        while (true) {
            random.fill(candidate);
            candidate[0] &= (byte) (0xff >>> unused);
            if (ConstantTime.declassify((int) scalars.inRangeMask(candidate))) {
                return Secret.adopt(candidate);
            }
        }
    }

    /// Time depends on the curve alone. The public key of a private one, uncompressed: 04, x, y.
    ///
    /// @throws IllegalArgumentException if the private key has a wrong length or is out of range
    public static Bytes publicKey(Curve curve, Secret scalar) {
        var group = curve.group();
        group.requireScalar(scalar.expose());
        var point = group.baseMultiple(scalar.expose());
        var encoded = group.encode(point);
        point.wipe();
        return encoded;
    }

    /// Time depends on the curve, save that a refusal of the peer's point, which is public, is told at once.
    /// The secret that both sides share: an x-coordinate, in as many octets as the field has.
    ///
    /// @throws InvalidPointException if the peer's point is not uncompressed, in range, on the curve and finite
    /// @throws IllegalArgumentException if the private key has a wrong length or is out of range
    public static Secret agree(Curve curve, Secret scalar, Bytes peer) {
        var group = curve.group();
        group.requireScalar(scalar.expose());
        var shared = group.multiple(scalar.expose(), group.decode(peer));
        var x = group.encodeX(shared);
        shared.wipe();
        var secret = Secret.copyOf(x);
        Arrays.fill(x, (byte) 0);
        return secret;
    }
}
