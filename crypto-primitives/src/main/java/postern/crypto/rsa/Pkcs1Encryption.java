package postern.crypto.rsa;

import static postern.crypto.bytes.ConstantTime.copyIf;
import static postern.crypto.bytes.ConstantTime.equalMask;
import static postern.crypto.bytes.ConstantTime.lessMask;
import static postern.crypto.bytes.ConstantTime.select;
import static postern.crypto.bytes.ConstantTime.zeroMask;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;
import postern.crypto.math.Limbs;
import postern.crypto.random.RandomSource;

/// Encryption RSAES-PKCS1-v1_5 (RFC 8017 §7.2), for the RSA key exchange of TLS up to 1.2. The number that is
/// encrypted has the octets
///
///     00 02 PS 00 message         PS: at least eight random octets, none of them 00
///
/// Whoever learns whether a ciphertext of his own decrypts to this form can decrypt any other by asking often
/// enough (Bleichenbacher 1998), and every API that reports the error has sooner or later told it, by an alert, a
/// log line or its running time. So decryption here has no error to report. Both ways of it compute on a malformed
/// ciphertext exactly as on a good one, and give another secret of the same kind.
public final class Pkcs1Encryption {
    /// 00 02, at least eight octets of PS, 00.
    private static final int MIN_PADDING = 11;

    /// Where the 00 behind the shortest PS stands.
    private static final int FIRST_SEPARATOR = MIN_PADDING - 1;

    private static final int BLOCK_TYPE = 2;

    /// Lengths of two octets each from which a made-up message takes its own.
    private static final int CANDIDATE_LENGTHS = 128;

    private Pkcs1Encryption() {}

    /// Time depends on lengths and on the public key. The message encrypted, in as many octets as the modulus.
    ///
    /// @throws IllegalArgumentException if the message is too long for the key
    public static Bytes encrypt(RsaPublicKey key, Secret message, RandomSource random) {
        int paddingLength = key.length() - message.length() - 3;
        if (paddingLength < MIN_PADDING - 3) {
            throw new IllegalArgumentException(
                    "message of " + message.length() + " octets is too long for an RSA key of " + key.bits() + " bits");
        }
        var encoded = new byte[key.length()];
        encoded[1] = BLOCK_TYPE;
        fillWithoutZeros(encoded, 2, paddingLength, random);
        System.arraycopy(message.expose(), 0, encoded, key.length() - message.length(), message.length());
        try (var secret = Secret.adopt(encoded);
                var representative = Limbs.of(secret)) {
            return key.apply(representative);
        }
    }

    private static void fillWithoutZeros(byte[] out, int from, int count, RandomSource random) {
        var drawn = new byte[count];
        random.fill(drawn);
        var one = new byte[1];
        for (int i = 0; i < count; i++) {
            out[from + i] = drawn[i];
            while (out[from + i] == 0) {
                random.fill(one);
                out[from + i] = one[0];
            }
        }
        Arrays.fill(drawn, (byte) 0);
    }

    /// Time depends on the key's public half and on the length of the fallback; whether the fallback was taken
    /// does not show. The message of a ciphertext, if it is well-formed and as long as the fallback; else a copy
    /// of the fallback, which must be random and secret (RFC 5246 §7.4.7.1). The fallback stays the caller's.
    public static Secret decryptOr(RsaPrivateKey key, Bytes ciphertext, Secret fallback, RandomSource random) {
        int length = key.publicKey().length();
        var representative = Limbs.of(ciphertext);
        if (ciphertext.length() != length || !key.publicKey().covers(representative)) {
            return fallback.copy(); // public: anybody can see that this is no ciphertext
        }
        try (var encoded = decrypted(key, representative, random)) {
            var octets = encoded.expose();
            int messageLength = messageLength(octets);
            int taken = goodMask(octets) & equalMask(messageLength, fallback.length());
            var result = fallback.copy();
            var message = Arrays.copyOfRange(octets, length - fallback.length(), length);
            copyIf(taken, message, result.expose());
            Arrays.fill(message, (byte) 0);
            return result;
        }
    }

