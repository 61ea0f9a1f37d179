package postern.crypto.key;

import java.util.List;
import java.util.Optional;
import postern.crypto.asn1.DerException;
import postern.crypto.asn1.Pem;
import postern.crypto.asn1.SecretPem;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.RsaKeyGenerator;
import postern.crypto.rsa.RsaPrivateKey;

/// A private key of any kind. Wiped by [#close()]; may be shared between threads until then.
///
/// Read from a file by [#fromPem(Secret, String)], which names the file in its refusals. The file's octets are a
/// secret from the start, so that no part of a key ever stands in a `String`.
public sealed interface PrivateKey extends AutoCloseable {
    /// A key for RSA signatures of both paddings.
    record Rsa(RsaPrivateKey key) implements PrivateKey {
        @Override
        public PublicKey publicKey() {
            return new PublicKey.Rsa(key.publicKey());
        }

        @Override
        public void close() {
            key.close();
        }
    }

    /// A key for RSA signatures with PSS alone.
    record RsaPss(RsaPrivateKey key, Optional<PssRestriction> restriction) implements PrivateKey {
        @Override
        public PublicKey publicKey() {
            return new PublicKey.RsaPss(key.publicKey(), restriction);
        }

        @Override
        public void close() {
            key.close();
        }
    }

    /// A number on one of the NIST curves.
    ///
    /// @param scalar from 1 to the curve's order less 1, in [Curve#fieldLength()] octets, owned by this record
    /// @param point the public key: 04, x, y
    record Ec(Curve curve, Secret scalar, Bytes point) implements PrivateKey {
        /// The key of a scalar, which it owns from here on. Time depends on the curve.
        ///
        /// @throws KeyException if the scalar has a wrong length or is out of range
        public static Ec of(Curve curve, Secret scalar) {
            try {
                return new Ec(curve, scalar, Ecdh.publicKey(curve, scalar));
            } catch (IllegalArgumentException e) {
                throw new KeyException("EC private key on " + curve.displayName() + ": " + e.getMessage(), e);
            }
        }

        @Override
        public PublicKey publicKey() {
            return new PublicKey.Ec(curve, point);
        }

        @Override
        public void close() {
            scalar.close();
        }
    }

    /// A key for Ed25519 or Ed448.
    ///
    /// @param secret any octets, [EdwardsKind#keyLength()] of them, owned by this record
    /// @param point the public key
    record Edwards(EdwardsKind kind, Secret secret, Bytes point) implements PrivateKey {
        /// The key of a secret, which it owns from here on. Time depends on the kind.
        ///
        /// @throws KeyException if the secret has a wrong length
        public static Edwards of(EdwardsKind kind, Secret secret) {
            if (secret.length() != kind.keyLength()) {
                throw new KeyException(kind.displayName() + " private key has " + secret.length()
                        + " octets instead of " + kind.keyLength());
            }
            return new Edwards(kind, secret, kind.publicKey(secret));
        }

        @Override
        public PublicKey publicKey() {
            return new PublicKey.Edwards(kind, point);
        }

        @Override
        public void close() {
            secret.close();
        }
    }

    /// The public half.
    PublicKey publicKey();

    /// Time depends on the public keys. Whether this is the private half of a public key, such as a
    /// certificate's.
    default boolean belongsTo(PublicKey key) {
        return publicKey().equals(key);
    }

    /// The key as DER PrivateKeyInfo (RFC 5958), owned by the caller. Time depends on its kind and size.
    default Secret pkcs8() {
        return Pkcs8.write(this);
    }

    /// The key as a file to be written: one block `PRIVATE KEY`. Owned by the caller.
    default Secret pem() {
        try (var der = pkcs8()) {
            return SecretPem.encode(PrivateKeyFile.PKCS8, der);
        }
    }

    @Override
    void close();

    /// Time depends on the layout of the file and on the kind and size of the key. Reads the first private key of
    /// a PEM file in any of its forms: PKCS#8, PKCS#1 or SEC1, with certificates or parameters around it. The
    /// file stays the caller's.
    ///
    /// @param fileName what the file is called in messages, and in the commands they recommend
    /// @throws KeyException if there is none, or it is encrypted, malformed or of a kind that is not supported
    static PrivateKey fromPem(Secret file, String fileName) {
        try {
            var blocks = SecretPem.parseAll(file);
            try {
                return new PrivateKeyFile(fileName).read(blocks);
            } finally {
                blocks.forEach(SecretPem::close);
            }
        } catch (DerException e) {
            throw new KeyException("private key " + fileName + ": " + e.getMessage(), e);
        }
    }

    /// As [#fromPem(Secret, String)], from blocks that were read already together with public ones.
    ///
    /// @throws KeyException if there is none, or it is encrypted, malformed or of a kind that is not supported
    static PrivateKey fromPem(List<Pem> file) {
        var blocks = file.stream()
                .map(pem -> new SecretPem(pem.label(), pem.headers(), Secret.ofPublic(pem.der())))
                .toList();
        try {
            return new PrivateKeyFile("key.pem").read(blocks);
        } finally {
            blocks.forEach(SecretPem::close);
        }
    }

    /// Time depends on the kind and size of the key. Reads a DER PrivateKeyInfo (RFC 5958). The octets stay the
    /// caller's.
    ///
    /// @throws KeyException if it is malformed or of a kind that is not supported
    static PrivateKey fromPkcs8(Secret der) {
        return PrivateKeyFile.within("PKCS#8 private key", () -> Pkcs8.read(der));
    }

    /// Time depends on the curve. Reads a DER ECPrivateKey (SEC 1 §C.4, RFC 5915). The octets stay the caller's.
    ///
    /// @throws KeyException if it is malformed or on a curve that is not supported
    static PrivateKey fromSec1(Secret der) {
        return PrivateKeyFile.within("EC private key", () -> EcPrivateKeyDer.read(der));
    }

    /// Time depends on the size of the key. Reads a DER RSAPrivateKey (RFC 8017 appendix A.1.2). The octets stay
    /// the caller's.
    ///
    /// @throws KeyException if it is malformed or has more than two primes
    static PrivateKey fromPkcs1(Secret der) {
        return PrivateKeyFile.within("RSA private key", () -> new Rsa(RsaPrivateKeyDer.read(der)));
    }

    /// Time depends on the curve. Makes a key on a curve; P-256 is what a server should have.
    static PrivateKey generateEc(Curve curve, RandomSource random) {
        return Ec.of(curve, Ecdh.generate(curve, random));
    }

    /// Time depends on the kind. Makes a key for Ed25519 or Ed448.
    static PrivateKey generateEdwards(EdwardsKind kind, RandomSource random) {
        return Edwards.of(kind, random.secret(kind.keyLength()));
    }

    /// Time depends on how many numbers drawn were not prime. Makes an RSA key with a modulus of this many bits.
    ///
    /// @throws KeyException if the length is not supported
    static PrivateKey generateRsa(int bits, RandomSource random) {
        try {
            return new Rsa(RsaKeyGenerator.generate(bits, random));
        } catch (IllegalArgumentException e) {
            throw new KeyException(String.valueOf(e.getMessage()), e);
        }
    }
}
