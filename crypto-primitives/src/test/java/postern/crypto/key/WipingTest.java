package postern.crypto.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.aead.AeadAlgorithm;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.Aria;
import postern.crypto.cipher.BlockCipher;
import postern.crypto.cipher.Camellia;
import postern.crypto.cipher.ChaCha20;
import postern.crypto.cipher.Rc4;
import postern.crypto.cipher.TripleDes;
import postern.crypto.dh.DhKeyPair;
import postern.crypto.dh.StandardGroups;
import postern.crypto.ec.Curve;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.hash.Hmac;
import postern.crypto.hash.Shake;
import postern.crypto.kem.CurveKem;
import postern.crypto.kem.HybridKem;
import postern.crypto.kem.MlKem;
import postern.crypto.kernel.Kernels;
import postern.crypto.math.Limbs;
import postern.crypto.mldsa.MlDsa;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;

/// Whatever holds a secret holds nothing of it any more when it was closed: every array that can be reached
/// from it is zero then, save those that are public by their type or stand on the list below.
class WipingTest {
    private static final RandomSource RANDOM = HmacDrbg.deterministic(Bytes.fromHex("57697065"));

    /// Types whose values are public, and constants that many objects share.
    private static final Set<String> PUBLIC_TYPES = Set.of(
            "postern.crypto.bytes.Bytes",
            // A window on the caller's own memory.
            "postern.crypto.bytes.Span",
            "postern.crypto.rsa.RsaPublicKey",
            "postern.crypto.dh.DhGroup",
            "postern.crypto.kem.MlKem",
            "postern.crypto.kem.HybridKem",
            "postern.crypto.kem.CurveKem",
            "postern.crypto.kem.LatticeKey",
            "postern.crypto.mldsa.MlDsaPublicKey",
            "postern.crypto.kernel.KernelSwitch");

    /// Fields that are public though their type does not say so, with the reason.
    private static final Set<String> PUBLIC_FIELDS = Set.of(
            // Which octet goes where depends on the number of rounds.
            "AesKeystream.inPlace",
            // Nonces and counters.
            "AesKeystream.counterBlocks",
            "Gcm.counterBlock",
            "Ccm.counterBlock",
            // The octets of text and associated data.
            "ChaCha20Poly1305.lengths",
            // The first state of the hash function.
            "Sha256.initial",
            // The modulus of the public key.
            "RsaPrivateKey.n",
            "Blinding.n");

    private static Secret key(int length) {
        return RANDOM.secret(length);
    }

    private static Span octets(int length) {
        return Span.of(RANDOM.bytes(length).toArray());
    }

    static Stream<Arguments> holders() {
        return Stream.of(
                        ciphers(),
                        aeads(),
                        kernels(),
                        hashes(),
                        keys(),
                        Stream.of(arguments("limbs", Limbs.of(key(40)))))
                .flatMap(holders -> holders);
    }

    private static Stream<Arguments> ciphers() {
        var chaCha = new ChaCha20(key(32));
        chaCha.begin(new byte[12], 1);
        chaCha.crypt(octets(100), octets(100));
        var rc4 = new Rc4(key(16));
        rc4.crypt(octets(100), octets(100));
        return Stream.of(
                arguments("AES-128", used(new Aes(key(16)))),
                arguments("AES-256", used(new Aes(key(32)))),
                arguments("ARIA", used(new Aria(key(32)))),
                arguments("Camellia", used(new Camellia(key(16)))),
                arguments("Triple DES", used(new TripleDes(key(24)))),
                arguments("ChaCha20", chaCha),
                arguments("RC4", rc4));
    }

    private static BlockCipher used(BlockCipher cipher) {
        cipher.encrypt(octets(96), octets(96));
        cipher.decrypt(octets(96), octets(96));
        return cipher;
    }

    private static Stream<Arguments> aeads() {
        return Stream.of(AeadAlgorithm.values()).map(algorithm -> {
            var aead = algorithm.withKey(key(algorithm.keyLength()));
            aead.seal(
                    RANDOM.bytes(algorithm.nonceLength()).toArray(),
                    new byte[5],
                    octets(300),
                    octets(300 + algorithm.tagLength()));
            return arguments(algorithm.toString(), aead);
        });
    }

    private static Stream<Arguments> kernels() {
        var gcm = Kernels.source().aesGcm(key(32));
        gcm.seal(RANDOM.bytes(12).toArray(), new byte[5], octets(3000), octets(3016));
        var chained = new ArrayList<Arguments>();
        try (var aes = new Aes(key(16));
                var expanded = aes.expandedKey()) {
            var cbc = Kernels.source().aesCbc(expanded);
            if (cbc != null) {
                cbc.encrypt(new byte[16], octets(512).array(), 0, octets(512).array(), 0, 32);
                chained.add(arguments("AES-CBC kernel", cbc));
            }
        }
        return Stream.concat(Stream.of(arguments("AES-GCM kernel", gcm)), chained.stream());
    }

