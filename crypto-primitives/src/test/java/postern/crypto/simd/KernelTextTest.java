package postern.crypto.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The flat kernels as they would be written, could they have loops over vectors: a line marked `each` stands once
/// for each vector, with its number in the place of `#`. The kernels' text has to be this, spelled out; so what is
/// read here is what runs, and no vector was forgotten or mixed up.
class KernelTextTest {
    private static final String SBOX =
            "b#.selectFrom(t0, t1)" + ".blend(b#.selectFrom(t2, t3), b#.compare(VectorOperators.LT, 0))";

    /// AES on `n` vectors: each line of the text is one step of FIPS 197 §5.1, on all vectors.
    private static String aes(int n) {
        return """
                var t0 = ByteVector.fromArray(BYTES, SBOX, 0);
                var t1 = ByteVector.fromArray(BYTES, SBOX, 64);
                var t2 = ByteVector.fromArray(BYTES, SBOX, 128);
                var t3 = ByteVector.fromArray(BYTES, SBOX, 192);
                var none = ByteVector.fromArray(BYTES, NONE, 0);
                var polynomial = ByteVector.fromArray(BYTES, POLYNOMIAL, 0);
                var start = ByteVector.fromArray(BYTES, base, 0);
                int change = counter * BLOCK & CHANGES - 1;
                """
                + each(n, """
                        var b# = start.lanewise(VectorOperators.XOR,
                                ByteVector.fromArray(BYTES, changes, change + # * LENGTH));
                        """)
                + """
                int at = 2 * LENGTH;
                for (; at < last; at += LENGTH) {
                    var key = ByteVector.fromArray(BYTES, keys, at);
                    var below = ByteVector.fromArray(BYTES, ROWS_BELOW, 2 * at & 6 * LENGTH);
                    var twoBelow = ByteVector.fromArray(BYTES, ROWS_BELOW, (2 * at & 6 * LENGTH) + LENGTH);
                """
                + each(n, "b# = " + SBOX + ";")
                + each(n, """
                        var r# = below.selectFrom(b#);
                        var s# = b#.lanewise(VectorOperators.XOR, r#);
                        var p# = none.blend(polynomial, s#.compare(VectorOperators.LT, 0));
                        b# = s#.add(s#)
                            .lanewise(VectorOperators.XOR, p#)
                            .lanewise(VectorOperators.XOR, r#)
                            .lanewise(VectorOperators.XOR, twoBelow.selectFrom(s#))
                            .lanewise(VectorOperators.XOR, key);
                        """)
                + """
                }
                var key = ByteVector.fromArray(BYTES, keys, at);
                var back = ByteVector.fromArray(BYTES, inPlace, 0);
                """
                + each(
                        n,
                        "back.selectFrom(" + SBOX + ").lanewise(VectorOperators.XOR, key)"
                                + ".intoArray(out, offset + # * LENGTH);");
    }

    /// A factor's nine values on the grid, from `from`, named by the letter.
    private static String spread(String letter, String from) {
        return """
                var @0 = $.lanewise(VectorOperators.AND, GRID);
                var @1 = $.lanewise(VectorOperators.LSHR, 1).lanewise(VectorOperators.AND, GRID);
                var @2 = $.lanewise(VectorOperators.LSHR, 2).lanewise(VectorOperators.AND, GRID);
                var @3 = $.lanewise(VectorOperators.LSHR, 3).lanewise(VectorOperators.AND, GRID);
                var @4 = @0.lanewise(VectorOperators.XOR, @1);
                var @5 = @2.lanewise(VectorOperators.XOR, @3);
                var @6 = @0.lanewise(VectorOperators.XOR, @2);
                var @7 = @1.lanewise(VectorOperators.XOR, @3);
                var @8 = @4.lanewise(VectorOperators.XOR, @5);
                """.replace("@", letter).replace("$", from);
    }

