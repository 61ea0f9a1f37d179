package postern.crypto.ec;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.Shake;

/// Signatures on the Edwards curve x² + y² = 1 − 39081·x²·y² of RFC 8032 §5.2, with SHAKE256. A key has 57
/// octets, a signature 114. The message is signed itself, not a digest of it; the context is empty.
public final class Ed448 {
    /// The octets of a private and of a public key.
    public static final int KEY_LENGTH = 57;

    /// The octets of a signature.
    public static final int SIGNATURE_LENGTH = 114;

    private static final Eddsa EDDSA = new Eddsa(
            "Ed448",
            new EdwardsCurve(
                    new Field448(),
                    new EdwardsCurve.Parameters(
                            1,
                            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                                    + "ffffffffffffffffffffffffffffffffffffffffffffffffffff6756",
                            "4f1970c66bed0ded221d15a622bf36da9e146570470f1767ea6de324"
                                    + "a3d3a46412ae1af72ab66511433b80e18b00938e2626a82bc70cc05e",
                            "693f46716eb6bc248876203756c9c7624bea73736ca3984087789c1e"
                                    + "05a0c2d73ad3ff1ce67c39c4fdbd132c4ed7c8ad9808795bf230fa14",
                            "3fffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                                    + "7cca23e9c44edb49aed63690216cc2728dc58f552378c292ab5844f3",
                            KEY_LENGTH)),
            new ShakeHashing());

    private Ed448() {}

    /// Time depends on nothing. The public key that belongs to a private one of any 57 octets.
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

    /// SHAKE256; before all but the secret stands dom4(0, ""), which keeps Ed448 apart from other uses of the
    /// key.
    private static final class ShakeHashing implements Eddsa.Hashing {
        /// "SigEd448", the flag of the pure variant, and the length of the empty context (RFC 8032 §2).
        private static final Bytes DOMAIN = Bytes.utf8("SigEd448").concat(Bytes.of(0, 0));

        @Override
        public byte[] ofSecret(byte[] secret) {
            return shake(Bytes.EMPTY, secret, Bytes.EMPTY, Bytes.EMPTY);
        }

        @Override
        public byte[] of(byte[] first, Bytes second, Bytes message) {
            return shake(DOMAIN, first, second, message);
        }

        private static byte[] shake(Bytes domain, byte[] first, Bytes second, Bytes message) {
            try (var shake = Shake.shake256()) {
                shake.absorb(domain)
                        .absorb(first, 0, first.length)
                        .absorb(second)
                        .absorb(message);
                var out = new byte[2 * KEY_LENGTH];
                shake.squeeze(out, 0, out.length);
                return out;
            }
        }

        /// RFC 8032 §5.2.5 step 2.
        @Override
        public void clamp(byte[] scalar) {
            scalar[0] &= (byte) 252;
            scalar[55] |= (byte) 128;
            scalar[56] = 0;
        }
    }
}
