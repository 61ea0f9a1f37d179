package postern.crypto.random;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Where random octets come from: [HmacDrbg#system()] in earnest, a seeded [HmacDrbg] or a list of fixed octets
/// where a test replays a handshake. It is passed to whoever needs it; nobody fetches it from a global place.
@FunctionalInterface
public interface RandomSource {
    /// Time depends on its length alone. Overwrites all of `out` with random octets.
    void fill(byte[] out);

    /// `length` random octets that will be shown: a hello's random, a nonce on the wire.
    default Bytes bytes(int length) {
        var out = new byte[length];
        fill(out);
        return Bytes.adopt(out);
    }

    /// `length` random octets that must not be shown: keys. The caller owns and closes them.
    default Secret secret(int length) {
        var out = new byte[length];
        fill(out);
        return Secret.adopt(out);
    }
}
