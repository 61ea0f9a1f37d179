package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// HKDF against RFC 5869 appendix A and Wycheproof.
class HkdfTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("hash/hkdf.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc5869(Vector vector) {
        var algorithm = HashAlgorithm.valueOf(vector.text("algorithm"));
        var prk = Hkdf.extract(algorithm, Secret.adopt(vector.octets("salt")), Secret.adopt(vector.octets("ikm")));
        assertArrayEquals(vector.octets("prk"), prk.expose());
        var okm = Hkdf.expand(algorithm, prk, Bytes.adopt(vector.octets("info")), vector.number("length"));
        assertArrayEquals(vector.octets("okm"), okm.expose());
    }

    static Stream<HashAlgorithm> wycheproofHashes() {
        return Stream.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512);
    }

    @ParameterizedTest
    @MethodSource("wycheproofHashes")
    void wycheproof(HashAlgorithm algorithm) {
        for (var c : Wycheproof.cases("hkdf_" + algorithm.name().toLowerCase(Locale.ROOT) + "_test.json")) {
            var prk = Hkdf.extract(algorithm, Secret.adopt(c.octets("salt")), Secret.adopt(c.octets("ikm")));
            var info = Bytes.adopt(c.octets("info"));
            int size = c.test().number("size");
            if (c.result() == Wycheproof.Result.VALID) {
                assertArrayEquals(
                        c.octets("okm"), Hkdf.expand(algorithm, prk, info, size).expose(), c::toString);
            } else {
                assertThrows(
                        IllegalArgumentException.class, () -> Hkdf.expand(algorithm, prk, info, size), c::toString);
            }
        }
    }

    @Test
    void theLongestOutputIs255Digests() {
        var prk = Secret.zeros(32);
        assertEquals(
                255 * 32,
                Hkdf.expand(HashAlgorithm.SHA256, prk, Bytes.EMPTY, 255 * 32).length());
        assertEquals(0, Hkdf.expand(HashAlgorithm.SHA256, prk, Bytes.EMPTY, 0).length());
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> Hkdf.expand(HashAlgorithm.SHA256, prk, Bytes.EMPTY, 255 * 32 + 1));
        assertEquals("HKDF with SHA-256 gives 0 to 8160 octets, not 8161", refusal.getMessage());
    }
}
