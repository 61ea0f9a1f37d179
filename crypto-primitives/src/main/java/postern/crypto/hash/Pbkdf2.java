package postern.crypto.hash;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Secret;

/// PBKDF2 (RFC 8018 §5.2): a key from a password, made slow on purpose, so that guessing passwords is slow too.
///
///     T_i = U₁ ⊕ U₂ ⊕ … ⊕ U_c,   U₁ = HMAC(P, S ‖ i),   U_j = HMAC(P, U_j₋₁)
///     key = the first octets of T₁ ‖ T₂ ‖ …
///
/// with the number i of the block as 32 bits, big-endian. The salt makes a table of guesses useless for the next
/// password. SCRAM's `Hi` (RFC 5802 §2.2) is T₁.
///
/// It takes time only, hardly any memory, and graphics processors guess well: where a choice exists, choose a
/// function that takes memory.
///
/// @param algorithm the hash in HMAC
/// @param iterations c, how often HMAC is computed for each block
public record Pbkdf2(HashAlgorithm algorithm, int iterations) {
    /// A function that iterates at least once.
    ///
    /// @throws IllegalArgumentException if `iterations` is less than 1
    public Pbkdf2 {
        if (iterations < 1) {
            throw new IllegalArgumentException("PBKDF2 iterates at least once, not " + iterations + " times");
        }
    }

    /// Time depends on the lengths and the iterations alone. `length` octets of key.
    ///
    /// @throws IllegalArgumentException if `length` is negative
    public Secret derive(Secret password, Bytes salt, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("PBKDF2 cannot give " + length + " octets");
        }
        var key = new byte[length];
        var u = new byte[algorithm.length()];
        var t = new byte[algorithm.length()];
        var number = new byte[4];
        try (var hmac = new Hmac(algorithm, password)) {
            for (int at = 0, block = 1; at < length; at += t.length, block++) {
                Endian.putIntBe(number, 0, block);
                hmac.update(salt);
                hmac.update(number, 0, 4);
                hmac.macInto(u, 0);
                System.arraycopy(u, 0, t, 0, t.length);
                for (int j = 1; j < iterations; j++) {
                    hmac.update(u, 0, u.length);
                    hmac.macInto(u, 0);
                    add(t, u);
                }
                System.arraycopy(t, 0, key, at, Math.min(t.length, length - at));
            }
        }
        Arrays.fill(u, (byte) 0);
        Arrays.fill(t, (byte) 0);
        return Secret.adopt(key);
    }

    private static void add(byte[] sum, byte[] more) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= more[i];
        }
    }
}
