package postern.crypto.kem;

import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.InvalidPointException;
import postern.crypto.random.RandomSource;

/// Diffie–Hellman on a curve, as a key-encapsulation mechanism: encapsulating makes a pair for this one use,
/// sends its public key as the ciphertext, and agrees. The secret is what RFC 9846 §7.4.2 takes: an x-coordinate
/// or u.
public enum CurveKem implements Kem {
    /// X25519 (RFC 7748).
    X25519("X25519", 32, 32),
    /// X448 (RFC 7748).
    X448("X448", 56, 56),
    /// ECDH on P-256, points uncompressed.
    P256("secp256r1", 65, 32),
    /// ECDH on P-384, points uncompressed.
    P384("secp384r1", 97, 48),
    /// ECDH on P-521, points uncompressed.
    P521("secp521r1", 133, 66);

    private final String displayName;
    private final int shareLength;
    private final int secretLength;

    CurveKem(String displayName, int shareLength, int secretLength) {
        this.displayName = displayName;
        this.shareLength = shareLength;
        this.secretLength = secretLength;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    @Override
    public int encapsulationKeyLength() {
        return shareLength;
    }

    @Override
    public int ciphertextLength() {
        return shareLength;
    }

    @Override
    public int sharedSecretLength() {
        return secretLength;
    }

    @Override
    public KemKeyPair generate(RandomSource random) {
        var scalar = switch (this) {
            case X25519, X448 -> random.secret(secretLength);
            case P256, P384, P521 -> Ecdh.generate(curve(), random);
        };
        return new Pair(this, scalar, publicKey(scalar));
    }

    @Override
    public Encapsulation encapsulate(Bytes encapsulationKey, RandomSource random) {
        try (var ours = generate(random)) {
            return new Encapsulation(ours.encapsulationKey(), ours.decapsulate(encapsulationKey));
        }
    }

    private Bytes publicKey(Secret scalar) {
        return switch (this) {
            case X25519 -> postern.crypto.ec.X25519.publicKey(scalar);
            case X448 -> postern.crypto.ec.X448.publicKey(scalar);
            case P256, P384, P521 -> Ecdh.publicKey(curve(), scalar);
        };
    }

    private Secret agree(Secret scalar, Bytes peer) {
        return switch (this) {
            case X25519 -> postern.crypto.ec.X25519.agree(scalar, peer);
            case X448 -> postern.crypto.ec.X448.agree(scalar, peer);
            case P256, P384, P521 -> Ecdh.agree(curve(), scalar, peer);
        };
    }

    private Curve curve() {
        return switch (this) {
            case P256 -> Curve.P256;
            case P384 -> Curve.P384;
            case P521 -> Curve.P521;
            case X25519, X448 -> throw new IllegalStateException(displayName + " is not one of NIST's curves");
        };
    }

    /// A scalar and its multiple of the base point.
    private record Pair(CurveKem kem, Secret scalar, Bytes encapsulationKey) implements KemKeyPair {
        @Override
        public Secret decapsulate(Bytes ciphertext) {
            try {
                return kem.agree(scalar, ciphertext);
            } catch (InvalidPointException e) {
                throw new InvalidShareException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public void close() {
            scalar.close();
        }
    }
}
