package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;

/// Diffie–Hellman on Curve25519, v² = u³ + 486662·u² + u modulo 2²⁵⁵ − 19 (RFC 7748).
///
/// A key is a scalar of 32 octets; the public key is the u-coordinate of that multiple of the base point, which
/// has u = 9. A multiple of a point is computed from its u-coordinate alone by Montgomery's ladder, which takes
/// the same 255 steps for each scalar.
///
/// Of the base point there is a shorter way. The curve has another form, the Edwards curve of [Ed25519], and the
/// map between them, u = (1 + y) / (1 − y), takes multiples to multiples (RFC 7748 §4.1). There a table holds
/// the multiples of the base point that can occur, and a public key is 51 additions and no doubling.
public final class X25519 {
    /// The octets of a scalar, of a public key and of a shared secret.
    public static final int LENGTH = 32;

    /// (A − 2) / 4 for the curve's coefficient A = 486662.
    private static final int A24 = 121665;

    private X25519() {}

    /// Time depends on nothing. The public key that belongs to a private one of any 32 octets (RFC 7748 §6.1).
    ///
    /// @throws IllegalArgumentException if the scalar has another length
    public static Bytes publicKey(Secret scalar) {
        var clamped = clamped(scalar);
        var k = Ed25519.CURVE.reduceLittleEndian(clamped);
        var point = Ed25519.CURVE.baseMultiple(k);
        var numerator = new Field25519();
        var denominator = new Field25519();
        numerator.sum(point.z, point.y);
        denominator.difference(point.z, point.y); // not 0: k is no multiple of the order
        denominator.invert(denominator);
        numerator.product(numerator, denominator);
        var result = new byte[LENGTH];
        numerator.encodeLittleEndian(result, 0);
        point.wipe();
        Arrays.fill(k, (byte) 0);
        Arrays.fill(clamped, (byte) 0);
        return Bytes.adopt(result);
    }

    /// Time depends on nothing, save that a refusal is told at once. The secret that both sides share, from our
    /// scalar and the peer's public key.
    ///
    /// @throws InvalidPointException if the peer's key has another length, or the shared secret is all zero:
    ///     then the peer sent a point of small order, and the secret would not depend on our key
    /// @throws IllegalArgumentException if the scalar has another length
    public static Secret agree(Secret scalar, Bytes peer) {
        if (peer.length() != LENGTH) {
            throw new InvalidPointException("an X25519 public key has 32 octets, this one has " + peer.length());
        }
        var shared = multiply(scalar, peer);
        // "MAY check, without leaking extra information about the value of K, whether K is the all-zero value and
        // abort if so" (RFC 7748 §6.1); TLS makes it a MUST (RFC 9846 §7.4.2).
        int octets = 0;
        for (byte octet : shared) {
            octets |= octet;
        }
        if (ConstantTime.declassify(ConstantTime.zeroMask(octets))) {
            throw new InvalidPointException("the peer's X25519 public key is a point of small order: the shared secret"
                    + " would be all zero whatever our key is");
        }
        return Secret.adopt(shared);
    }

    /// The function X25519(k, u) of RFC 7748 §5.
    private static byte[] multiply(Secret scalar, Bytes point) {
        var clamped = clamped(scalar);
        var octets = point.toArray();
        octets[LENGTH - 1] &= 127; // "MUST mask the most significant bit in the final byte" (RFC 7748 §5)
        var u = new Field25519();
        u.decodeLittleEndian(octets, 0); // numbers from p to 2²⁵⁵ − 1 are accepted, modulo p
        var ladder = new MontgomeryLadder(u, A24);
        var result = new byte[LENGTH];
        ladder.multiple(clamped, 254).encodeLittleEndian(result, 0);
        ladder.wipe();
        u.wipe();
        Arrays.fill(clamped, (byte) 0);
        return result;
    }

    /// A copy of the scalar made a multiple of 8, so that points of small order vanish, with its top bit set, so
    /// that every scalar has the same length (RFC 7748 §5, decodeScalar25519).
    private static byte[] clamped(Secret scalar) {
        if (scalar.length() != LENGTH) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets, this one has " + scalar.length());
        }
        var clamped = scalar.expose().clone();
        clamped[0] &= (byte) 248;
        clamped[31] &= 127;
        clamped[31] |= 64;
        return clamped;
    }
}
