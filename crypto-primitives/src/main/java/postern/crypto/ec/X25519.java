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
        var u = new Field25519();
        u.decode(point.toArray(), 0);
        var ladder = new Ladder(u);
        ladder.climb(clamped);
        var result = new byte[LENGTH];
        ladder.encodeTo(result);
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

    /// Montgomery's ladder with RFC 7748's names: (x2 : z2) is the multiple of the point by the scalar's bits
    /// so far, (x3 : z3) that plus the point itself. Their difference is always the point, whose u-coordinate
    /// is x1.
    private static final class Ladder {
        private final Field25519 x1 = new Field25519();
        private final Field25519 x2 = new Field25519(1);
        private final Field25519 z2 = new Field25519(0);
        private final Field25519 x3 = new Field25519();
        private final Field25519 z3 = new Field25519(1);
        private final Field25519 a = new Field25519();
        private final Field25519 b = new Field25519();
        private final Field25519 c = new Field25519();
        private final Field25519 d = new Field25519();

        private Ladder(Field25519 u) {
            x1.copy(u);
            x3.copy(u);
        }

        private void climb(byte[] scalar) {
            int swapped = 0;
            for (int t = 254; t >= 0; t--) {
                int bit = (scalar[t >>> 3] >>> (t & 7)) & 1;
                swapIf(swapped ^ bit);
                swapped = bit;
                step();
            }
            swapIf(swapped);
        }

        /// One step: (x2 : z2) is doubled, (x3 : z3) becomes the sum of both.
        private void step() {
            a.sum(x2, z2); // A
            b.difference(x2, z2); // B
            c.sum(x3, z3); // C
            d.difference(x3, z3); // D
            d.product(d, a); // DA
            c.product(c, b); // CB
            x3.sum(d, c);
            x3.square(x3); // (DA + CB)²
            z3.difference(d, c);
            z3.square(z3);
            z3.product(z3, x1); // x1 · (DA − CB)²
            a.square(a); // AA
            b.square(b); // BB
            x2.product(a, b); // AA · BB
            b.difference(a, b); // E = AA − BB
            c.scale(b, A24);
            a.sum(a, c); // AA + a24 · E
            z2.product(b, a); // E · (AA + a24 · E)
        }

        private void swapIf(int bit) {
            Field25519.swapIf(-bit, x2, x3);
            Field25519.swapIf(-bit, z2, z3);
        }

        /// x2 / z2, which is 0 for the point at infinity.
        private void encodeTo(byte[] out) {
            z2.invert(z2);
            x2.product(x2, z2);
            x2.encode(out, 0);
        }

        private void wipe() {
            for (var element : new Field25519[] {x1, x2, z2, x3, z3, a, b, c, d}) {
                element.wipe();
            }
        }
    }
}
