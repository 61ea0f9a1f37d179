package postern.crypto.mldsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.key.KeyException;
import postern.crypto.key.MlDsaKeyDer;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// ML-DSA against Wycheproof, the JDK's provider and Bouncy Castle.
class MlDsaTest {
    private static final Map<MlDsa, MLDSAParameters> PEERS = Map.of(
            MlDsa.ML_DSA_44, MLDSAParameters.ml_dsa_44,
            MlDsa.ML_DSA_65, MLDSAParameters.ml_dsa_65,
            MlDsa.ML_DSA_87, MLDSAParameters.ml_dsa_87);

    private static Bytes octets(Wycheproof.Case test, String name) {
        return test.test().has(name) ? Bytes.copyOf(test.octets(name)) : Bytes.EMPTY;
    }

    static Stream<Vector> published() {
        return VectorFile.read("mldsa/ml_dsa.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("published")
    void publishedSignatures(Vector vector) {
        var message = Bytes.copyOf(vector.octets("message"));
        try (var key = MlDsa.valueOf(vector.text("set")).fromSeed(Secret.adopt(vector.octets("seed")))) {
            assertEquals(Bytes.copyOf(vector.octets("key")), key.publicKey().encoded());
            var signature = key.signDeterministically(message, Bytes.EMPTY);
            assertEquals(Bytes.copyOf(vector.octets("signature")), signature);
            assertTrue(key.publicKey().verify(message, Bytes.EMPTY, signature));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {44, 65, 87})
    void verifies(int size) {
        var dsa = MlDsa.valueOf("ML_DSA_" + size);
        for (var test : Wycheproof.cases("mldsa_" + size + "_verify_test.json")) {
            var key = Bytes.copyOf(test.group().octets("publicKey"));
            boolean good = key.length() == dsa.publicKeyLength()
                    && dsa.publicKey(key).verify(octets(test, "msg"), octets(test, "ctx"), octets(test, "sig"));
            assertEquals(test.result() == Wycheproof.Result.VALID, good, test::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "44_sign_seed",
                "65_sign_seed",
                "87_sign_seed",
                "44_sign_noseed",
                "65_sign_noseed",
                "87_sign_noseed"
            })
    void signs(String file) {
        var dsa = MlDsa.valueOf("ML_DSA_" + file.substring(0, 2));
        for (var test : Wycheproof.cases("mldsa_" + file + "_test.json")) {
            if (test.result() == Wycheproof.Result.INVALID) {
                assertThrows(IllegalArgumentException.class, () -> signature(dsa, test), test::toString);
            } else {
                assertEquals(octets(test, "sig"), signature(dsa, test), test::toString);
            }
        }
    }

    private static Bytes signature(MlDsa dsa, Wycheproof.Case test) {
        var group = test.group();
        var key = group.has("privateSeed")
                ? dsa.fromSeed(Secret.adopt(group.octets("privateSeed")))
                : dsa.fromExpanded(Secret.adopt(group.octets("privateKey")));
        RandomSource random = out -> octets(test, "rnd").copyTo(out, 0);
        return test.test().has("msg")
                ? key.sign(octets(test, "msg"), octets(test, "ctx"), random)
                : key.signMu(octets(test, "mu"), random);
    }

    @Property(tries = 8)
    void signsAsBouncyCastle(@ForAll @Size(32) byte[] seed, @ForAll byte[] message) throws CryptoException {
        for (var dsa : MlDsa.values()) {
            var ours = dsa.fromSeed(Secret.copyOf(seed));
            var theirs = new MLDSAPrivateKeyParameters(PEERS.get(dsa), seed);
            assertEquals(Bytes.copyOf(theirs.getPublicKey()), ours.publicKey().encoded());
            var signer = new MLDSASigner();
            signer.init(true, theirs);
            signer.update(message, 0, message.length);
            var expected = Bytes.adopt(signer.generateSignature());
            var text = Bytes.copyOf(message);
            assertEquals(expected, ours.signDeterministically(text, Bytes.EMPTY));

            var hedged = ours.sign(text, Bytes.EMPTY, HmacDrbg.system());
            assertNotEquals(expected, hedged);
            assertTrue(ours.publicKey().verify(text, Bytes.EMPTY, hedged));
            assertFalse(ours.publicKey().verify(text, Bytes.of(0), hedged));
            signer.init(false, theirs.getPublicKeyParameters());
            signer.update(message, 0, message.length);
            assertTrue(signer.verifySignature(hedged.toArray()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheJdk(MlDsa dsa) throws GeneralSecurityException {
        var message = Bytes.utf8("read in classrooms");
        var theirs = KeyPairGenerator.getInstance(dsa.displayName()).generateKeyPair();
        var signer = Signature.getInstance("ML-DSA");
        signer.initSign(theirs.getPrivate());
        signer.update(message.toArray());
        var spki = Bytes.copyOf(theirs.getPublic().getEncoded());
        assertTrue(MlDsaKeyDer.publicKey(spki).verify(message, Bytes.EMPTY, Bytes.adopt(signer.sign())));

        var ours = MlDsaKeyDer.privateKey(Secret.adopt(theirs.getPrivate().getEncoded()));
        assertEquals(MlDsaKeyDer.publicKey(spki), ours.publicKey());
        signer.initVerify(KeyFactory.getInstance("ML-DSA").generatePublic(new X509EncodedKeySpec(spki.toArray())));
        signer.update(message.toArray());
        assertTrue(
                signer.verify(ours.sign(message, Bytes.EMPTY, HmacDrbg.system()).toArray()));
    }

    @ParameterizedTest
    @EnumSource
    void formsOfAPrivateKey(MlDsa dsa) {
        var file = "mldsa_" + dsa.displayName().substring(7) + "_sign_seed_test.json";
        int seen = 0;
        for (var test : Wycheproof.cases(file)) {
            if (test.group().has("privateKeyPkcs8") && test.result() == Wycheproof.Result.VALID && seen++ < 5) {
                var key = MlDsaKeyDer.privateKey(Secret.adopt(test.group().octets("privateKeyPkcs8")));
                assertEquals(
                        Bytes.copyOf(test.group().octets("publicKey")),
                        key.publicKey().encoded());
            }
        }
        assertTrue(seen > 0);
        assertThrows(KeyException.class, () -> MlDsaKeyDer.publicKey(Bytes.fromHex("300a300406022a0303020000")));
    }

    /// Also the checks: every part of an expanded key that another part determines.
    @ParameterizedTest
    @EnumSource
    void expandedKeyComesBack(MlDsa dsa) {
        var key = dsa.generate(HmacDrbg.deterministic(Bytes.utf8("expanded")));
        var octets = key.expanded().expose();
        assertEquals(dsa.privateKeyLength(), octets.length);
        assertEquals(key.publicKey(), dsa.fromExpanded(Secret.copyOf(octets)).publicKey());
        for (int at : new int[] {0, 64, 127, 128, octets.length - 1}) {
            var damaged = octets.clone();
            damaged[at] ^= 1;
            assertThrows(IllegalArgumentException.class, () -> dsa.fromExpanded(Secret.adopt(damaged)));
        }
        assertThrows(IllegalArgumentException.class, () -> dsa.fromSeed(Secret.zeros(31)));
        assertThrows(IllegalArgumentException.class, () -> dsa.publicKey(Bytes.EMPTY));
        assertThrows(
                IllegalArgumentException.class,
                () -> key.signDeterministically(Bytes.EMPTY, Bytes.copyOf(new byte[256])));
    }

    @ParameterizedTest
    @EnumSource
    void everyChangedOctetIsRefused(MlDsa dsa) {
        var key = dsa.generate(HmacDrbg.deterministic(Bytes.utf8("changed")));
        var message = Bytes.utf8("m");
        var signature = key.signDeterministically(message, Bytes.EMPTY).toArray();
        for (int at = 0; at < signature.length; at += at < signature.length - 90 ? 61 : 1) {
            var changed = signature.clone();
            changed[at] ^= (byte) (1 << at % 8);
            assertFalse(key.publicKey().verify(message, Bytes.EMPTY, Bytes.adopt(changed)), "octet " + at);
        }
        assertFalse(key.publicKey().verify(message, Bytes.EMPTY, Bytes.copyOf(signature, 0, signature.length - 1)));
    }

    /// Decompose as FIPS 204 algorithm 36 writes it, for every residue.
    @Test
    void halvesOfEveryResidue() {
        for (var rounding : Arrays.asList(MlDsa.ML_DSA_44.rounding(), MlDsa.ML_DSA_87.rounding())) {
            int step = 2 * rounding.gamma2();
            for (int r = 0; r < Ring.Q; r++) {
                int low = r % step;
                low -= low > rounding.gamma2() ? step : 0;
                boolean wraps = r - low == Ring.Q - 1;
                int high = wraps ? 0 : (r - low) / step;
                if (high != rounding.high(r) || low - (wraps ? 1 : 0) != rounding.low(r)) {
                    assertEquals(high + " " + low, rounding.high(r) + " " + rounding.low(r), "of " + r);
                }
            }
        }
    }

    @Test
    void residues() {
        for (long a = Integer.MIN_VALUE + (1 << 22); a <= Integer.MAX_VALUE - (1 << 22); a += 9973) {
            assertEquals(Math.floorMod(a, (long) Ring.Q), Ring.canonical((int) a));
            int centred = Ring.centred((int) a);
            assertTrue(Math.abs(centred) <= Ring.Q / 2 && Math.floorMod(centred - a, (long) Ring.Q) == 0);
        }
    }
}
