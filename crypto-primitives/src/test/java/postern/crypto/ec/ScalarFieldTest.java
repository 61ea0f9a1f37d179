package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Each operation modulo each curve's order against the same one of `BigInteger`.
class ScalarFieldTest {
    record Numbers(Curve curve, BigInteger a, BigInteger b) {
        private ScalarField field() {
            return curve.group().scalars();
        }

        private BigInteger n() {
            return new BigInteger(1, field().order());
        }

        private byte[] octets(BigInteger value) {
            var out = new byte[field().octets()];
            for (int i = 0; i < out.length; i++) {
                out[out.length - 1 - i] = value.shiftRight(8 * i).byteValue();
            }
            return out;
        }

        private void check(BigInteger expected, long[] number) {
            assertEquals(expected.mod(n()), new BigInteger(1, field().encode(number)));
        }
    }

    @Provide
    Arbitrary<Numbers> numbers() {
        return Arbitraries.of(Curve.values()).flatMap(curve -> {
            var n = new BigInteger(1, curve.group().scalars().order());
            var edges = Arbitraries.of(List.of(
                    BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, n.subtract(BigInteger.ONE), n.shiftRight(1)));
            var any = Arbitraries.oneOf(
                    edges, Arbitraries.bigIntegers().between(BigInteger.ZERO, n.subtract(BigInteger.ONE)));
            return any.tuple2().map(pair -> new Numbers(curve, pair.get1(), pair.get2()));
        });
    }

    @Property
    void operationsAgreeWithBigInteger(@ForAll("numbers") Numbers n) {
        var a = n.field().decode(n.octets(n.a));
        var b = n.field().decode(n.octets(n.b));
        n.check(n.a, a);
        n.check(n.a.add(n.b), n.field().sum(a, b));
        n.check(n.a.multiply(n.b), n.field().product(a, b));
        assertEquals(n.a.signum() == 0 ? -1 : 0, ScalarField.zeroMask(a));
    }

    @Property(tries = 50)
    void inversesAgreeWithBigInteger(@ForAll("numbers") Numbers n) {
        var inverse = n.field().inverse(n.field().decode(n.octets(n.a)));
        n.check(n.a.signum() == 0 ? BigInteger.ZERO : n.a.modInverse(n.n()), inverse);
    }

    @Property
    void theRangeIsFromOneToTheOrderLessOne(@ForAll("numbers") Numbers n) {
        assertEquals(n.a.signum() == 0 ? 0 : -1, n.field().inRangeMask(n.octets(n.a)));
        assertEquals(0, n.field().inRangeMask(n.octets(n.n())));
        assertEquals(0, n.field().inRangeMask(n.octets(n.n().add(BigInteger.ONE))));
        assertEquals(
                0,
                n.field()
                        .inRangeMask(n.octets(
                                BigInteger.ONE.shiftLeft(8 * n.field().octets()).subtract(BigInteger.ONE))));
    }

    @Property
    void digestsAreCutToTheOrdersLength(@ForAll("numbers") Numbers n, @ForAll byte[] digest) {
        var value = new BigInteger(1, digest);
        int excess = 8 * digest.length - n.n().bitLength();
        n.check(excess > 0 ? value.shiftRight(excess) : value, n.field().decodeLeftmost(digest));
    }

    @Property
    void numbersOfAnyLengthAreReduced(@ForAll("numbers") Numbers n, @ForAll byte[] number) {
        n.check(new BigInteger(1, number), n.field().reduce(number));
    }

    /// Σ digit·2^(5i) is the scalar, or n less the scalar where it says so; all digits are odd and short.
    @Property
    void signedDigitsSumToTheScalar(@ForAll("numbers") Numbers n) {
        if (n.a.signum() == 0) {
            return;
        }
        var scalar = n.octets(n.a);
        var digits = new SignedDigits(scalar, n.field().order(), n.field().bitLength());
        var sum = BigInteger.ZERO;
        for (int i = digits.top(); i >= 0; i--) {
            int digit = digits.digit(i);
            assertEquals(1, digit & 1);
            assertEquals(Math.abs(digit), 2 * SignedDigits.indexOf(digit) + 1);
            assertEquals(SignedDigits.indexOf(digit), Math.floorMod(SignedDigits.indexOf(digit), 16));
            sum = sum.shiftLeft(5).add(BigInteger.valueOf(digit));
        }
        assertEquals(digits.negated() == 0 ? n.a : n.n().subtract(n.a), sum);
        assertArrayEquals(n.octets(n.a), scalar);
    }
}
