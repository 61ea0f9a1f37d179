package postern.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// Poly1305 against RFC 8439, and against its definition in big integers.
class Poly1305Test {
    private static final BigInteger P = BigInteger.TWO.pow(130).subtract(BigInteger.valueOf(5));

    static Stream<Vector> vectors() {
        return VectorFile.read("aead/poly1305.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void rfc8439(Vector vector) {
        var data = vector.octets("data");
        assertArrayEquals(vector.octets("tag"), tag(vector.octets("key"), data, data.length));
    }

    @Property
    void agreesWithTheDefinition(@ForAll @IntRange(max = 100) int length, @ForAll Random random) {
        var key = new byte[32];
        var data = new byte[length];
        random.nextBytes(key);
        random.nextBytes(data);
        // Octets of all ones and zeros reach the edges of the limbs more often than random ones.
        if (random.nextBoolean()) {
            Arrays.fill(key, 0, 16, (byte) -random.nextInt(2));
            for (int i = 0; i < length; i++) {
                data[i] = (byte) -random.nextInt(2);
            }
        }
        assertArrayEquals(definition(key, data), tag(key, data, 1 + random.nextInt(40)));
    }

    private static byte[] tag(byte[] key, byte[] data, int piece) {
        var poly1305 = new Poly1305();
        poly1305.begin(key);
        for (int at = 0; at < data.length; at += piece) {
            poly1305.update(data, at, Math.min(piece, data.length - at));
        }
        var tag = new byte[16];
        poly1305.tagInto(tag, 0);
        return tag;
    }

    private static byte[] definition(byte[] key, byte[] data) {
        var clamp = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);
        var r = littleEndian(key, 0, 16).and(clamp);
        var h = BigInteger.ZERO;
        for (int at = 0; at < data.length; at += 16) {
            int length = Math.min(16, data.length - at);
            var block = littleEndian(data, at, length).setBit(8 * length);
            h = h.add(block).multiply(r).mod(P);
        }
        return tagOctets(h.add(littleEndian(key, 16, 16)));
    }

    private static BigInteger littleEndian(byte[] octets, int from, int length) {
        var value = BigInteger.ZERO;
        for (int i = length - 1; i >= 0; i--) {
            value = value.shiftLeft(8).add(BigInteger.valueOf(octets[from + i] & 0xff));
        }
        return value;
    }

    private static byte[] tagOctets(BigInteger sum) {
        var tag = new byte[16];
        for (int i = 0; i < 16; i++) {
            tag[i] = sum.shiftRight(8 * i).byteValue();
        }
        return tag;
    }
}
