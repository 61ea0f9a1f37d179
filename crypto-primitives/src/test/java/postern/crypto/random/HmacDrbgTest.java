package postern.crypto.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.crypto.hash.HashAlgorithm;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The generator against NIST's vectors, and what is asked of every source of random octets.
class HmacDrbgTest {
    static Stream<Vector> vectors() {
        return VectorFile.read("random/hmac_drbg.txt").stream();
    }

    /// The procedure of NIST's DRBGVS: begin, reseed if the case says so, one request that is thrown away, one that
    /// counts; with prediction resistance each request takes its additional input by a reseeding.
    @ParameterizedTest
    @MethodSource("vectors")
    void nistVectors(Vector vector) {
        try (var drbg = HmacDrbg.instantiate(
                HashAlgorithm.valueOf(vector.text("algorithm")),
                secret(vector, "EntropyInput"),
                bytes(vector, "Nonce"),
                bytes(vector, "PersonalizationString"))) {
            if (vector.has("EntropyInputReseed")) {
                drbg.reseed(secret(vector, "EntropyInputReseed"), bytes(vector, "AdditionalInputReseed"));
            }
            var expected = bytes(vector, "ReturnedBits");
            request(drbg, vector, "", expected.length());
            assertEquals(expected, request(drbg, vector, "2", expected.length()));
        }
    }

    private static Bytes request(HmacDrbg drbg, Vector vector, String suffix, int length) {
        var additional = bytes(vector, "AdditionalInput" + suffix);
        var out = new byte[length];
        if (vector.has("EntropyInputPR")) {
            drbg.reseed(secret(vector, "EntropyInputPR" + suffix), additional);
            drbg.fill(out);
        } else {
            drbg.fill(out, additional);
        }
        return Bytes.adopt(out);
    }

    @Test
    void theSameSeedGivesTheSameOctets() {
        var seed = Bytes.utf8("a fixed seed");
        var first = HmacDrbg.deterministic(seed);
        var second = HmacDrbg.deterministic(seed);
        assertEquals(first.bytes(100), second.bytes(100));
        assertEquals(first.bytes(7), second.bytes(7));
        assertNotEquals(first.bytes(32), first.bytes(32));
        assertNotEquals(
                first.bytes(32), HmacDrbg.deterministic(Bytes.utf8("another")).bytes(32));
    }

    @Test
    void longFillsAreSplitIntoRequests() {
        var whole = HmacDrbg.deterministic(Bytes.of(1));
        var parts = HmacDrbg.deterministic(Bytes.of(1));
        int limit = HmacDrbg.MAX_OCTETS_PER_REQUEST;
        assertEquals(Bytes.concat(parts.bytes(limit), parts.bytes(5)), whole.bytes(limit + 5));
        assertThrows(IllegalArgumentException.class, () -> whole.fill(new byte[limit + 1], Bytes.EMPTY));
    }

    @Test
    void additionalInputMatters() {
        var without = new byte[32];
        var with = new byte[32];
        HmacDrbg.deterministic(Bytes.of(1)).fill(without, Bytes.EMPTY);
        HmacDrbg.deterministic(Bytes.of(1)).fill(with, Bytes.of(2));
        assertNotEquals(Bytes.adopt(without), Bytes.adopt(with));
        assertEquals(Bytes.adopt(without), HmacDrbg.deterministic(Bytes.of(1)).bytes(32));
    }

    @Test
    void theSystemsGeneratorServesManyThreadsAndDoesNotRepeat() {
        var random = HmacDrbg.system();
        var drawn = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> random.bytes(16))
                .toList();
        assertEquals(2000, new HashSet<>(drawn).size());
        try (var key = random.secret(32)) {
            assertEquals(32, key.length());
        }
    }

    /// A crude test that would see a stuck bit: of 2000 draws each bit is one 1000 times, give or take 8
    /// deviations.
    @Test
    void everyBitIsOneHalfOfTheTime() {
        var random = HmacDrbg.system();
        var counts = new int[256];
        for (int draw = 0; draw < 2000; draw++) {
            var octets = random.bytes(32);
            for (int bit = 0; bit < 256; bit++) {
                counts[bit] += octets.at(bit / 8) >> (bit % 8) & 1;
            }
        }
        for (int count : counts) {
            assertEquals(1000, count, 180);
        }
    }

    private static Secret secret(Vector vector, String name) {
        return Secret.adopt(vector.octets(name));
    }

    private static Bytes bytes(Vector vector, String name) {
        return Bytes.adopt(vector.octets(name));
    }
}
