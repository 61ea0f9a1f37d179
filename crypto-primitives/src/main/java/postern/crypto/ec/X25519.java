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
public final class X25519 {
    /// The octets of a scalar, of a public key and of a shared secret.
    public static final int LENGTH = 32;

    /// (A − 2) / 4 for the curve's coefficient A = 486662.
    private static final int A24 = 121665;

    private static final Bytes BASE_POINT = Bytes.of(9).concat(Bytes.copyOf(new byte[LENGTH - 1]));

    private X25519() {}

    /// Time depends on nothing. The public key that belongs to a private one of any 32 octets (RFC 7748 §6.1).
    ///
    /// @throws IllegalArgumentException if the scalar has another length
    public static Bytes publicKey(Secret scalar) {
        return Bytes.adopt(multiply(scalar, BASE_POINT));
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
        if (scalar.length() != LENGTH) {
            throw new IllegalArgumentException("an X25519 private key has 32 octets, this one has " + scalar.length());
        }
        var clamped = scalar.expose().clone();
        clamp(clamped);
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

    /// Makes the scalar a multiple of 8, so that points of small order vanish, and sets its top bit, so that
    /// every scalar has the same length (RFC 7748 §5, decodeScalar25519).
    private static void clamp(byte[] scalar) {
        scalar[0] &= (byte) 248;
        scalar[31] &= 127;
        scalar[31] |= 64;
    }
}
