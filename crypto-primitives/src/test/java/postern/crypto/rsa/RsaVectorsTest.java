package postern.crypto.rsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.hash.HashAlgorithm;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// NIST's vectors for signing and verifying.
class RsaVectorsTest {
    static Stream<Vector> signing15() {
        return VectorFile.read("rsa/siggen15.txt").stream();
    }

    static Stream<Vector> signingPss() {
        return VectorFile.read("rsa/siggenpss.txt").stream();
    }

    static Stream<Vector> verifying15() {
        return VectorFile.read("rsa/sigver15.txt").stream().filter(RsaVectorsTest::hasKnownHash);
    }

    static Stream<Vector> verifyingPss() {
        return VectorFile.read("rsa/sigverpss.txt").stream();
    }

    private static boolean hasKnownHash(Vector vector) {
        return Arrays.stream(HashAlgorithm.values())
                .anyMatch(hash -> hash.name().equals(vector.text("hash")));
    }

    @ParameterizedTest
    @MethodSource("signing15")
    void pkcs1SignaturesAreThose(Vector vector) {
        try (var key = RsaKeys.fromDer(vector.octets("key"))) {
            var signature = Pkcs1.sign(key, hash(vector), bytes(vector, "message"), fixed(new byte[0]));
            assertEquals(bytes(vector, "signature"), signature);
            assertTrue(Pkcs1.verify(key.publicKey(), hash(vector), bytes(vector, "message"), signature));
        }
    }

    @ParameterizedTest
    @MethodSource("signingPss")
    void pssSignaturesAreThose(Vector vector) {
        var salt = vector.octets("salt");
        var pss = new Pss(hash(vector), hash(vector), salt.length);
        try (var key = RsaKeys.fromDer(vector.octets("key"))) {
            var signature = pss.sign(key, bytes(vector, "message"), fixed(salt));
            assertEquals(bytes(vector, "signature"), signature);
            assertTrue(pss.verify(key.publicKey(), bytes(vector, "message"), signature));
        }
    }

    @ParameterizedTest
    @MethodSource("verifying15")
    void pkcs1SignaturesAreJudgedSo(Vector vector) {
        boolean valid = Pkcs1.verify(key(vector), hash(vector), bytes(vector, "message"), bytes(vector, "signature"));
        assertEquals("P".equals(vector.text("result")), valid);
    }

    @ParameterizedTest
    @MethodSource("verifyingPss")
    void pssSignaturesAreJudgedSo(Vector vector) {
        var pss = new Pss(hash(vector));
        boolean valid = pss.verify(key(vector), bytes(vector, "message"), bytes(vector, "signature"));
        assertEquals("P".equals(vector.text("result")), valid);
    }

    private static RsaPublicKey key(Vector vector) {
        return new RsaPublicKey(bytes(vector, "modulus"), bytes(vector, "exponent"));
    }

    private static HashAlgorithm hash(Vector vector) {
        return HashAlgorithm.valueOf(vector.text("hash"));
    }

    private static Bytes bytes(Vector vector, String name) {
        return Bytes.copyOf(vector.octets(name));
    }

    /// The salt where a salt is asked for; the blinding, which leaves no trace, takes what it gets.
    private static RandomSource fixed(byte[] salt) {
        var blinding = HmacDrbg.deterministic(Bytes.utf8("blinding"));
        return out -> {
            if (out.length == salt.length) {
                System.arraycopy(salt, 0, out, 0, salt.length);
            } else {
                blinding.fill(out);
            }
        };
    }
}
