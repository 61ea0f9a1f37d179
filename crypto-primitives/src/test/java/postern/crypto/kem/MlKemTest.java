package postern.crypto.kem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.KEM;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.random.HmacDrbg;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// ML-KEM against Wycheproof, the JDK's provider and Bouncy Castle.
class MlKemTest {
    private static final Map<MlKem, MLKEMParameters> PEERS = Map.of(
            MlKem.ML_KEM_512, MLKEMParameters.ml_kem_512,
            MlKem.ML_KEM_768, MLKEMParameters.ml_kem_768,
            MlKem.ML_KEM_1024, MLKEMParameters.ml_kem_1024);

    static List<MlKem> all() {
        return List.of(MlKem.ML_KEM_512, MlKem.ML_KEM_768, MlKem.ML_KEM_1024);
    }

    private static MlKem named(Wycheproof.Case test) {
        return all().stream()
                .filter(kem -> kem.displayName().equals(test.group().text("parameterSet")))
                .findFirst()
                .orElseThrow();
    }

    private static Bytes shown(Secret secret) {
        return Bytes.copyOf(secret.expose());
    }

    private static Encapsulation encapsulate(MlKem kem, byte[] encapsulationKey, byte[] message) {
        return kem.encapsulate(Bytes.copyOf(encapsulationKey), out -> System.arraycopy(message, 0, out, 0, out.length));
    }

    static Stream<Vector> published() {
        return VectorFile.read("kem/ml_kem.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedKeysAndSecrets(Vector vector) {
        var kem = all().stream()
                .filter(one -> one.displayName().replace('-', '_').equals(vector.text("set")))
                .findFirst()
                .orElseThrow();
        var pair = kem.fromSeed(Secret.adopt(vector.octets("seed")));
        if (vector.has("dk")) {
            assertEquals(Bytes.copyOf(vector.octets("dk")), shown(pair.expanded()));
        } else {
            var secret = pair.decapsulate(Bytes.copyOf(vector.octets("c")));
            assertEquals(Bytes.copyOf(vector.octets("K")), shown(secret));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 768, 1024})
    void keysOfSeeds(int size) {
        for (var test : Wycheproof.cases("mlkem_" + size + "_keygen_seed_test.json")) {
            var pair = named(test).fromSeed(Secret.adopt(test.octets("seed")));
            assertEquals(Bytes.copyOf(test.octets("ek")), pair.encapsulationKey(), test::toString);
            assertEquals(Bytes.copyOf(test.octets("dk")), shown(pair.expanded()), test::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 768, 1024})
    void encapsulations(int size) {
        for (var test : Wycheproof.cases("mlkem_" + size + "_encaps_test.json")) {
            if (test.result() == Wycheproof.Result.INVALID) {
                assertThrows(
                        InvalidShareException.class,
                        () -> encapsulate(named(test), test.octets("ek"), test.octets("m")),
                        test::toString);
                continue;
            }
            var made = encapsulate(named(test), test.octets("ek"), test.octets("m"));
            assertEquals(Bytes.copyOf(test.octets("c")), made.ciphertext(), test::toString);
            assertEquals(Bytes.copyOf(test.octets("K")), shown(made.sharedSecret()), test::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 768, 1024})
    void decapsulationsFromSeeds(int size) {
        for (var test : Wycheproof.cases("mlkem_" + size + "_test.json")) {
            if (test.result() == Wycheproof.Result.INVALID) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> named(test)
                                .fromSeed(Secret.adopt(test.octets("seed")))
                                .decapsulate(Bytes.copyOf(test.octets("c"))),
                        test::toString);
                continue;
            }
            var pair = named(test).fromSeed(Secret.adopt(test.octets("seed")));
            assertEquals(
                    Bytes.copyOf(test.octets("K")),
                    shown(pair.decapsulate(Bytes.copyOf(test.octets("c")))),
                    test::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 768, 1024})
    void decapsulationsFromExpandedKeys(int size) {
        for (var test : Wycheproof.cases("mlkem_" + size + "_semi_expanded_decaps_test.json")) {
            if (test.result() == Wycheproof.Result.INVALID) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> named(test)
                                .fromExpanded(Secret.adopt(test.octets("dk")))
                                .decapsulate(Bytes.copyOf(test.octets("c"))),
                        test::toString);
                continue;
            }
            var pair = named(test).fromExpanded(Secret.adopt(test.octets("dk")));
            assertEquals(shown(Secret.adopt(test.octets("dk"))), shown(pair.expanded()), test::toString);
            assertEquals(
                    Bytes.copyOf(test.octets("K")),
                    shown(pair.decapsulate(Bytes.copyOf(test.octets("c")))),
                    test::toString);
        }
    }

