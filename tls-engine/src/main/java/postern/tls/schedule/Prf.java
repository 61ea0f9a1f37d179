package postern.tls.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// The pseudorandom function of TLS 1.0 to 1.2 (RFC 5246 §5), from which every secret of these versions comes.
///
/// ```
/// PRF(secret, label, seed) = P_hash(secret, label + seed)
/// P_hash(secret, seed)     = HMAC(secret, A(1) + seed) + HMAC(secret, A(2) + seed) + …
/// A(0) = seed, A(i) = HMAC(secret, A(i-1))
/// ```
///
/// TLS 1.0 and 1.1 did not trust one hash alone (RFC 4346 §5): they cut the secret in two halves, which share the
/// octet in the middle if there is one, and add what MD5 makes of the first to what SHA-1 makes of the second.
///
/// @param hashes that of the cipher suite, or MD5 and SHA-1
public record Prf(List<HashAlgorithm> hashes) {
    /// Keeps its own copy of the list.
    public Prf {
        hashes = List.copyOf(hashes);
    }

    /// That of TLS 1.2, with the hash of the cipher suite.
    public Prf(HashAlgorithm hash) {
        this(List.of(hash));
    }

    /// That of TLS 1.0 and 1.1.
    public static Prf md5AndSha1() {
        return new Prf(List.of(HashAlgorithm.MD5, HashAlgorithm.SHA1));
    }

    /// What is derived, and for which connection.
    public record Seed(String label, Bytes context) {
        private Bytes encode() {
            return Bytes.concat(Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)), context);
        }
    }

    /// The first `length` octets of the function's output. Time depends on the lengths alone.
    public Secret expand(Secret secret, Seed seed, int length) {
        var out = new byte[length];
        int part = (secret.length() + hashes.size() - 1) / hashes.size();
        for (int i = 0; i < hashes.size(); i++) {
            try (var share = secret.slice(i == 0 ? 0 : secret.length() - part, part)) {
                add(hashes.get(i), share, seed, out);
            }
        }
        return Secret.adopt(out);
    }

    /// Adds P_hash to what is there.
    private static void add(HashAlgorithm hash, Secret secret, Seed seed, byte[] out) {
        var seedOctets = seed.encode().toArray();
        var a = new byte[hash.length()];
        var block = new byte[hash.length()];
        try (var hmac = new Hmac(hash, secret)) {
            hmac.update(seedOctets, 0, seedOctets.length);
            for (int at = 0; at < out.length; at += block.length) {
                hmac.macInto(a, 0);
                hmac.update(a, 0, a.length);
                hmac.update(seedOctets, 0, seedOctets.length);
                hmac.macInto(block, 0);
                for (int i = 0; i < Math.min(block.length, out.length - at); i++) {
                    out[at + i] ^= block[i];
                }
                hmac.update(a, 0, a.length);
            }
        }
        Arrays.fill(a, (byte) 0);
        Arrays.fill(block, (byte) 0);
    }
}
