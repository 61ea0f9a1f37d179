package postern.crypto.hash;

import java.util.Arrays;
import java.util.Objects;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// HMAC (RFC 2104, FIPS 198-1): a message authentication code from any hash H with blocks of B octets.
///
///     HMAC(K, text) = H((K₀ ⊕ opad) ‖ H((K₀ ⊕ ipad) ‖ text))
///
/// K₀ is the key padded with zeros to B octets, or its hash so padded if it is longer than B (RFC 2104 §2); ipad
/// repeats the octet 0x36 and opad 0x5C. The outer hash hides the state of the inner one: without it anybody
/// could append to the text and continue the hash.
///
/// The two states after the first block depend on the key alone. They are computed once and copied for every
/// message (RFC 2104 §4). Confined to one thread; closed by its owner, which wipes them.
public final class Hmac implements AutoCloseable {
    private static final byte IPAD = 0x36;
    private static final byte OPAD = 0x5c;

    private final Hash keyedInner;
    private final Hash keyedOuter;
    private final Hash running;
    private final byte[] innerDigest;

    /// Time depends on the key's length alone. A code under `key`, which stays the caller's and may be closed at
    /// once.
    public Hmac(HashAlgorithm algorithm, Secret key) {
        this.running = algorithm.newHash();
        this.innerDigest = new byte[algorithm.length()];
        var k0 = paddedKey(running, key.expose());
        this.keyedInner = keyed(algorithm, k0, IPAD);
        this.keyedOuter = keyed(algorithm, k0, OPAD);
        Arrays.fill(k0, (byte) 0);
        running.become(keyedInner);
    }

    private static byte[] paddedKey(Hash hash, byte[] key) {
        var k0 = new byte[hash.algorithm().blockLength()];
        if (key.length > k0.length) {
            hash.update(key, 0, key.length);
            hash.digestInto(k0, 0);
        } else {
            System.arraycopy(key, 0, k0, 0, key.length);
        }
        return k0;
    }

    private static Hash keyed(HashAlgorithm algorithm, byte[] k0, byte pad) {
        var block = new byte[k0.length];
        for (int i = 0; i < k0.length; i++) {
            block[i] = (byte) (k0[i] ^ pad);
        }
        var hash = algorithm.newHash();
        hash.update(block, 0, block.length);
        Arrays.fill(block, (byte) 0);
        return hash;
    }

    /// Time depends on the two lengths alone. The code of `data` under `key`.
    public static Secret mac(HashAlgorithm algorithm, Secret key, Bytes data) {
        try (var hmac = new Hmac(algorithm, key)) {
            hmac.update(data);
            return hmac.mac();
        }
    }

    /// The hash it is made of.
    public HashAlgorithm algorithm() {
        return running.algorithm();
    }

    /// Time depends on the number of octets alone. Appends `length` octets of `in` from `offset` to the message.
    ///
    /// @throws IndexOutOfBoundsException if the range is not inside the array
    public void update(byte[] in, int offset, int length) {
        running.update(in, offset, length);
    }

    /// Time depends on their number alone. Appends all octets of `in` to the message.
    public void update(Bytes in) {
        running.update(in);
    }

    /// The code of the message, which is as long as a digest; then begins a new message under the same key. Time
    /// depends on the number of octets alone.
    public Secret mac() {
        var out = new byte[innerDigest.length];
        macInto(out, 0);
        return Secret.adopt(out);
    }

    /// Time depends on the number of octets alone. Writes the code of the message to `out` from `offset`, without
    /// allocating; then begins a new message under the same key.
    ///
    /// @throws IndexOutOfBoundsException if `out` has no room for it there
    public void macInto(byte[] out, int offset) {
        Objects.checkFromIndexSize(offset, innerDigest.length, out.length);
        running.digestInto(innerDigest, 0);
        running.become(keyedOuter);
        running.update(innerDigest, 0, innerDigest.length);
        running.digestInto(out, offset);
        running.become(keyedInner);
    }

    /// Time depends on the public lengths alone: what protects CBC records, whose padding is secret until their
    /// MAC is verified, from Lucky Thirteen (AlFardan, Paterson 2013). Writes the code of the message so far and
    /// of data whose end is secret to the beginning of `out`; then begins a new message under the same key.
    ///
    /// @throws IllegalArgumentException if the hash is SHA-3, with which no record is authenticated
    public void macInto(byte[] out, SecretEnd data) {
        if (!(running instanceof MerkleDamgard inner)) {
            throw new IllegalArgumentException("no data with a secret end for " + algorithm());
        }
        inner.digestInto(innerDigest, data);
        running.become(keyedOuter);
        running.update(innerDigest, 0, innerDigest.length);
        running.digestInto(out, 0);
        running.become(keyedInner);
    }

    /// Overwrites everything that depends on the key. The object must not be used afterwards.
    @Override
    public void close() {
        keyedInner.wipe();
        keyedOuter.wipe();
        running.wipe();
        Arrays.fill(innerDigest, (byte) 0);
    }
}
