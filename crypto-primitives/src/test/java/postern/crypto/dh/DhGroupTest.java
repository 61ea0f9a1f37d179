package postern.crypto.dh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;
import postern.crypto.random.HmacDrbg;
import postern.crypto.random.RandomSource;
import postern.vectors.Vector;
import postern.vectors.VectorFile;

/// The groups with names against the RFCs, and the reading and making of others.
class DhGroupTest {
    private final RandomSource random = HmacDrbg.deterministic(Bytes.utf8("DhGroupTest"));

    static Stream<Vector> groups() {
        return VectorFile.read("dh/groups.txt").stream();
    }

    static Stream<String> names() {
        return StandardGroups.names().stream();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void computedPrimesAreThoseOfTheRfcs(Vector vector) {
        var group = StandardGroups.named(vector.text("name")).orElseThrow();
        assertEquals(Bytes.adopt(vector.octets("p")), group.p());
        assertEquals(Bytes.of(2), group.g());
    }

    /// One round each: that nobody has mistyped them. The deep test below asks properly.
    @ParameterizedTest
    @MethodSource("names")
    void groupsAreWhatTheirNamesSay(String name) {
        var group = StandardGroups.named(name).orElseThrow();
        var p = new BigInteger(1, group.p().toArray());
        var g = new BigInteger(1, group.g().toArray());
        assertEquals(name, group.name());
        assertTrue(group.bits() > 4096
                || BigInteger.TWO.modPow(p.subtract(BigInteger.ONE), p).equals(BigInteger.ONE));
        if (name.startsWith("ike2") && name.length() > 4) {
            assertEquals(group.g(), group.publicKey(group.g()).toBytes(group.g().length()), "g has the order q");
        } else if (!name.startsWith("exim")) {
            assertEquals(7, p.mod(BigInteger.valueOf(8)).intValue(), "2 is a square, so it has the order q");
            assertEquals(BigInteger.TWO, g);
        }
        assertSame(group, DhGroup.of(group.p(), group.g()));
    }

    @Tag("deep")
    @ParameterizedTest
    @ValueSource(strings = {"ike1", "ike2", "ike5", "ike14", "ffdhe2048", "exim.dev.20160529.3", "ffdhe3072"})
    void primesAreSafe(String name) {
        assertTrue(StandardGroups.named(name).orElseThrow().isSafe(random));
    }

    @Test
    void unknownNamesAndGroupsHaveNone() {
        assertTrue(StandardGroups.named("ike3").isEmpty());
        var ike2 = StandardGroups.named("ike2").orElseThrow();
        assertEquals("", DhGroup.of(ike2.p(), Bytes.of(5)).name());
    }

    @Test
    void filesAreReadAndWritten() {
        var ffdhe = StandardGroups.named("ffdhe2048").orElseThrow();
        assertSame(ffdhe, DhGroup.fromPem(ffdhe.toPem(), "dh.pem"));
        var own = new DhParameterGenerator(512, DhParameterGenerator.Generator.TWO, random, event -> {}).generate();
        var read = DhGroup.fromPem("text\n" + own.toPem(), "dh.pem");
        assertEquals(own.p(), read.p());
        assertEquals("dh.pem", read.name());
        assertTrue(read.isSafe(random));
        assertEquals(
                23,
                new BigInteger(1, own.p().toArray()).mod(BigInteger.valueOf(24)).intValue());
    }

    @ParameterizedTest
    @CsvSource({
        "hello, 'Diffie-Hellman parameters dh.pem: no block DH PARAMETERS in it; "
                + "make one with: postern dhparam --bits 2048 --out dh.pem'",
        "'-----BEGIN DH PARAMETERS-----\nMAA=\n-----END DH PARAMETERS-----', "
                + "'Diffie-Hellman parameters dh.pem: INTEGER expected, found the end at offset 2'",
    })
    void filesWithoutAGroupAreRefused(String text, String message) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> DhGroup.fromPem(text, "dh.pem"));
        assertEquals(message, refusal.getMessage());
    }

    /// Bits of p, its last octet, g and the refusal.
    @ParameterizedTest
    @CsvSource({
        "511, 1, 2, Diffie-Hellman prime of 511 bits; from 512 to 8192 are supported",
        "8193, 1, 2, Diffie-Hellman prime of 8193 bits; from 512 to 8192 are supported",
        "512, 0, 2, 'Diffie-Hellman modulus is even, so it is no prime'",
        "512, 1, 1, Diffie-Hellman generator is not from 2 to p - 2",
        "512, 1, 0, Diffie-Hellman generator is not from 2 to p - 2",
    })
    void numbersThatCannotBeAGroupAreRefused(int bits, int last, int g, String message) {
        var p = DhGroup.octets(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(last)));
        var refusal = assertThrows(IllegalArgumentException.class, () -> DhGroup.of(p, Bytes.of(g)));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aPrimeThatIsNotSafeIsTold() {
        var q = new BigInteger(600, new Random(1)).nextProbablePrime();
        var group = DhGroup.of(DhGroup.octets(q), Bytes.of(2));
        assertFalse(group.isSafe(random));
    }
}
