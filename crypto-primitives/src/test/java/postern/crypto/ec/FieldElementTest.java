package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Each operation of each prime against the same one of `BigInteger`: with random values, with values whose
/// limbs are all zeros or all ones, and with the longest sums that the class promises to multiply or to
/// tighten.
class FieldElementTest {
    enum Prime {
        P256(32, 52, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),
        P384(
                48,
                56,
                "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff"),
        P521(66, 58, "1" + "ff".repeat(65)),
        P25519(32, 51, "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"),
        P448(56, 56, "ff".repeat(27) + "fe" + "ff".repeat(28));

        private final int octets;
        private final int bits;
        private final BigInteger p;

        Prime(int octets, int bits, String p) {
            this.octets = octets;
            this.bits = bits;
            this.p = new BigInteger(p, 16);
        }

        private FieldElement zero() {
            return switch (this) {
                case P256 -> new FieldP256();
                case P384 -> new FieldP384();
                case P521 -> new FieldP521();
                case P25519 -> new Field25519();
                case P448 -> new Field448();
            };
        }

        private FieldElement element(BigInteger value) {
            var element = zero();
            element.decode(octets(value), 0);
            return element;
        }

        /// How far a tight limb may leave [0, 2^bits], as a power of two.
        private long slack() {
            return 1L
                    << switch (this) {
                        case P256 -> 11;
                        case P384 -> 55;
                        case P521 -> 4;
                        case P25519 -> 16;
                        case P448 -> 10;
                    };
        }

        /// The bounds of the top limb of a tight element.
        private long[] topBounds() {
            return switch (this) {
                case P256 -> new long[] {-1L << 49, 1L << 49};
                case P384 -> new long[] {-1, 1L << 48};
                case P521 -> new long[] {-1, 1L << 57};
                case P25519, P448 -> new long[] {-slack() + 1, (1L << bits) + slack() - 1};
            };
        }

        private FieldElement extreme(Random random) {
            var element = zero();
            for (int i = 0; i < element.limbs.length; i++) {
                boolean top = i == element.limbs.length - 1;
                long low = top ? topBounds()[0] : 1 - slack();
                long high = top ? topBounds()[1] : (1L << bits) + slack() - 1;
                element.limbs[i] = switch (random.nextInt(4)) {
                    case 0 -> low;
                    case 1 -> random.nextLong(low, high + 1);
                    default -> high;
                };
            }
            return element;
        }

        /// The number that the limbs spell, out of Montgomery's form if the prime uses it.
        private BigInteger exact(FieldElement element) {
            var sum = BigInteger.ZERO;
            for (int i = 0; i < element.limbs.length; i++) {
                sum = sum.add(BigInteger.valueOf(element.limbs[i]).shiftLeft(bits * i));
            }
            return this == P256 ? sum.multiply(BigInteger.TWO.pow(260).modInverse(p)) : sum;
        }

        private void checkTightened(FieldElement element) {
            var expected = exact(element);
            element.tighten();
            checkTight(expected, element);
        }

        private void checkTight(BigInteger expected, FieldElement element) {
            int top = element.limbs.length - 1;
            for (int i = 0; i < top; i++) {
                long limb = element.limbs[i];
                assertTrue(-slack() < limb && limb < (1L << bits) + slack(), () -> this + ": limb " + limb);
            }
            long limb = element.limbs[top];
            assertTrue(topBounds()[0] <= limb && limb <= topBounds()[1], () -> this + ": top limb " + limb);
            assertEquals(expected.mod(p), value(element), this::toString);
        }

        private byte[] octets(BigInteger value) {
            var out = new byte[octets];
            for (int i = 0; i < octets; i++) {
                out[octets - 1 - i] = value.shiftRight(8 * i).byteValue();
            }
            return out;
        }

        private BigInteger value(FieldElement element) {
            var out = new byte[octets];
            element.encode(out, 0);
            return new BigInteger(1, out);
        }
    }

    record Numbers(Prime prime, BigInteger a, BigInteger b) {
        private FieldElement first() {
            return prime.element(a);
        }

        private FieldElement second() {
            return prime.element(b);
        }

        private void check(BigInteger expected, FieldElement element) {
            assertEquals(expected.mod(prime.p), prime.value(element));
        }
    }

    @Provide
    Arbitrary<Numbers> numbers() {
        return Arbitraries.of(Prime.values())
                .flatMap(prime -> values(prime).tuple2().map(pair -> new Numbers(prime, pair.get1(), pair.get2())));
    }

