package postern.crypto.hash;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// HKDF (RFC 5869): from a secret that is not uniform, such as a point's coordinate, keys that are.
///
/// Two steps. *Extract* condenses what entropy there is into one pseudorandom key; *expand* draws from it as many
/// independent keys as wanted, each bound to its `info`:
///
///     PRK  = HMAC(salt, IKM)                                            (§2.2)
///     T(0) = "",  T(i) = HMAC(PRK, T(i−1) ‖ info ‖ i)                   (§2.3)
///     OKM  = the first L octets of T(1) ‖ T(2) ‖ …
///
/// The key schedule of TLS 1.3 is made of these two (RFC 9846 §7.1).
public final class Hkdf {
    /// The counter is one octet (RFC 5869 §2.3), so that there are at most 255 blocks of output.
    private static final int MAX_BLOCKS = 255;

    private Hkdf() {}

    /// Time depends on the two lengths alone. The pseudorandom key, as long as a digest. An absent salt is the
    /// empty one, or equally one of zeros.
    public static Secret extract(HashAlgorithm algorithm, Secret salt, Secret inputKeyingMaterial) {
        try (var hmac = new Hmac(algorithm, salt)) {
            var ikm = inputKeyingMaterial.expose();
            hmac.update(ikm, 0, ikm.length);
            return hmac.mac();
        }
    }

    /// Time depends on the lengths alone. `length` octets of output keying material.
    ///
    /// @param pseudorandomKey from [#extract(HashAlgorithm, Secret, Secret)], or any uniform key
    /// @throws IllegalArgumentException if `length` is negative or more than 255 digests
    public static Secret expand(HashAlgorithm algorithm, Secret pseudorandomKey, Bytes info, int length) {
        int step = algorithm.length();
        if (length < 0 || length > MAX_BLOCKS * step) {
            throw new IllegalArgumentException("HKDF with " + algorithm.displayName() + " gives 0 to "
                    + MAX_BLOCKS * step + " octets, not " + length);
        }
        var out = new byte[length];
        var t = new byte[step];
        var infoOctets = info.toArray();
        var counter = new byte[1];
        try (var hmac = new Hmac(algorithm, pseudorandomKey)) {
            for (int at = 0; at < length; at += step) {
                hmac.update(t, 0, at == 0 ? 0 : step);
                hmac.update(infoOctets, 0, infoOctets.length);
                counter[0]++;
                hmac.update(counter, 0, 1);
                hmac.macInto(t, 0);
                System.arraycopy(t, 0, out, at, Math.min(step, length - at));
            }
        }
        Arrays.fill(t, (byte) 0);
        return Secret.adopt(out);
    }
}
