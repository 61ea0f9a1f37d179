package postern.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.agreement.X448Agreement;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X448KeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.ec.Curve;
import postern.crypto.ec.Ecdh;
import postern.crypto.ec.X25519;
import postern.crypto.ec.X448;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;

/// One contender's Diffie–Hellman, against a peer's key that is read anew each time, as in a handshake.
abstract class Agreement {
    /// Before [#of] has chosen.
    static final Agreement NONE = new Agreement() {
        @Override
        Object newKey() {
            throw new IllegalStateException("no contender was chosen");
        }

        @Override
        Object agreeWith(Object key) {
            throw new IllegalStateException("no contender was chosen");
        }
    };

    private final SecureRandom random = new SecureRandom();
    private Object key = "none yet";

    /// A new private key, its public half computed.
    abstract Object newKey();

    /// The secret shared with the peer.
    abstract Object agreeWith(Object key);

    /// The secret from one key of ours, always the same.
    final Object agree() {
        return agreeWith(key);
    }

    static Agreement of(Contender contender, AgreementBench.Group group) {
        var agreement = switch (contender) {
            case POSTERN -> new Postern(group);
            case JDK -> new Jdk(group);
            case BOUNCY_CASTLE -> new BouncyCastle(group);
        };
        agreement.key = agreement.newKey();
        return agreement;
    }

    private static final class Postern extends Agreement {
        private final AgreementBench.Group group;
        private final RandomSource random = HmacDrbg.system();
        private final Bytes peer;

        private record Key(Secret secret, Bytes publicKey) {}

        Postern(AgreementBench.Group group) {
            this.group = group;
            this.peer = newKey().publicKey();
        }

        @Override
        Key newKey() {
            var secret = switch (group) {
                case X25519 -> random.secret(X25519.LENGTH);
                case X448 -> random.secret(X448.LENGTH);
                case P256 -> Ecdh.generate(Curve.P256, random);
                case P384 -> Ecdh.generate(Curve.P384, random);
            };
            return new Key(secret, publicKey(secret));
        }

        private Bytes publicKey(Secret secret) {
            return switch (group) {
                case X25519 -> X25519.publicKey(secret);
                case X448 -> X448.publicKey(secret);
                case P256 -> Ecdh.publicKey(Curve.P256, secret);
                case P384 -> Ecdh.publicKey(Curve.P384, secret);
            };
        }

        @Override
        Secret agreeWith(Object key) {
            var secret = ((Key) key).secret();
            return switch (group) {
                case X25519 -> X25519.agree(secret, peer);
                case X448 -> X448.agree(secret, peer);
                case P256 -> Ecdh.agree(Curve.P256, secret, peer);
                case P384 -> Ecdh.agree(Curve.P384, secret, peer);
            };
        }
    }

    private static final class Jdk extends Agreement {
        private final KeyPairGenerator generator;
        private final String algorithm;
        private final PublicKey peer;

        Jdk(AgreementBench.Group group) {
            boolean montgomery = group == AgreementBench.Group.X25519 || group == AgreementBench.Group.X448;
            algorithm = montgomery ? "XDH" : "ECDH";
            try {
                generator = KeyPairGenerator.getInstance(montgomery ? group.name() : "EC");
                if (!montgomery) {
                    generator.initialize(
                            new ECGenParameterSpec(group == AgreementBench.Group.P256 ? "secp256r1" : "secp384r1"));
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            peer = newKey().getPublic();
        }

        @Override
        KeyPair newKey() {
            return generator.generateKeyPair();
        }

        @Override
        byte[] agreeWith(Object key) {
            try {
                var agreement = KeyAgreement.getInstance(algorithm);
                agreement.init(((KeyPair) key).getPrivate());
                agreement.doPhase(peer, true);
                return agreement.generateSecret();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class BouncyCastle extends Agreement {
        private final AgreementBench.Group group;
        private final Supplier<AsymmetricCipherKeyPair> generator;
        private final AsymmetricCipherKeyPair peer;

        BouncyCastle(AgreementBench.Group group) {
            this.group = group;
            this.generator = generator(group)::generateKeyPair;
            this.peer = newKey();
        }

        private AsymmetricCipherKeyPairGenerator generator(AgreementBench.Group group) {
            var generator = switch (group) {
                case X25519 -> new X25519KeyPairGenerator();
                case X448 -> new X448KeyPairGenerator();
                case P256, P384 -> new ECKeyPairGenerator();
            };
            generator.init(
                    switch (group) {
                        case X25519, X448 -> new KeyGenerationParameters(super.random, 0);
                        case P256 -> new ECKeyGenerationParameters(domain("P-256"), super.random);
                        case P384 -> new ECKeyGenerationParameters(domain("P-384"), super.random);
                    });
            return generator;
        }

        private static ECDomainParameters domain(String curve) {
            return new ECDomainParameters(CustomNamedCurves.getByName(curve));
        }

        @Override
        AsymmetricCipherKeyPair newKey() {
            return generator.get();
        }

        @Override
        Object agreeWith(Object key) {
            var ours = ((AsymmetricCipherKeyPair) key).getPrivate();
            if (group == AgreementBench.Group.P256 || group == AgreementBench.Group.P384) {
                var agreement = new ECDHBasicAgreement();
                agreement.init(ours);
                return agreement.calculateAgreement(peer.getPublic());
            }
            var agreement = group == AgreementBench.Group.X25519 ? new X25519Agreement() : new X448Agreement();
            var shared = new byte[agreement.getAgreementSize()];
            agreement.init(ours);
            agreement.calculateAgreement(peer.getPublic(), shared, 0);
            return shared;
        }
    }
}