    private static Arbitrary<BigInteger> values(Prime prime) {
        List<BigInteger> edges = new ArrayList<>();
        for (int i = 0; i < prime.p.bitLength(); i += prime.bits) {
            for (int d = -2; d <= 2; d++) {
                edges.add(BigInteger.TWO.pow(i).add(BigInteger.valueOf(d)).mod(prime.p));
                edges.add(prime.p
                        .subtract(BigInteger.TWO.pow(i))
                        .add(BigInteger.valueOf(d))
                        .mod(prime.p));
            }
        }
        return Arbitraries.oneOf(
                Arbitraries.of(edges),
                Arbitraries.bigIntegers().between(BigInteger.ZERO, prime.p.subtract(BigInteger.ONE)));
    }

    @Property(tries = 300)
    void ringOperationsAgreeWithBigInteger(@ForAll("numbers") Numbers n) {
        var r = n.prime.zero();
        n.check(n.a, n.first());
        r.sum(n.first(), n.second());
        r.tighten();
        n.check(n.a.add(n.b), r);
        r.difference(n.first(), n.second());
        r.tighten();
        n.check(n.a.subtract(n.b), r);
        r.product(n.first(), n.second());
        n.check(n.a.multiply(n.b), r);
        r.square(n.first());
        n.check(n.a.multiply(n.a), r);
        r.scale(n.first(), 121665);
        n.check(n.a.multiply(BigInteger.valueOf(121665)), r);
        r.half(n.first());
        n.check(n.a.multiply(BigInteger.TWO.modInverse(n.prime.p)), r);
        r.half(r);
        n.check(n.a.multiply(BigInteger.valueOf(4).modInverse(n.prime.p)), r);
        r.negateIf(0);
        n.check(n.a.multiply(BigInteger.valueOf(4).modInverse(n.prime.p)), r);
        r.copy(n.first());
        r.negateIf(-1);
        r.tighten();
        n.check(n.a.negate(), r);
    }

    @Property(tries = 300)
    void looseElementsMayBeMultiplied(@ForAll("numbers") Numbers n, @ForAll boolean minus) {
        var twice = n.prime.zero();
        var negative = n.prime.zero();
        var r = n.prime.zero();
        if (minus) {
            negative.copy(n.second());
            negative.negateIf(-1);
            twice.difference(negative, n.second()); // −2b
        } else {
            twice.sum(n.second(), n.second());
        }
        var value = minus ? n.b.multiply(BigInteger.valueOf(-2)) : n.b.add(n.b);
        r.product(n.first(), twice);
        n.check(n.a.multiply(value), r);
        r.product(twice, twice);
        n.check(value.multiply(value), r);
        r.square(twice);
        n.check(value.multiply(value), r);
        r.scale(twice, 0x1ffff);
        n.check(value.multiply(BigInteger.valueOf(0x1ffff)), r);
        n.check(value, twice);
        r.square(twice);
        for (int i = 0; i < 40; i++) {
            r.sum(r, r);
            r.square(r); // tight products remain tight, however often they are doubled and multiplied
        }
        assertEquals(r.zeroMask() != 0, value.mod(n.prime.p).signum() == 0);
        for (long limb : r.limbs) {
            assertTrue(Math.abs(limb) < 1L << (n.prime.bits + 1), () -> "limb " + limb);
        }
    }

    @Property(tries = 300)
    void sumsOfFourMayBeTightened(@ForAll("numbers") Numbers n, @ForAll boolean minus) {
        var sum = n.prime.zero();
        for (int i = 0; i < 4; i++) {
            if (minus) {
                sum.difference(sum, n.first());
            } else {
                sum.sum(sum, n.first());
            }
        }
        sum.tighten();
        var value = n.a.multiply(BigInteger.valueOf(minus ? -4 : 4));
        n.check(value, sum);
        var r = n.prime.zero();
        r.sum(sum, sum);
        r.product(r, r);
        n.check(value.multiply(value).multiply(BigInteger.valueOf(4)), r);
    }

