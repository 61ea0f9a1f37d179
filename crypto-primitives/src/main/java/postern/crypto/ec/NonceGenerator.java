package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// The one-time number k of an ECDSA signature, derived from the key and the message (RFC 6979 §3.2):
/// HMAC_DRBG, seeded with both. Two messages never share a k, whatever the random source does; a k used twice
/// gives the key away.
///
/// Where additional octets are given (§3.6), k differs from one signature of the same message to the next, so
/// that a fault provoked in one cannot be compared with a sound other. If the octets are bad, k is no worse
/// than without.
final class NonceGenerator implements AutoCloseable {
    private static final Bytes ZERO = Bytes.of(0);
    private static final Bytes ONE = Bytes.of(1);

    private final ScalarField scalars;
    private final HashAlgorithm hash;
    private Secret key;
    private Secret value;
    private boolean drawn;

    /// @param scalar     the private key, which the RFC calls x
    /// @param digest     the message's digest modulo n, in as many octets as n: bits2octets(h1)
    /// @param additional k', empty for the RFC's deterministic signature
    NonceGenerator(ScalarField scalars, HashAlgorithm hash, byte[] scalar, byte[] digest, byte[] additional) {
        this.scalars = scalars;
        this.hash = hash;
        var ones = new byte[hash.length()];
        Arrays.fill(ones, (byte) 1);
        value = Secret.adopt(ones); // step b
        key = Secret.zeros(hash.length()); // step c
        var seed = new byte[scalar.length + digest.length + additional.length];
        System.arraycopy(scalar, 0, seed, 0, scalar.length);
        System.arraycopy(digest, 0, seed, scalar.length, digest.length);
        System.arraycopy(additional, 0, seed, scalar.length + digest.length, additional.length);
        update(ZERO, seed); // steps d, e
        update(ONE, seed); // steps f, g
        Arrays.fill(seed, (byte) 0);
    }

    /// The next candidate in [1, n − 1], big-endian (step h). The caller wipes it. Time depends on how many
    /// candidates were out of range, which says nothing of the one that is returned.
    byte[] next() {
        while (true) {
            if (drawn) {
                update(ZERO, new byte[0]);
            }
            drawn = true;
            var candidate = draw();
            if (ConstantTime.declassify((int) scalars.inRangeMask(candidate))) {
                return candidate;
            }
            Arrays.fill(candidate, (byte) 0);
        }
    }

    /// The leftmost bits of T, as many as n has.
    private byte[] draw() {
        var candidate = new byte[scalars.octets()];
        for (int filled = 0; filled < candidate.length; filled += hash.length()) {
            refreshValue();
            System.arraycopy(value.expose(), 0, candidate, filled, Math.min(hash.length(), candidate.length - filled));
        }
        int excess = 8 * candidate.length - scalars.bitLength();
        if (excess > 0) {
            ScalarField.shiftRight(candidate, excess);
        }
        return candidate;
    }

    /// K = HMAC_K(V ‖ separator ‖ seed), V = HMAC_K(V)
    private void update(Bytes separator, byte[] seed) {
        try (var hmac = new Hmac(hash, key)) {
            hmac.update(value.expose(), 0, value.length());
            hmac.update(separator);
            hmac.update(seed, 0, seed.length);
            key.close();
            key = hmac.mac();
        }
        refreshValue();
    }

    private void refreshValue() {
        try (var hmac = new Hmac(hash, key)) {
            hmac.update(value.expose(), 0, value.length());
            value.close();
            value = hmac.mac();
        }
    }

    /// Overwrites the state.
    @Override
    public void close() {
        key.close();
        value.close();
    }
}