    private static Stream<Arguments> hashes() {
        var hmac = new Hmac(HashAlgorithm.SHA256, key(32));
        hmac.update(RANDOM.bytes(100));
        var drbg = HmacDrbg.deterministic(RANDOM.bytes(40));
        drbg.bytes(100);
        var shake = Shake.shake128().absorb(RANDOM.bytes(300));
        return Stream.of(arguments("HMAC", hmac), arguments("DRBG", drbg), arguments("SHAKE", shake));
    }

    private static Stream<Arguments> keys() {
        var rsa = PrivateKey.generateRsa(1024, RANDOM);
        SignatureAlgorithm.RSA_PKCS1_SHA256.sign(rsa, RANDOM.bytes(10), RANDOM);
        return Stream.of(
                arguments("RSA", rsa),
                arguments("EC", PrivateKey.generateEc(Curve.P256, RANDOM)),
                arguments("Ed448", PrivateKey.generateEdwards(EdwardsKind.ED448, RANDOM)),
                arguments(
                        "finite-field DH",
                        DhKeyPair.generate(StandardGroups.named("ffdhe2048").orElseThrow(), RANDOM)),
                arguments("X25519", CurveKem.X25519.generate(RANDOM)),
                arguments("ML-KEM", MlKem.ML_KEM_768.generate(RANDOM)),
                arguments("X25519MLKEM768", HybridKem.X25519_MLKEM768.generate(RANDOM)),
                arguments(
                        "encapsulation",
                        MlKem.ML_KEM_512.encapsulate(
                                MlKem.ML_KEM_512.generate(RANDOM).encapsulationKey(), RANDOM)),
                arguments("ML-DSA", MlDsa.ML_DSA_44.generate(RANDOM)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holders")
    void nothingIsLeft(String name, AutoCloseable holder) throws Exception {
        assertFalse(remains(holder).isEmpty(), () -> name + " holds nothing that this test can see");
        holder.close();
        assertEquals(List.of(), remains(holder), () -> "what " + name + " still holds");
    }

    @Test
    void aClosedSecretIsNotGivenAway() {
        var secret = Secret.copyOf(new byte[] {1, 2, 3});
        var array = secret.expose();
        secret.close();
        assertEquals(0, array[0] | array[1] | array[2]);
        assertThrows(IllegalStateException.class, secret::expose);
        assertThrows(IllegalStateException.class, secret::copy);
        secret.close();
    }

    /// The fields behind which there is an array that is not zero.
    private static List<String> remains(Object holder) throws IllegalAccessException {
        var found = new ArrayList<String>();
        look(holder, holder.getClass().getSimpleName(), found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private static void look(Object object, String path, List<String> found, Set<Object> seen)
            throws IllegalAccessException {
        var type = object.getClass();
        if (PUBLIC_TYPES.contains(type.getName()) || type.isEnum() || !seen.add(object)) {
            return;
        }
        if (type.isArray()) {
            lookIntoArray(object, path, found, seen);
            return;
        }
        for (var at = type; at != null && at.getName().startsWith("postern."); at = at.getSuperclass()) {
            for (var field : at.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                    continue;
                }
                field.setAccessible(true);
                var value = field.get(object);
                var name = at.getSimpleName() + "." + field.getName();
                if (value != null && !PUBLIC_FIELDS.contains(name) && !isFirstState(object, field)) {
                    look(value, path + "." + field.getName(), found, seen);
                }
            }
        }
    }

    /// Whether a hash function was set back to its beginning: then its state is a constant.
    private static boolean isFirstState(Object object, Field state) throws IllegalAccessException {
        if (!state.getName().equals("state")) {
            return false;
        }
        for (var field : state.getDeclaringClass().getDeclaredFields()) {
            if (field.getName().equals("initial")) {
                field.setAccessible(true);
                return Arrays.equals((int[]) field.get(object), (int[]) state.get(object));
            }
        }
        return false;
    }

    private static void lookIntoArray(Object array, String path, List<String> found, Set<Object> seen)
            throws IllegalAccessException {
        boolean primitive = array.getClass().getComponentType().isPrimitive();
        for (int i = 0; i < Array.getLength(array); i++) {
            var element = Array.get(array, i);
            if (!primitive) {
                if (element != null) {
                    look(element, path + "[]", found, seen);
                }
            } else if (element instanceof Number number && number.longValue() != 0) {
                found.add(path);
                return;
            }
        }
    }
}
