package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import postern.crypto.bytes.Bytes;
import postern.vectors.Allocation;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// Every hash against its published vectors, and against the JDK's at every length around the block boundaries.
class HashTest {
    static Stream<Vector> vectors() {
        return Stream.of("md5", "sha1", "sha2", "sha3")
                .flatMap(name -> VectorFile.read("hash/" + name + ".txt").stream());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void publishedVectors(Vector vector) {
        var hash = HashAlgorithm.valueOf(vector.text("algorithm")).newHash();
        var piece = vector.has("octets") ? Bytes.adopt(vector.octets("octets")) : Bytes.utf8(vector.text("text"));
        for (int i = 0; i < vector.number("repeat"); i++) {
            hash.update(piece);
        }
        assertEquals(Bytes.adopt(vector.octets("digest")), hash.digest());
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheJdkAtEveryLengthToThreeBlocks(HashAlgorithm algorithm) {
        var random = new Random(1);
        var hash = algorithm.newHash();
        for (int length = 0; length <= 3 * algorithm.blockLength() + 1; length++) {
            var data = new byte[length];
            random.nextBytes(data);
            hash.update(data, 0, length);
            assertEquals(jdk(algorithm, data), hash.digest(), () -> "length " + data.length);
        }
    }

    /// SHA-2 takes sixteen blocks at once where it can: every length to two such groups and a block, in one piece.
    @ParameterizedTest
    @EnumSource(names = {"SHA224", "SHA256", "SHA384", "SHA512"})
    void bulkAgreesWithTheJdkAtEveryLength(HashAlgorithm algorithm) {
        var random = new Random(2);
        var hash = algorithm.newHash();
        for (int length = 0; length <= 33 * algorithm.blockLength(); length++) {
            assertBulk(hash, random, length);
        }
        assertBulk(hash, random, 16384);
    }

    private static void assertBulk(Hash hash, Random random, int length) {
        int offset = length % 3;
        var data = new byte[offset + length];
        random.nextBytes(data);
        hash.update(data, offset, length);
        var message = Arrays.copyOfRange(data, offset, data.length);
        assertEquals(jdk(hash.algorithm(), message), hash.digest(), () -> "length " + length);
    }

    @ParameterizedTest
    @EnumSource
    void hashingBulkAllocatesNothing(HashAlgorithm algorithm) {
        var hash = algorithm.newHash();
        var data = new byte[16384];
        var digest = new byte[algorithm.length()];
        assertEquals(0, Allocation.perCall(() -> {
            hash.update(data, 0, data.length);
            hash.digestInto(digest, 0);
        }));
    }

    @Property
    void piecesDoNotMatter(
            @ForAll HashAlgorithm algorithm, @ForAll @IntRange(max = 1000) int length, @ForAll Random random) {
        var data = new byte[length];
        random.nextBytes(data);
        var hash = algorithm.newHash();
        for (int at = 0; at < length; ) {
            int piece = 1 + random.nextInt(Math.min(length - at, 2 * algorithm.blockLength() + 2));
            hash.update(data, at, piece);
            at += piece;
        }
        assertEquals(jdk(algorithm, data), hash.digest());
    }

    @Property
    void aCopyGoesItsOwnWay(@ForAll HashAlgorithm algorithm, @ForAll byte[] first, @ForAll byte[] second) {
        var hash = algorithm.newHash();
        hash.update(first, 0, first.length);
        var copy = hash.copy();
        assertEquals(jdk(algorithm, first), hash.copy().digest());
        hash.update(second, 0, second.length);
        assertEquals(jdk(algorithm, first), copy.digest());
        assertEquals(algorithm.hash(Bytes.copyOf(first).concat(Bytes.copyOf(second))), hash.digest());
    }

    @ParameterizedTest
    @EnumSource
    void wipingBeginsAnew(HashAlgorithm algorithm) {
        var hash = algorithm.newHash();
        hash.update(Bytes.utf8("a secret, and more than one block of it ".repeat(5)));
        hash.wipe();
        assertEquals(jdk(algorithm, new byte[0]), hash.digest());
    }

    @ParameterizedTest
    @EnumSource
    void rangesAreChecked(HashAlgorithm algorithm) {
        var hash = algorithm.newHash();
        assertThrows(IndexOutOfBoundsException.class, () -> hash.update(new byte[3], 1, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> hash.update(new byte[3], -1, 1));
        var tooShort = new byte[algorithm.length()];
        assertThrows(IndexOutOfBoundsException.class, () -> hash.digestInto(tooShort, 1));
    }

    @Test
    void namesAreTheStandards() {
        assertEquals("SHA-384", HashAlgorithm.SHA384.displayName());
    }

    static Bytes jdk(HashAlgorithm algorithm, byte[] data) {
        try {
            return Bytes.adopt(
                    MessageDigest.getInstance(algorithm.displayName()).digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
