package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;

/// Diffie–Hellman on Curve448, v² = u³ + 156326·u² + u modulo 2⁴⁴⁸ − 2²²⁴ − 1 (RFC 7748): [X25519] with a
/// larger prime. A scalar has 56 octets, the base point u = 5, the ladder 448 steps.
public final class X448 {
    /// The octets of a scalar, of a public key and of a shared secret.
    public static final int LENGTH = 56;

    /// (A − 2) / 4 for the curve's coefficient A = 156326.
    private static final int A24 = 39081;

    private static final Bytes BASE_POINT = Bytes.of(5).concat(Bytes.copyOf(new byte[LENGTH - 1]));

    private X448() {}

    /// Time depends on nothing. The public key that belongs to a private one of any 56 octets (RFC 7748 §6.2).
    ///
    /// @throws IllegalArgumentException if the scalar has another length
    public static Bytes publicKey(Secret scalar) {
        return Bytes.adopt(multiply(scalar, BASE_POINT));
    }

    /// Time depends on nothing, save that a refusal is told at once. The secret that both sides share, from our
    /// scalar and the peer's public key.
    ///
    /// @throws InvalidPointException if the peer's key has another length, or the shared secret is all zero
    ///     (RFC 7748 §6.2, RFC 9846 §7.4.2): then the peer sent a point of small order, and the secret would
    ///     not depend on our key
    /// @throws IllegalArgumentException if the scalar has another length
    public static Secret agree(Secret scalar, Bytes peer) {
        if (peer.length() != LENGTH) {
            throw new InvalidPointException("an X448 public key has 56 octets, this one has " + peer.length());
        }
        var shared = multiply(scalar, peer);
        int octets = 0;
        for (byte octet : shared) {
            octets |= octet;
        }
        if (ConstantTime.declassify(ConstantTime.zeroMask(octets))) {
            throw new InvalidPointException("the peer's X448 public key is a point of small order: the shared secret"
                    + " would be all zero whatever our key is");
        }
        return Secret.adopt(shared);
    }

    /// The function X448(k, u) of RFC 7748 §5.
    private static byte[] multiply(Secret scalar, Bytes point) {
        if (scalar.length() != LENGTH) {
            throw new IllegalArgumentException("an X448 private key has 56 octets, this one has " + scalar.length());
        }
        var clamped = scalar.expose().clone();
        clamp(clamped);
        var u = new Field448();
        u.decodeLittleEndian(point.toArray(), 0); // numbers from p to 2⁴⁴⁸ − 1 are accepted, modulo p
        var ladder = new MontgomeryLadder(u, A24);
        var result = new byte[LENGTH];
        ladder.multiple(clamped, 447).encodeLittleEndian(result, 0);
        ladder.wipe();
        u.wipe();
        Arrays.fill(clamped, (byte) 0);
        return result;
    }

    /// Makes the scalar a multiple of 4, the curve's cofactor, and sets its top bit (RFC 7748 §5,
    /// decodeScalar448).
    private static void clamp(byte[] scalar) {
        scalar[0] &= (byte) 252;
        scalar[55] |= (byte) 128;
    }
}
