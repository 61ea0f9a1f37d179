package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// SHAKE against NIST's examples and Bouncy Castle (the JDK's provider has no interface to it).
class ShakeTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("hash/shake.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void nistExamples(Vector vector) {
        try (var shake = vector.text("algorithm").equals("SHAKE128") ? Shake.shake128() : Shake.shake256()) {
            shake.absorb(Bytes.adopt(vector.octets("message")));
            assertEquals(Bytes.adopt(vector.octets("output")), shake.squeeze(512));
        }
    }

    @Property
    void agreesWithBouncyCastleInAnyPieces(
            @ForAll boolean wide,
            @ForAll @IntRange(max = 400) int length,
            @ForAll @IntRange(max = 400) int output,
            @ForAll Random random) {
        var message = new byte[length];
        random.nextBytes(message);
        var oracle = new SHAKEDigest(wide ? 256 : 128);
        oracle.update(message, 0, length);
        var expected = new byte[output];
        oracle.doFinal(expected, 0, output);

        var shake = wide ? Shake.shake256() : Shake.shake128();
        for (int at = 0; at < length; ) {
            int piece = 1 + random.nextInt(length - at);
            shake.absorb(message, at, piece);
            at += piece;
        }
        var out = new byte[output];
        for (int at = 0; at < output; ) {
            int piece = 1 + random.nextInt(output - at);
            shake.squeeze(out, at, piece);
            at += piece;
        }
        assertEquals(Bytes.adopt(expected), Bytes.adopt(out));
    }

    @Test
    void everyLengthAroundTheRate() {
        for (int length = 0; length <= 2 * Shake.shake128().rate() + 1; length++) {
            var message = new byte[length];
            new Random(length).nextBytes(message);
            var oracle = new SHAKEDigest(128);
            oracle.update(message, 0, length);
            var expected = new byte[32];
            oracle.doFinal(expected, 0, 32);
            assertEquals(
                    Bytes.adopt(expected),
                    Shake.shake128().absorb(message, 0, length).squeeze(32));
        }
    }

    @Test
    void theMessageEndsWithTheFirstOutput() {
        var shake = Shake.shake128();
        var first = shake.absorb(Bytes.of(1)).squeeze(8);
        assertThrows(IllegalStateException.class, () -> shake.absorb(Bytes.of(2)));
        shake.reset();
        assertEquals(first, shake.absorb(Bytes.of(1)).squeeze(8));
    }
}