    /// The products of GHASH, one factor: two groups at a time, then the first if it is left.
    private static String products() {
        return each(9, "var m# = LongVector.zero(LONGS);")
                + """
                int power = factor * SPREAD;
                int first = factor * GROUPS * LANES;
                int group = first + (groups - 1) * LANES;
                for (; group > first; group -= 2 * LANES, power += 2 * POWER) {
                    var x = LongVector.fromArray(LONGS, factors, group);
                    var z = LongVector.fromArray(LONGS, factors, group - LANES);
                """
                + spread("a", "x")
                + spread("b", "z")
                + each(9, """
                        m# = m#
                            .lanewise(VectorOperators.XOR, a#.mul(LongVector.broadcast(LONGS, powers[power + #])))
                            .lanewise(VectorOperators.XOR,
                                b#.mul(LongVector.broadcast(LONGS, powers[power + POWER + #])));
                        """)
                + """
                }
                if (group == first) {
                    var x = LongVector.fromArray(LONGS, factors, group);
                """
                + spread("a", "x")
                + each(9, """
                        m# = m#.lanewise(VectorOperators.XOR,
                            a#.mul(LongVector.broadcast(LONGS, powers[power + #])));
                        """)
                + """
                }
                """
                + putTogether();
    }

    /// The products of the last group, one factor.
    private static String lastProducts() {
        return """
                int power = factor * SPREAD * LANES;
                var x = LongVector.fromArray(LONGS, factors, factor * GROUPS * LANES);
                """
                + spread("a", "x")
                + each(9, "var m# = a#.mul(LongVector.fromArray(LONGS, lastPowers, power + # * LANES));")
                + putTogether();
    }

    /// The lower 64 bits from the nine sums of products: `^` and `&` of all bits, `@` a vector moved up.
    private static String putTogether() {
        var steps = """
                low1 = m4 ^ m0 ^ m1
                high1 = m5 ^ m2 ^ m3
                sum1 = m8 ^ m6 ^ m7
                up0 = m2 ^ m7 ^ m1 ^ m3 @ 4
                at0 = m0 ^ up0 & GRID
                up1 = high1 @ 4
                at1 = low1 ^ up1 & GRID @ 1
                up2 = m3 @ 4
                at2 = m1 ^ m6 ^ m0 ^ m2 ^ up2 & GRID @ 2
                at3 = sum1 ^ low1 ^ high1 & GRID @ 3
                """;
        return steps.replaceAll("(.+)\n", "var $1;")
                        .replaceAll(" \\^ (\\w+)", ".lanewise(VectorOperators.XOR, $1)")
                        .replaceAll(" & (\\w+)", ".lanewise(VectorOperators.AND, $1)")
                        .replaceAll(" @ (\\w+)", ".lanewise(VectorOperators.LSHL, $1)")
                + """
                at0.lanewise(VectorOperators.XOR, at1)
                    .lanewise(VectorOperators.XOR, at2)
                    .lanewise(VectorOperators.XOR, at3)
                    .intoArray(sums, factor * LANES);
                """;
    }

    private static String each(int n, String text) {
        return IntStream.range(0, n)
                .mapToObj(i -> text.replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    private static void assertContains(String className, String method) throws IOException {
        var source = Files.readString(Path.of("src/main/java/postern/crypto/simd", className + ".java"));
        assertTrue(
                compact(source).contains(compact(method)),
                () -> className + " does not contain, but for space and comments: " + method);
    }

    private static String compact(String text) {
        return text.replaceAll("//.*", "").replaceAll("\\s+", "");
    }

    @Test
    void keystreamOfEightVectors() throws IOException {
        assertContains("AesKeystream", "private void makeEight(int counter, byte[] out, int offset) {" + aes(8) + "}");
    }

    @Test
    void keystreamOfOneVector() throws IOException {
        assertContains("AesKeystream", "private void makeOne(int counter, byte[] out, int offset) {" + aes(1) + "}");
    }

    @Test
    void productsOfGhash() throws IOException {
        assertContains("VectorGhash", "private void multiply(int factor, int groups) {" + products() + "}");
        assertContains("VectorGhash", "private void multiplyLast(int factor) {" + lastProducts() + "}");
    }
}