    @Property(tries = 30)
    void agreesWithBouncyCastle(@ForAll @Size(64) byte[] seed, @ForAll @Size(32) byte[] message, @ForAll int place) {
        for (var kem : all()) {
            var ours = kem.fromSeed(Secret.copyOf(seed));
            var theirs = new MLKEMPrivateKeyParameters(PEERS.get(kem), seed);
            assertEquals(Bytes.adopt(theirs.getPublicKey()), ours.encapsulationKey());
            var made = encapsulate(kem, theirs.getPublicKey(), message);
            var expected = MLKEMGenerator.internalGenerateEncapsulated(
                    new MLKEMPublicKeyParameters(PEERS.get(kem), theirs.getPublicKey()), message);
            assertEquals(Bytes.adopt(expected.getEncapsulation()), made.ciphertext());
            assertEquals(Bytes.adopt(expected.getSecret()), shown(made.sharedSecret()));

            var tampered = made.ciphertext().toArray();
            tampered[Math.floorMod(place, tampered.length)] ^= (byte) (1 << (place & 7));
            var rejected = shown(ours.decapsulate(Bytes.copyOf(tampered)));
            assertEquals(Bytes.adopt(new MLKEMExtractor(theirs).extractSecret(tampered)), rejected);
            assertNotEquals(shown(made.sharedSecret()), rejected);
            assertEquals(shown(made.sharedSecret()), shown(ours.decapsulate(made.ciphertext())));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void agreesWithTheJdk(MlKem kem) throws GeneralSecurityException {
        var random = HmacDrbg.deterministic(Bytes.utf8("the JDK's ML-KEM"));
        var generator = KeyPairGenerator.getInstance(kem.displayName());
        for (int round = 0; round < 5; round++) {
            var theirs = generator.generateKeyPair();
            var spki = Bytes.copyOf(theirs.getPublic().getEncoded());
            int prefix = spki.length() - kem.encapsulationKeyLength();
            var made = kem.encapsulate(spki.from(prefix), random);
            var secret = KEM.getInstance("ML-KEM")
                    .newDecapsulator(theirs.getPrivate())
                    .decapsulate(made.ciphertext().toArray());
            assertEquals(Bytes.copyOf(secret.getEncoded()), shown(made.sharedSecret()));

            var ours = kem.generate(random);
            var key = KeyFactory.getInstance("ML-KEM")
                    .generatePublic(new X509EncodedKeySpec(spki.slice(0, prefix)
                            .concat(ours.encapsulationKey())
                            .toArray()));
            var encapsulated = KEM.getInstance("ML-KEM").newEncapsulator(key).encapsulate();
            assertEquals(
                    Bytes.copyOf(encapsulated.key().getEncoded()),
                    shown(ours.decapsulate(Bytes.copyOf(encapsulated.encapsulation()))));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void expandedKeyIsCheckedOctetByOctet(MlKem kem) {
        var pair = kem.generate(HmacDrbg.deterministic(Bytes.utf8("expanded")));
        var expanded = shown(pair.expanded()).toArray();
        int key = kem.vectorLength();
        for (int at = key; at < expanded.length - MlKem.LENGTH; at += 37) {
            var damaged = expanded.clone();
            damaged[at] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> kem.fromExpanded(Secret.adopt(damaged)));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> kem.fromExpanded(Secret.copyOf(expanded, 0, expanded.length - 1)));
        assertThrows(IllegalArgumentException.class, () -> kem.fromSeed(Secret.zeros(63)));
        assertThrows(InvalidShareException.class, () -> pair.decapsulate(Bytes.EMPTY));
    }

    @Test
    void compressingIsTheQuotientForEveryCoefficient() {
        for (int bits : List.of(1, 4, 5, 10, 11)) {
            for (int x = 0; x < Polynomial.Q; x++) {
                long nearest = Math.floorDiv(2L * (x << bits) + Polynomial.Q, 2L * Polynomial.Q);
                assertEquals(nearest % (1 << bits), PolynomialCodec.compress(x, bits));
            }
            for (int y = 0; y < 1 << bits; y++) {
                assertEquals(y, PolynomialCodec.compress(PolynomialCodec.decompress(y, bits), bits));
            }
        }
    }

    @Test
    void canonicalResidues() {
        for (int a = -104000; a <= 104000; a++) {
            assertEquals(Math.floorMod(a, Polynomial.Q), Polynomial.canonical(a));
        }
    }

    /// The bounds in [Polynomial]'s comments: extreme coefficients, against schoolbook multiplication.
    @Property(tries = 50)
    void productsAreThoseOfTheRing(
            @ForAll @Size(256) short[] a, @ForAll @Size(256) short[] b, @ForAll boolean extreme) {
        var f = new int[1][Polynomial.N];
        var g = new int[1][Polynomial.N];
        for (int i = 0; i < Polynomial.N; i++) {
            f[0][i] = extreme ? (a[i] < 0 ? -Polynomial.Q : Polynomial.Q) : a[i] % Polynomial.Q;
            g[0][i] = extreme ? (b[i] < 0 ? -Polynomial.Q : Polynomial.Q - 1) : b[i] % Polynomial.Q;
        }
        var expected = schoolbook(f[0], g[0]);
        Polynomial.transform(f[0]);
        Polynomial.transform(g[0]);
        var product = new int[Polynomial.N];
        Polynomial.innerProduct(f, g, product);
        Polynomial.inverseTransform(product);
        for (int i = 0; i < Polynomial.N; i++) {
            assertTrue(Math.abs(product[i]) <= Polynomial.Q);
            assertEquals(expected[i], Polynomial.canonical(product[i]));
        }
    }

    private static int[] schoolbook(int[] f, int[] g) {
        var product = new long[Polynomial.N];
        for (int i = 0; i < Polynomial.N; i++) {
            for (int j = 0; j < Polynomial.N; j++) {
                long term = (long) f[i] * g[j];
                product[(i + j) % Polynomial.N] += i + j < Polynomial.N ? term : -term;
            }
        }
        var residues = new int[Polynomial.N];
        for (int i = 0; i < Polynomial.N; i++) {
            residues[i] = (int) Math.floorMod(product[i], (long) Polynomial.Q);
        }
        return residues;
    }
}