    /// The limbs at their bounds, as the classes state them: of a tight element, of sums of two as factors, and
    /// of sums of four. What comes out must be right, and tight again.
    @Property(tries = 1000)
    void limbsAtTheirBoundsStayThere(@ForAll Prime prime, @ForAll Random random) {
        var a = prime.extreme(random);
        var b = prime.extreme(random);
        var x = prime.zero();
        var y = prime.zero();
        x.sum(a, prime.extreme(random));
        y.difference(b, prime.extreme(random));
        var r = prime.zero();
        r.product(x, y);
        prime.checkTight(prime.exact(x).multiply(prime.exact(y)), r);
        r.product(y, x);
        prime.checkTight(prime.exact(x).multiply(prime.exact(y)), r);
        r.square(x);
        prime.checkTight(prime.exact(x).pow(2), r);
        r.square(y);
        prime.checkTight(prime.exact(y).pow(2), r);
        r.scale(x, 0x1ffff);
        prime.checkTight(prime.exact(x).multiply(BigInteger.valueOf(0x1ffff)), r);
        r.scale(y, 39081);
        prime.checkTight(prime.exact(y).multiply(BigInteger.valueOf(39081)), r);
        r.half(a);
        prime.checkTight(prime.exact(a).multiply(BigInteger.TWO.modInverse(prime.p)), r);
        r.sum(x, x);
        prime.checkTightened(r);
        r.difference(y, x);
        prime.checkTightened(r);
        r.sum(x, y);
        prime.checkTightened(r);
        assertEquals(prime.exact(x).mod(prime.p).signum() == 0 ? -1 : 0, x.zeroMask());
    }

    @Property
    void theInverseTimesTheElementIsOne(@ForAll("numbers") Numbers n) {
        var r = n.prime.zero();
        r.invert(n.first());
        r.product(r, n.first());
        n.check(BigInteger.valueOf(n.a.signum()), r);
        r.copy(n.first());
        r.invert(r);
        r.invert(r);
        n.check(n.a, r);
    }

    @Property
    void zeroIsSeenInEveryForm(@ForAll("numbers") Numbers n) {
        assertEquals(n.a.signum() == 0 ? -1 : 0, n.first().zeroMask());
        var r = n.prime.zero();
        r.difference(n.first(), n.second());
        assertEquals(n.a.equals(n.b) ? -1 : 0, r.zeroMask());
        r.difference(n.first(), n.first());
        assertEquals(-1, r.zeroMask());
        r.copy(n.first());
        r.negateIf(-1);
        r.sum(r, n.first());
        assertEquals(-1, r.zeroMask());
    }

    @Property
    void swapExchangesOnlyUnderOnes(@ForAll("numbers") Numbers n) {
        var x = n.first();
        var y = n.second();
        x.swapIf(0, y);
        n.check(n.a, x);
        n.check(n.b, y);
        x.swapIf(-1, y);
        n.check(n.b, x);
        n.check(n.a, y);
    }

    @Property
    void littleEndianIsTheOtherWayRound(@ForAll("numbers") Numbers n) {
        var big = n.prime.octets(n.a);
        var little = new byte[big.length];
        n.first().encodeLittleEndian(little, 0);
        for (int i = 0; i < big.length; i++) {
            assertEquals(big[i], little[big.length - 1 - i]);
        }
        var r = n.prime.zero();
        r.decodeLittleEndian(little, 0);
        n.check(n.a, r);
    }

    @Property
    void masksChoose(@ForAll("numbers") Numbers n) {
        var r = n.first();
        r.copyIf(0, n.second());
        n.check(n.a, r);
        r.copyIf(-1, n.second());
        n.check(n.b, r);
        r.wipe();
        n.check(BigInteger.ZERO, r);
        r.setOne();
        n.check(BigInteger.ONE, r);
    }

    @Property
    void decodingSaysWhetherTheNumberIsBelowThePrime(@ForAll("numbers") Numbers n) {
        var element = n.prime.zero();
        assertEquals(-1, element.decode(n.prime.octets(n.a), 0));
        var top = BigInteger.ONE.shiftLeft(8 * n.prime.octets);
        for (var large : List.of(n.prime.p, n.prime.p.add(BigInteger.ONE), top.subtract(BigInteger.ONE))) {
            assertEquals(0, element.decode(n.prime.octets(large), 0));
        }
        var sum = n.prime.p.add(n.a);
        if (sum.compareTo(top) < 0) {
            assertEquals(0, element.decode(n.prime.octets(sum), 0));
        }
        assertEquals(-1, element.decode(n.prime.octets(n.prime.p.subtract(BigInteger.ONE)), 0));
    }
}
