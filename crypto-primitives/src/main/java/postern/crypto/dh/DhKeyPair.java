package postern.crypto.dh;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.math.Limbs;
import postern.crypto.random.RandomSource;

/// One side of a Diffie–Hellman exchange: a secret x, and y = gˣ modulo p for the peer. The shared secret is the
/// peer's y raised to x.
///
/// Made for one exchange and closed after it. This is more than hygiene: TLS 1.2 strips the secret's leading
/// zeros, and the time the next hash takes tells how many there were. With a key used again, that would be
/// enough to compute secrets (the Raccoon attack, 2020).
public final class DhKeyPair implements AutoCloseable {
    private final DhGroup group;
    private final Limbs x;
    private final int bits;
    private final Bytes publicKey;

    /// @param bits the public length of x, which may begin with zeros
    private DhKeyPair(DhGroup group, Limbs x, int bits) {
        this.group = group;
        this.x = x;
        this.bits = bits;
        var g = Limbs.of(group.g());
        this.publicKey =
                group.modulus().power(g, x, bits).toBytes(group.modulus().length());
    }

    /// Time depends on the group. A new pair.
    public static DhKeyPair generate(DhGroup group, RandomSource random) {
        int bits = group.privateKeyBits();
        try (var octets = random.secret((bits + 7) / 8)) {
            octets.expose()[0] &= (byte) (0xff >> 8 * octets.length() - bits);
            return new DhKeyPair(group, Limbs.of(octets), bits);
        }
    }

    /// A pair with a given private key: for test vectors.
    static DhKeyPair of(DhGroup group, Secret privateKey) {
        return new DhKeyPair(group, Limbs.of(privateKey), 8 * privateKey.length());
    }

    /// What the peer is sent: y in as many octets as p, most significant first (RFC 9846 §4.3.8.1).
    public Bytes publicKey() {
        return publicKey;
    }

    /// Time depends on the group, save that a refusal of the peer's key, which is public, is told at once. The
    /// secret that both sides share, in as many octets as p: the form of TLS 1.3 (RFC 9846 §7.4.1). The caller
    /// owns the secret.
    ///
    /// @throws InvalidPublicKeyException if the peer's key is out of range or in a small subgroup
    public Secret agree(Bytes peer) {
        var modulus = group.modulus();
        try (var shared = modulus.power(group.publicKey(peer), x, bits)) {
            return shared.toSecret(modulus.length());
        }
    }

    /// Time depends on the group and on the number of zeros. The same secret without leading zero octets: the
    /// form of TLS up to 1.2 (RFC 5246 §8.1.2). The caller owns the secret.
    ///
    /// @throws InvalidPublicKeyException if the peer's key is out of range or in a small subgroup
    public Secret agreeStripped(Bytes peer) {
        try (var padded = agree(peer)) {
            var octets = padded.expose();
            int zeros = 0;
            while (zeros < octets.length - 1 && octets[zeros] == 0) {
                zeros++;
            }
            return padded.slice(zeros, octets.length - zeros);
        }
    }

    /// Wipes the private key.
    @Override
    public void close() {
        x.close();
    }
}
