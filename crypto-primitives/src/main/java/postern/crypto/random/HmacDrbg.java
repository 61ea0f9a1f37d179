package postern.crypto.random;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// HMAC_DRBG (NIST SP 800-90A Rev. 1 §10.1.2): a deterministic random bit generator from HMAC.
///
/// The state is a key K and a chaining value V, each as long as a digest. Output is V, replaced again and again:
///
///     V = HMAC(K, V)                                        (§10.1.2.5 step 4)
///
/// *Update* (§10.1.2.2) mixes data, if there is any, into both; with an empty string it still makes a new K:
///
///     K = HMAC(K, V ‖ 0x00 ‖ data),   V = HMAC(K, V)
///     K = HMAC(K, V ‖ 0x01 ‖ data),   V = HMAC(K, V)        only if there is data
///
/// It begins the generator (from K = 00…, V = 01…), takes fresh entropy in, and ends every request. The last is
/// what makes the past safe: HMAC cannot be run backwards, so that whoever reads the state after a request does
/// not learn what the request gave ("backtracking resistance", §8.8; elsewhere called fast key erasure).
///
/// The same seed gives the same octets. Confined to one thread; [#system()] is for all.
public final class HmacDrbg implements RandomSource, AutoCloseable {
    /// A request gives at most 2¹⁹ bits (SP 800-90A table 2); a longer one is split.
    static final int MAX_OCTETS_PER_REQUEST = 1 << 16;

    private static final byte INITIAL_V = 0x01;

    private final HashAlgorithm algorithm;
    private final byte[] key;
    private final byte[] v;

    private HmacDrbg(HashAlgorithm algorithm) {
        this.algorithm = algorithm;
        this.key = new byte[algorithm.length()];
        this.v = new byte[algorithm.length()];
        Arrays.fill(v, INITIAL_V);
    }

    /// Time depends on the lengths alone. A generator that has taken entropy, a nonce and a personalization
    /// string (§10.1.2.3).
    ///
    /// @param entropyInput secret octets of at least the hash's security strength; stays the caller's
    /// @param nonce public octets that do not come again with the same entropy
    /// @param personalization public octets that tell this use from others; may be empty
    public static HmacDrbg instantiate(
            HashAlgorithm algorithm, Secret entropyInput, Bytes nonce, Bytes personalization) {
        var drbg = new HmacDrbg(algorithm);
        drbg.mix(entropyInput, nonce.concat(personalization));
        return drbg;
    }

    /// Time depends on the length of the seed. A generator that gives always the same octets for the same seed:
    /// for tests and replays, where nothing is secret.
    public static HmacDrbg deterministic(Bytes seed) {
        try (var entropyInput = Secret.ofPublic(seed)) {
            return instantiate(HashAlgorithm.SHA256, entropyInput, Bytes.EMPTY, Bytes.EMPTY);
        }
    }

    /// The process's own generator, seeded and reseeded from the operating system. Thread-safe; time depends on
    /// the number of octets, and on the operating system.
    public static RandomSource system() {
        return SystemRandom.INSTANCE;
    }

    /// Time depends on the lengths alone. Mixes fresh entropy into the state (§10.1.2.4).
    ///
    /// @param entropyInput stays the caller's
    /// @param additional public octets of any kind; may be empty
    public void reseed(Secret entropyInput, Bytes additional) {
        mix(entropyInput, additional);
    }

    private void mix(Secret entropyInput, Bytes publicPart) {
        var entropy = entropyInput.expose();
        var data = new byte[entropy.length + publicPart.length()];
        System.arraycopy(entropy, 0, data, 0, entropy.length);
        publicPart.copyTo(data, entropy.length);
        update(data);
        Arrays.fill(data, (byte) 0);
    }

    /// Overwrites all of `out` with random octets. Time depends on its length alone.
    @Override
    public void fill(byte[] out) {
        for (int at = 0; at < out.length; at += MAX_OCTETS_PER_REQUEST) {
            request(out, at, Math.min(MAX_OCTETS_PER_REQUEST, out.length - at));
            update(new byte[0]);
        }
    }

    /// Time depends on the lengths alone. As [#fill(byte\[\])], mixing in `additional` before and after
    /// (§10.1.2.5 steps 2 and 6).
    ///
    /// @throws IllegalArgumentException if `out` is longer than one request may be
    public void fill(byte[] out, Bytes additional) {
        if (out.length > MAX_OCTETS_PER_REQUEST) {
            throw new IllegalArgumentException(
                    "one request gives at most " + MAX_OCTETS_PER_REQUEST + " octets, not " + out.length);
        }
        var data = additional.toArray();
        if (data.length > 0) {
            update(data);
        }
        request(out, 0, out.length);
        update(data);
    }

    /// §10.1.2.5 step 4.
    private void request(byte[] out, int offset, int length) {
        try (var hmac = hmac()) {
            for (int at = 0; at < length; at += v.length) {
                hmac.update(v, 0, v.length);
                hmac.macInto(v, 0);
                System.arraycopy(v, 0, out, offset + at, Math.min(v.length, length - at));
            }
        }
    }

    /// HMAC_DRBG_Update (§10.1.2.2).
    private void update(byte[] data) {
        mixInto(data, (byte) 0x00);
        if (data.length > 0) {
            mixInto(data, (byte) 0x01);
        }
    }

    private void mixInto(byte[] data, byte separator) {
        try (var hmac = hmac()) {
            hmac.update(v, 0, v.length);
            hmac.update(new byte[] {separator}, 0, 1);
            hmac.update(data, 0, data.length);
            hmac.macInto(key, 0);
        }
        try (var hmac = hmac()) {
            hmac.update(v, 0, v.length);
            hmac.macInto(v, 0);
        }
    }

    private Hmac hmac() {
        try (var copy = Secret.copyOf(key)) {
            return new Hmac(algorithm, copy);
        }
    }

    /// Overwrites the state. The generator must not be used afterwards.
    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
        Arrays.fill(v, (byte) 0);
    }
}
