package postern.crypto.rsa;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.math.Limbs;
import postern.crypto.random.RandomSource;

/// Signatures RSASSA-PKCS1-v1_5 (RFC 8017 §8.2). The number that is signed has the octets
///
///     00 01 FF … FF 00 DigestInfo
///
/// with as many FF as fit, at least eight, and DigestInfo the DER of the hash's name and value.
///
/// Verifying *builds* these octets and compares. Taking apart what the signature gives has been the source of
/// many forgeries with small exponents: a parser that skips the padding, or accepts something behind the digest,
/// leaves the forger bits to choose.
public final class Pkcs1 {
    /// 00 01, eight FF, and the 00 behind them.
    private static final int MIN_PADDING = 11;

    private Pkcs1() {}

    /// Time depends on the length of the message and of the key. A signature of the message, as long as the
    /// modulus.
    ///
    /// @throws IllegalArgumentException if the key is too short for the hash
    public static Bytes sign(RsaPrivateKey key, HashAlgorithm hash, Bytes message, RandomSource random) {
        return signWithoutName(key, digestInfo(hash, message), random);
    }

    /// Time depends on the lengths. The same over octets that say themselves what they are, or do not: TLS 1.0
    /// signs two digests without any name (RFC 2246 §7.4.3).
    ///
    /// @throws IllegalArgumentException if the key is too short
    public static Bytes signWithoutName(RsaPrivateKey key, Bytes octets, RandomSource random) {
        int length = key.publicKey().length();
        return key.apply(Limbs.of(encode(octets, length)), random).toBytes(length);
    }

    /// Time depends on all arguments, which are public. Whether the signature is one of this message by this key.
    public static boolean verify(RsaPublicKey key, HashAlgorithm hash, Bytes message, Bytes signature) {
        return verifyWithoutName(key, digestInfo(hash, message), signature);
    }

    /// Time depends on all arguments, which are public. Whether the signature is one of [#signWithoutName].
    public static boolean verifyWithoutName(RsaPublicKey key, Bytes info, Bytes signature) {
        int length = key.length();
        if (signature.length() != length || info.length() + MIN_PADDING > length) {
            return false; // RFC 8017 §8.2.2 step 1
        }
        var representative = Limbs.of(signature);
        return key.covers(representative) && key.apply(representative).equals(encode(info, length));
    }

    /// EMSA-PKCS1-v1_5 (RFC 8017 §9.2).
    private static Bytes encode(Bytes info, int length) {
        if (info.length() + MIN_PADDING > length) {
            throw new IllegalArgumentException("RSA key of " + length
                    + " octets is too short for a signature that needs " + (info.length() + MIN_PADDING));
        }
        var encoded = new byte[length];
        encoded[1] = 1;
        int end = length - info.length() - 1;
        Arrays.fill(encoded, 2, end, (byte) 0xff);
        info.copyTo(encoded, end + 1);
        return Bytes.adopt(encoded);
    }

    /// What stands before the digest in DigestInfo (RFC 8017 §9.2 note 1): the hash's object identifier,
    /// parameters NULL, and the header of the OCTET STRING. A DigestInfo without the NULL is refused, being
    /// another encoding.
    private static Bytes digestInfo(HashAlgorithm hash, Bytes message) {
        var prefix = switch (hash) {
            case MD5 -> "30 20 30 0c 06 08 2a 86 48 86 f7 0d 02 05 05 00 04 10";
            case SHA1 -> "30 21 30 09 06 05 2b 0e 03 02 1a 05 00 04 14";
            case SHA224 -> "30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 04 05 00 04 1c";
            case SHA256 -> "30 31 30 0d 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20";
            case SHA384 -> "30 41 30 0d 06 09 60 86 48 01 65 03 04 02 02 05 00 04 30";
            case SHA512 -> "30 51 30 0d 06 09 60 86 48 01 65 03 04 02 03 05 00 04 40";
            case SHA3_224 -> "30 2d 30 0d 06 09 60 86 48 01 65 03 04 02 07 05 00 04 1c";
            case SHA3_256 -> "30 31 30 0d 06 09 60 86 48 01 65 03 04 02 08 05 00 04 20";
            case SHA3_384 -> "30 41 30 0d 06 09 60 86 48 01 65 03 04 02 09 05 00 04 30";
            case SHA3_512 -> "30 51 30 0d 06 09 60 86 48 01 65 03 04 02 0a 05 00 04 40";
        };
        return Bytes.fromHex(prefix).concat(hash.hash(message));
    }
}
