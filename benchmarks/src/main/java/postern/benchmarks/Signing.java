package postern.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.Ecdsa;
import postern.crypto.ec.Ed25519;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.crypto.rsa.Pkcs1;
import postern.crypto.rsa.RsaKeyGenerator;
import postern.crypto.rsa.RsaPrivateKey;

/// One contender's key, to sign with and to verify with.
interface Signing {
    /// Before [#of] has chosen.
    Signing NONE = new Signing() {
        @Override
        public byte[] sign(byte[] message) {
            throw new IllegalStateException("no contender was chosen");
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            throw new IllegalStateException("no contender was chosen");
        }
    };

    byte[] sign(byte[] message);

    boolean verify(byte[] message, byte[] signature);

    static Signing of(Contender contender, SignatureBench.Scheme scheme) {
        return switch (contender) {
            case POSTERN ->
                switch (scheme) {
                    case ECDSA_P256 -> new PosternEcdsa(Curve.P256, HashAlgorithm.SHA256);
                    case ECDSA_P384 -> new PosternEcdsa(Curve.P384, HashAlgorithm.SHA384);
                    case ED25519 -> new PosternEd25519();
                    case RSA_2048 -> new PosternRsa();
                };
            case JDK -> new Jdk(scheme);
            case BOUNCY_CASTLE -> new BouncyCastle(scheme);
        };
    }

    /// Ours.
    final class PosternEcdsa implements Signing {
        private final RandomSource random = HmacDrbg.system();
        private final Curve curve;
        private final HashAlgorithm hash;
        private final Secret key;
        private final Bytes publicKey;

        PosternEcdsa(Curve curve, HashAlgorithm hash) {
            this.curve = curve;
            this.hash = hash;
            key = Ecdh.generate(curve, random);
            publicKey = Ecdh.publicKey(curve, key);
        }

        @Override
        public byte[] sign(byte[] message) {
            return new Ecdsa(curve, hash)
                    .sign(key, hash.hash(Bytes.copyOf(message)), random)
                    .toArray();
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            return Ecdsa.verify(curve, publicKey, hash.hash(Bytes.copyOf(message)), Bytes.copyOf(signature));
        }
    }

    /// Ours.
    final class PosternEd25519 implements Signing {
        private final Secret key = HmacDrbg.system().secret(Ed25519.KEY_LENGTH);
        private final Bytes publicKey = Ed25519.publicKey(key);

        @Override
        public byte[] sign(byte[] message) {
            return Ed25519.sign(key, Bytes.copyOf(message)).toArray();
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            return Ed25519.verify(publicKey, Bytes.copyOf(message), Bytes.copyOf(signature));
        }
    }

    /// Ours.
    final class PosternRsa implements Signing {
        private final RandomSource random = HmacDrbg.system();
        private final RsaPrivateKey key = RsaKeyGenerator.generate(2048, random);

        @Override
        public byte[] sign(byte[] message) {
            return Pkcs1.sign(key, HashAlgorithm.SHA256, Bytes.copyOf(message), random)
                    .toArray();
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            return Pkcs1.verify(key.publicKey(), HashAlgorithm.SHA256, Bytes.copyOf(message), Bytes.copyOf(signature));
        }
    }

    /// The JDK's.
    final class Jdk implements Signing {
        private final String algorithm;
        private final KeyPair pair;

        Jdk(SignatureBench.Scheme scheme) {
            algorithm = switch (scheme) {
                case ECDSA_P256 -> "SHA256withECDSAinP1363Format";
                case ECDSA_P384 -> "SHA384withECDSAinP1363Format";
                case ED25519 -> "Ed25519";
                case RSA_2048 -> "SHA256withRSA";
            };
            try {
                pair = generator(scheme).generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static KeyPairGenerator generator(SignatureBench.Scheme scheme) throws GeneralSecurityException {
            if (scheme == SignatureBench.Scheme.ED25519) {
                return KeyPairGenerator.getInstance("Ed25519");
            }
            var generator = KeyPairGenerator.getInstance(scheme == SignatureBench.Scheme.RSA_2048 ? "RSA" : "EC");
            switch (scheme) {
                case ECDSA_P256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case ECDSA_P384 -> generator.initialize(new ECGenParameterSpec("secp384r1"));
                default -> generator.initialize(new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
            }
            return generator;
        }

        @Override
        public byte[] sign(byte[] message) {
            try {
                var signature = Signature.getInstance(algorithm);
                signature.initSign(pair.getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean verify(byte[] message, byte[] octets) {
            try {
                var signature = Signature.getInstance(algorithm);
                signature.initVerify(pair.getPublic());
                signature.update(message);
                return signature.verify(octets);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Bouncy Castle's.
    final class BouncyCastle implements Signing {
        private final SignatureBench.Scheme scheme;
        private final AsymmetricCipherKeyPair pair;

        BouncyCastle(SignatureBench.Scheme scheme) {
            this.scheme = scheme;
            var random = new SecureRandom();
            var generator = switch (scheme) {
                case ECDSA_P256, ECDSA_P384 -> new ECKeyPairGenerator();
                case ED25519 -> new Ed25519KeyPairGenerator();
                case RSA_2048 -> new RSAKeyPairGenerator();
            };
            generator.init(
                    switch (scheme) {
                        case ECDSA_P256 -> new ECKeyGenerationParameters(domain("P-256"), random);
                        case ECDSA_P384 -> new ECKeyGenerationParameters(domain("P-384"), random);
                        case ED25519 -> new KeyGenerationParameters(random, 0);
                        case RSA_2048 -> new RSAKeyGenerationParameters(RSAKeyGenParameterSpec.F4, random, 2048, 100);
                    });
            pair = generator.generateKeyPair();
        }

        private static ECDomainParameters domain(String curve) {
            return new ECDomainParameters(CustomNamedCurves.getByName(curve));
        }

        private Signer signer() {
            return switch (scheme) {
                case ECDSA_P256 -> ecdsa(new SHA256Digest(), new SHA256Digest());
                case ECDSA_P384 -> ecdsa(new SHA384Digest(), new SHA384Digest());
                case ED25519 -> new Ed25519Signer();
                case RSA_2048 -> new RSADigestSigner(new SHA256Digest());
            };
        }

        private static Signer ecdsa(Digest digest, Digest forNonces) {
            return new DSADigestSigner(
                    new ECDSASigner(new HMacDSAKCalculator(forNonces)), digest, PlainDSAEncoding.INSTANCE);
        }

        @Override
        public byte[] sign(byte[] message) {
            var signer = signer();
            signer.init(true, pair.getPrivate());
            signer.update(message, 0, message.length);
            try {
                return signer.generateSignature();
            } catch (CryptoException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean verify(byte[] message, byte[] signature) {
            var signer = signer();
            signer.init(false, pair.getPublic());
            signer.update(message, 0, message.length);
            return signer.verifySignature(signature);
        }
    }
}
