package postern.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KEM;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import postern.crypto.kem.MlKem;
import postern.crypto.random.HmacDrbg;

/// One contender's ML-KEM-768.
@FunctionalInterface
interface Encapsulating {
    /// Before [#of(Contender)] has chosen.
    Encapsulating NONE = () -> {
        throw new IllegalStateException("no contender was chosen");
    };

    /// A new pair, a secret for it, and the secret decapsulated.
    ///
    /// @return the length of the secret if both sides have the same, else 0
    int exchange();

    /// The contender's way.
    static Encapsulating of(Contender contender) {
        return switch (contender) {
            case POSTERN -> postern();
            case JDK -> jdk();
            case BOUNCY_CASTLE -> bouncyCastle();
        };
    }

    private static int lengthIfEqual(byte[] ours, byte[] theirs) {
        return Arrays.equals(ours, theirs) ? ours.length : 0;
    }

    private static Encapsulating postern() {
        var random = HmacDrbg.system();
        return () -> {
            try (var pair = MlKem.ML_KEM_768.generate(random);
                    var encapsulation = MlKem.ML_KEM_768.encapsulate(pair.encapsulationKey(), random);
                    var secret = pair.decapsulate(encapsulation.ciphertext())) {
                return lengthIfEqual(encapsulation.sharedSecret().expose(), secret.expose());
            }
        };
    }

    private static Encapsulating jdk() {
        try {
            var generator = KeyPairGenerator.getInstance("ML-KEM-768");
            var kem = KEM.getInstance("ML-KEM-768");
            return () -> {
                try {
                    var pair = generator.generateKeyPair();
                    var encapsulated = kem.newEncapsulator(pair.getPublic()).encapsulate();
                    var secret = kem.newDecapsulator(pair.getPrivate()).decapsulate(encapsulated.encapsulation());
                    return lengthIfEqual(encapsulated.key().getEncoded(), secret.getEncoded());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Encapsulating bouncyCastle() {
        var random = new SecureRandom();
        var generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, MLKEMParameters.ml_kem_768));
        return () -> {
            var pair = generator.generateKeyPair();
            var encapsulated = new MLKEMGenerator(random).generateEncapsulated(pair.getPublic());
            var extractor = new MLKEMExtractor((MLKEMPrivateKeyParameters) pair.getPrivate());
            return lengthIfEqual(encapsulated.getSecret(), extractor.extractSecret(encapsulated.getEncapsulation()));
        };
    }
}
