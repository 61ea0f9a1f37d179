package postern.crypto.rsa;

import static postern.crypto.bytes.ConstantTime.declassify;
import static postern.crypto.bytes.ConstantTime.equalMask;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.math.Limbs;
import postern.crypto.random.RandomSource;

/// Signatures RSASSA-PSS (RFC 8017 §8.1): randomized, and as hard to forge as RSA is to invert.
///
///     H = Hash(00 00 00 00 00 00 00 00 ‖ Hash(message) ‖ salt)
///     the number that is signed:  (00 … 00 01 salt) xor MGF1(H)  ‖  H  ‖  bc
///
/// with the topmost bits cleared, so that the number is below the modulus.
///
/// @param hash the hash of the message and of H
/// @param maskHash the hash inside the mask generation function MGF1; the same everywhere in TLS
/// @param saltLength octets of salt; as many as the hash has everywhere in TLS (RFC 9846 §4.3.3)
public record Pss(HashAlgorithm hash, HashAlgorithm maskHash, int saltLength) {
    private static final int TRAILER = 0xbc;
    private static final int SEPARATOR = 0x01;
    private static final Bytes EIGHT_ZEROS = Bytes.copyOf(new byte[8]);

    public Pss {
        if (saltLength < 0) {
            throw new IllegalArgumentException("PSS salt of " + saltLength + " octets");
        }
    }

    /// The shape that TLS uses: one hash, and a salt of its length.
    public Pss(HashAlgorithm hash) {
        this(hash, hash, hash.length());
    }

    /// Time depends on the length of the message and of the key. A signature of the message, as long as the
    /// modulus.
    ///
    /// @throws IllegalArgumentException if the key is too short for hash and salt
    public Bytes sign(RsaPrivateKey key, Bytes message, RandomSource random) {
        var encoded = encode(message, random.bytes(saltLength), key.publicKey().bits() - 1);
        return key.apply(Limbs.of(encoded), random).toBytes(key.publicKey().length());
    }

    /// Time depends on all arguments, which are public. Whether the signature is one of this message by this key.
    public boolean verify(RsaPublicKey key, Bytes message, Bytes signature) {
        var representative = Limbs.of(signature);
        if (signature.length() != key.length() || !key.covers(representative)) {
            return false; // RFC 8017 §8.1.2 steps 1 and 2
        }
        int bits = key.bits() - 1;
        int excess = key.length() - octets(bits);
        var encoded = key.apply(representative);
        if (excess > 0 && encoded.at(0) != 0) {
            return false; // a number of more than emBits bits (§8.1.2 step 2.c)
        }
        return isConsistent(message, encoded.from(excess), bits);
    }

    /// EMSA-PSS-ENCODE (RFC 8017 §9.1.1) into a number of at most `bits` bits.
    private Bytes encode(Bytes message, Bytes salt, int bits) {
        int length = octets(bits);
        if (length < minimumLength()) {
            throw new IllegalArgumentException("RSA key of " + (bits + 1) + " bits is too short for PSS with "
                    + hash.displayName() + " and " + saltLength + " octets of salt");
        }
        var h = hashed(message, salt);
        var block = new byte[length - hash.length() - 1];
        block[block.length - saltLength - 1] = SEPARATOR;
        salt.copyTo(block, block.length - saltLength);
        mask(block, h);
        block[0] &= (byte) (0xff >> 8 * length - bits);
        return Bytes.concat(Bytes.adopt(block), h, Bytes.of(TRAILER));
    }

    /// EMSA-PSS-VERIFY (RFC 8017 §9.1.2).
    private boolean isConsistent(Bytes message, Bytes encoded, int bits) {
        int length = encoded.length();
        if (length < minimumLength() || encoded.at(length - 1) != TRAILER) {
            return false; // steps 3 and 4
        }
        int unused = 8 * length - bits;
        if (encoded.at(0) >> 8 - unused != 0) {
            return false; // step 6
        }
        var block = encoded.slice(0, length - hash.length() - 1).toArray();
        var h = encoded.slice(block.length, hash.length());
        mask(block, h);
        block[0] &= (byte) (0xff >> unused);
        var expected = new byte[block.length];
        int saltAt = block.length - saltLength;
        expected[saltAt - 1] = SEPARATOR;
        System.arraycopy(block, saltAt, expected, saltAt, saltLength);
        if (!Arrays.equals(block, expected)) {
            return false; // step 10
        }
        var again = hashed(message, Bytes.copyOf(block, saltAt, saltLength));
        return declassify(equalMask(again.toArray(), h.toArray())); // step 14
    }

    private Bytes hashed(Bytes message, Bytes salt) {
        return hash.hash(Bytes.concat(EIGHT_ZEROS, hash.hash(message), salt));
    }

    private int minimumLength() {
        return hash.length() + saltLength + 2;
    }

    private static int octets(int bits) {
        return (bits + 7) / 8;
    }

    /// block ^= MGF1(seed) (RFC 8017 appendix B.2.1): the hashes of the seed with a counter, one after the other.
    private void mask(byte[] block, Bytes seed) {
        for (int counter = 0; counter * maskHash.length() < block.length; counter++) {
            var mask = maskHash.hash(
                    seed.concat(Bytes.of(counter >> 24, counter >> 16 & 0xff, counter >> 8 & 0xff, counter & 0xff)));
            int at = counter * maskHash.length();
            for (int i = 0; i < mask.length() && at + i < block.length; i++) {
                block[at + i] ^= (byte) mask.at(i);
            }
        }
    }
}
