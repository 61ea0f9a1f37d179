package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// PBKDF2 against RFC 6070, RFC 7914 and the JDK's.
class Pbkdf2Test {
    static Stream<Vector> vectors() {
        return VectorFile.read("hash/pbkdf2.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectors(Vector vector) {
        var expected = vector.octets("key");
        var function = new Pbkdf2(HashAlgorithm.valueOf(vector.text("algorithm")), vector.number("iterations"));
        var key = function.derive(
                Secret.adopt(vector.octets("password")), Bytes.adopt(vector.octets("salt")), expected.length);
        assertArrayEquals(expected, key.expose());
    }

    @Property
    void agreesWithTheJdk(
            @ForAll @IntRange(min = 1, max = 20) int iterations,
            @ForAll @IntRange(min = 1, max = 100) int length,
            @ForAll Random random)
            throws GeneralSecurityException {
        var salt = new byte[1 + random.nextInt(80)];
        random.nextBytes(salt);
        var password = "p".repeat(1 + random.nextInt(100));
        var factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
        var expected = factory.generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 8 * length));
        var key = new Pbkdf2(HashAlgorithm.SHA256, iterations)
                .derive(Secret.ofPublic(Bytes.utf8(password)), Bytes.adopt(salt), length);
        assertArrayEquals(expected.getEncoded(), key.expose());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pbkdf2(HashAlgorithm.SHA256, 0));
        var function = new Pbkdf2(HashAlgorithm.SHA256, 1);
        assertThrows(IllegalArgumentException.class, () -> function.derive(Secret.zeros(1), Bytes.EMPTY, -1));
        assertEquals(0, function.derive(Secret.zeros(1), Bytes.EMPTY, 0).length());
    }
}