    /// Time depends on the key's public half, and at the end on the length of the message, made up or not. The
    /// message of a ciphertext; if it is malformed, a made-up message that depends on the key and the ciphertext
    /// ("implicit rejection", draft-irtf-cfrg-rsa-guidance §7).
    ///
    /// @throws IllegalArgumentException if the ciphertext is not as long as the modulus, or not below it
    public static Secret decrypt(RsaPrivateKey key, Bytes ciphertext, RandomSource random) {
        int length = key.publicKey().length();
        var representative = Limbs.of(ciphertext);
        if (ciphertext.length() != length || !key.publicKey().covers(representative)) {
            throw new IllegalArgumentException("RSA ciphertext is not a number below the modulus");
        }
        try (var encoded = decrypted(key, representative, random);
                var generator = rejectionKey(key, ciphertext);
                var madeUp = expand(generator, "message", length)) {
            var octets = encoded.expose();
            int good = goodMask(octets);
            var chosen = madeUp.expose();
            copyIf(good, octets, chosen);
            int chosenLength = select(good, messageLength(octets), madeUpLength(generator, length));
            return madeUp.slice(length - chosenLength, chosenLength);
        }
    }

    private static Secret decrypted(RsaPrivateKey key, Limbs representative, RandomSource random) {
        try (var number = key.apply(representative, random)) {
            return number.toSecret(key.publicKey().length());
        }
    }

    /// All ones if the octets are of the form above.
    private static int goodMask(byte[] encoded) {
        int separator = separator(encoded);
        return zeroMask(encoded[0])
                & equalMask(encoded[1], BLOCK_TYPE)
                & ~lessMask(separator, FIRST_SEPARATOR)
                & lessMask(separator, encoded.length);
    }

    private static int messageLength(byte[] encoded) {
        return encoded.length - 1 - separator(encoded);
    }

    /// Where the first 00 behind the block type stands, or the length if there is none. Reads every octet.
    private static int separator(byte[] encoded) {
        int separator = encoded.length;
        for (int i = encoded.length - 1; i >= 2; i--) {
            separator = select(zeroMask(encoded[i]), i, separator);
        }
        return separator;
    }

    // Made-up messages

    /// HMAC(SHA-256(d), ciphertext): nobody without d can compute it, and the same ciphertext gives the same
    /// again, as a real message would.
    private static Secret rejectionKey(RsaPrivateKey key, Bytes ciphertext) {
        try (var d = key.privateExponent();
                var number = Limbs.of(d);
                var padded = number.toSecret(ciphertext.length())) {
            var hash = HashAlgorithm.SHA256.newHash();
            hash.update(padded.expose(), 0, padded.length());
            var digest = new byte[HashAlgorithm.SHA256.length()];
            hash.digestInto(digest, 0);
            try (var hashed = Secret.adopt(digest)) {
                return Hmac.mac(HashAlgorithm.SHA256, hashed, ciphertext);
            }
        }
    }

    /// IRPRF: HMAC(key, counter ‖ label ‖ length in bits), counter and length in two octets, as often as needed.
    private static Secret expand(Secret key, String label, int length) {
        var out = new byte[length];
        var suffix = Bytes.utf8(label).concat(Bytes.of(8 * length >> 8 & 0xff, 8 * length & 0xff));
        int step = HashAlgorithm.SHA256.length();
        for (int i = 0; i * step < length; i++) {
            try (var block = Hmac.mac(
                    HashAlgorithm.SHA256, key, Bytes.of(i >> 8, i & 0xff).concat(suffix))) {
                System.arraycopy(block.expose(), 0, out, i * step, Math.min(step, length - i * step));
            }
        }
        return Secret.adopt(out);
    }

    /// The last of the candidate lengths that a message can have, or 0. Each candidate is cut to as many bits as
    /// the largest such length has.
    private static int madeUpLength(Secret generator, int keyLength) {
        int limit = keyLength - MIN_PADDING + 1;
        int cut = (Integer.highestOneBit(limit) << 1) - 1;
        int length = 0;
        try (var candidates = expand(generator, "length", 2 * CANDIDATE_LENGTHS)) {
            var octets = candidates.expose();
            for (int i = 0; i < CANDIDATE_LENGTHS; i++) {
                int candidate = ((octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff) & cut;
                length = select(lessMask(candidate, limit), candidate, length);
            }
        }
        return length;
    }
}
