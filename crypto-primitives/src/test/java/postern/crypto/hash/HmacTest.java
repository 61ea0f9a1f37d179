package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.bytes.Span;
import postern.vectors.Vector;
import postern.vectors.VectorFile;
import postern.vectors.Wycheproof;

/// HMAC against RFC 2202 and RFC 4231, the JDK's and Wycheproof.
class HmacTest {
    static Stream<Vector> vectors() {
        return Stream.of("hash/hmac.txt", "hash/hmac_legacy.txt").flatMap(f -> VectorFile.read(f).stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectors(Vector vector) {
        for (var algorithm : HashAlgorithm.values()) {
            if (vector.has(algorithm.name())) {
                var expected = vector.octets(algorithm.name());
                assertArrayEquals(
                        expected,
                        Arrays.copyOf(mac(algorithm, vector.octets("key"), vector.octets("data")), expected.length),
                        algorithm.name());
            }
        }
    }

    @Property
    void agreesWithTheJdk(
            @ForAll HashAlgorithm algorithm,
            @ForAll @IntRange(min = 1, max = 300) int keyLength,
            @ForAll @IntRange(max = 300) int length,
            @ForAll Random random) {
        var key = new byte[keyLength];
        var data = new byte[length];
        random.nextBytes(key);
        random.nextBytes(data);
        assertArrayEquals(jdk(algorithm, key, data), mac(algorithm, key, data));
    }

    @ParameterizedTest
    @EnumSource
    void aNewMessageBeginsUnderTheSameKey(HashAlgorithm algorithm) {
        var key = Bytes.utf8("the key").toArray();
        try (var hmac = new Hmac(algorithm, Secret.copyOf(key))) {
            for (int length = 0; length < 2 * algorithm.blockLength(); length++) {
                var data = new byte[length];
                Arrays.fill(data, (byte) length);
                hmac.update(Bytes.copyOf(data));
                try (var code = hmac.mac()) {
                    assertArrayEquals(jdk(algorithm, key, data), code.expose());
                }
            }
        }
    }

    @Test
    void anEmptyKeyIsAKeyOfZeros() {
        assertArrayEquals(
                mac(HashAlgorithm.SHA256, new byte[64], new byte[3]),
                mac(HashAlgorithm.SHA256, new byte[0], new byte[3]));
    }

    static Stream<HashAlgorithm> wycheproofHashes() {
        return Stream.of(
                HashAlgorithm.SHA1,
                HashAlgorithm.SHA224,
                HashAlgorithm.SHA256,
                HashAlgorithm.SHA384,
                HashAlgorithm.SHA512);
    }

    @ParameterizedTest
    @MethodSource("wycheproofHashes")
    void wycheproof(HashAlgorithm algorithm) {
        List<Wycheproof.Case> cases =
                Wycheproof.cases("hmac_" + algorithm.name().toLowerCase(Locale.ROOT) + "_test.json");
        for (var c : cases) {
            var tag = c.octets("tag");
            var computed = Arrays.copyOf(mac(algorithm, c.octets("key"), c.octets("msg")), tag.length);
            assertEquals(c.result() == Wycheproof.Result.VALID, Arrays.equals(tag, computed), c::toString);
        }
    }

    private static byte[] mac(HashAlgorithm algorithm, byte[] key, byte[] data) {
        try (var secret = Secret.copyOf(key);
                var mac = Hmac.mac(algorithm, secret, Bytes.copyOf(data))) {
            return mac.expose().clone();
        }
    }

    private static byte[] jdk(HashAlgorithm algorithm, byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("Hmac" + algorithm.displayName().replace("SHA-", "SHA"));
            mac.init(new SecretKeySpec(key, "RAW"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Wherever data ends in a window, its code is that of the data alone.
    @ParameterizedTest
    @EnumSource(names = {"MD5", "SHA1", "SHA256", "SHA384"})
    void dataWithASecretEnd(HashAlgorithm algorithm) {
        var key = Secret.ofPublic(Bytes.fromHex("0102030405"));
        var window = new byte[400];
        new Random(7).nextBytes(window);
        try (var hmac = new Hmac(algorithm, key)) {
            for (int before : new int[] {0, 13, 63, 64, 130}) {
                for (int length : new int[] {0, 1, 54, 55, 56, 64, 110, 111, 112, 128, 255, 300}) {
                    assertEveryEnd(hmac, new Span(window, 1, length), before);
                }
            }
        }
    }

    private static void assertEveryEnd(Hmac hmac, Span window, int before) {
        var expected = new byte[hmac.algorithm().length()];
        var found = new byte[hmac.algorithm().length()];
        int bound = Math.min(window.length(), 256);
        for (int unused = 0; unused <= bound; unused++) {
            hmac.update(window.array(), 0, before);
            hmac.update(window.array(), window.offset(), window.length() - unused);
            hmac.macInto(expected, 0);
            hmac.update(window.array(), 0, before);
            hmac.macInto(found, new SecretEnd(window, unused, bound));
            assertArrayEquals(expected, found, before + " before, " + unused + " unused of " + window.length());
        }
    }
}
