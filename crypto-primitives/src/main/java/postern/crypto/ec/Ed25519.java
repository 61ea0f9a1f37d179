package postern.crypto.ec;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;

/// Signatures on the Edwards form of Curve25519, −x² + y² = 1 − (121665/121666)·x²·y², with SHA-512 (RFC 8032
/// §5.1). A key has 32 octets, a signature 64. The message is signed itself, not a digest of it; there is no
/// context.
public final class Ed25519 {
    /// The octets of a private and of a public key.
    public static final int KEY_LENGTH = 32;

    /// The octets of a signature.
    public static final int SIGNATURE_LENGTH = 64;

    /// The curve, of which [X25519] makes public keys too.
    static final EdwardsCurve CURVE = new EdwardsCurve(
            new Field25519(),
            new EdwardsCurve.Parameters(
                    -1,
                    "52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3",
                    "216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a",
                    "6666666666666666666666666666666666666666666666666666666666666658",
                    "1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed",
                    KEY_LENGTH));

    private static final Eddsa EDDSA = new Eddsa("Ed25519", CURVE, new Sha512Hashing());

    private Ed25519() {}

    /// Time depends on nothing. The public key that belongs to a private one of any 32 octets.
    ///
    /// @throws IllegalArgumentException if the private key has another length
    public static Bytes publicKey(Secret secret) {
        return EDDSA.publicKey(secret);
    }

    /// Time depends on the length of the message alone.
    ///
    /// @throws IllegalArgumentException if the private key has another length
    public static Bytes sign(Secret secret, Bytes message) {
        return EDDSA.sign(secret, message);
    }

    /// Time depends on all arguments, which are public. Whether the signature was made over the message with
    /// the private half of the key.
    ///
    /// @throws InvalidPointException if the public key is not the encoding of a point
    public static boolean verify(Bytes publicKey, Bytes message, Bytes signature) {
        return EDDSA.verify(publicKey, message, signature);
    }

    /// SHA-512; no domain prefix.
    private static final class Sha512Hashing implements Eddsa.Hashing {
        @Override
        public byte[] ofSecret(byte[] secret) {
            return of(secret, Bytes.EMPTY, Bytes.EMPTY);
        }

        @Override
        public byte[] of(byte[] first, Bytes second, Bytes message) {
            var hash = HashAlgorithm.SHA512.newHash();
            hash.update(first, 0, first.length);
            hash.update(second);
            hash.update(message);
            var out = new byte[2 * KEY_LENGTH];
            hash.digestInto(out, 0);
            hash.wipe();
            return out;
        }

        /// RFC 8032 §5.1.5 step 2.
        @Override
        public void clamp(byte[] scalar) {
            scalar[0] &= (byte) 248;
            scalar[31] &= 127;
            scalar[31] |= 64;
        }
    }
}
