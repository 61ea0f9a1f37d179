package postern.tls.schedule;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;

/// The pseudorandom function of TLS 1.2 (RFC 5246 §5), from which every secret of that version comes.
///
/// ```
/// PRF(secret, label, seed) = P_hash(secret, label + seed)
/// P_hash(secret, seed)     = HMAC(secret, A(1) + seed) + HMAC(secret, A(2) + seed) + …
/// A(0) = seed, A(i) = HMAC(secret, A(i-1))
/// ```
///
/// @param hash that of the cipher suite
public record Prf(HashAlgorithm hash) {
    /// What is derived, and for which connection.
    public record Seed(String label, Bytes context) {
        private Bytes encode() {
            return Bytes.concat(Bytes.copyOf(label.getBytes(StandardCharsets.US_ASCII)), context);
        }
    }

    /// The first `length` octets of the function's output. Time depends on the lengths alone.
    public Secret expand(Secret secret, Seed seed, int length) {
        var out = new byte[length];
        var seedOctets = seed.encode().toArray();
        var a = new byte[hash.length()];
        var block = new byte[hash.length()];
        try (var hmac = new Hmac(hash, secret)) {
            hmac.update(seedOctets, 0, seedOctets.length);
            for (int at = 0; at < length; at += block.length) {
                hmac.macInto(a, 0);
                hmac.update(a, 0, a.length);
                hmac.update(seedOctets, 0, seedOctets.length);
                hmac.macInto(block, 0);
                System.arraycopy(block, 0, out, at, Math.min(block.length, length - at));
                hmac.update(a, 0, a.length);
            }
        }
        Arrays.fill(a, (byte) 0);
        Arrays.fill(block, (byte) 0);
        return Secret.adopt(out);
    }
}
