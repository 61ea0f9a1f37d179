package postern.crypto.key;

import postern.crypto.bytes.Bytes;
import postern.crypto.ec.Ecdsa;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pkcs1;

/// The signatures of handshakes before there was a choice: what TLS 1.0 and 1.1 prescribe (RFC 4346 §7.4.3, RFC
/// 8422 §5.4), and TLS 1.2 where a client names none (RFC 5246 §7.4.1.4.1). They rest on broken hashes (RFC
/// 9155), so they are not among the [SignatureAlgorithm]s; certificates are verified with them only where a policy
/// says so in as many words.
public enum LegacySignature {
    /// RSA over the digest by MD5 and then that by SHA-1, without the name of a hash.
    RSA_MD5_SHA1,
    /// RSASSA-PKCS1-v1_5 with MD5: of certificates alone.
    RSA_MD5,
    /// RSASSA-PKCS1-v1_5 with SHA-1.
    RSA_SHA1,
    /// ECDSA with SHA-1.
    ECDSA_SHA1;

    /// Time depends on the key, which is public. Whether a key is of the kind this needs.
    public boolean fits(PublicKey key) {
        return this == ECDSA_SHA1 ? key instanceof PublicKey.Ec : key instanceof PublicKey.Rsa;
    }

    /// Time depends on the length of the message, and on the kind and size of the key. A signature over the
    /// message.
    ///
    /// @throws KeyException if the key is of another kind
    public Bytes sign(PrivateKey key, Bytes message, RandomSource random) {
        return switch (key) {
            case PrivateKey.Rsa(var rsa)
            when this == RSA_MD5_SHA1 -> Pkcs1.signWithoutName(rsa, twoDigests(message), random);
            case PrivateKey.Rsa(var rsa) when this == RSA_MD5 -> Pkcs1.sign(rsa, HashAlgorithm.MD5, message, random);
            case PrivateKey.Rsa(var rsa) when this == RSA_SHA1 -> Pkcs1.sign(rsa, HashAlgorithm.SHA1, message, random);
            case PrivateKey.Ec ec
            when this == ECDSA_SHA1 ->
                EcdsaSignatureDer.write(new Ecdsa(ec.curve(), HashAlgorithm.SHA1)
                        .sign(ec.scalar(), HashAlgorithm.SHA1.hash(message), random));
            default ->
                throw new KeyException(this + " cannot be made with a key of kind "
                        + key.publicKey().describe());
        };
    }

    /// Time depends on all of them; they are public. Whether a signature was made over the message with the
    /// private half of a key. False, too, if the key is of another kind.
    public boolean verify(PublicKey key, Bytes message, Bytes signature) {
        return switch (key) {
            case PublicKey.Rsa(var rsa)
            when this == RSA_MD5_SHA1 -> Pkcs1.verifyWithoutName(rsa, twoDigests(message), signature);
            case PublicKey.Rsa(var rsa)
            when this == RSA_MD5 -> Pkcs1.verify(rsa, HashAlgorithm.MD5, message, signature);
            case PublicKey.Rsa(var rsa)
            when this == RSA_SHA1 -> Pkcs1.verify(rsa, HashAlgorithm.SHA1, message, signature);
            case PublicKey.Ec(var curve, var point)
            when this == ECDSA_SHA1 ->
                EcdsaSignatureDer.verify(curve, point, HashAlgorithm.SHA1.hash(message), signature);
            default -> false;
        };
    }

    private static Bytes twoDigests(Bytes message) {
        return HashAlgorithm.MD5.hash(message).concat(HashAlgorithm.SHA1.hash(message));
    }
}
