package postern.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Each operation against the same one of `BigInteger`, with values from the middle and from the edges of the
/// range, and on the loosest elements that the class promises to multiply.
class Field25519Test {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    @Provide
    Arbitrary<BigInteger> values() {
        List<BigInteger> edges = new ArrayList<>();
        for (int i = 0; i <= 255; i += 51) {
            for (int d = -20; d <= 20; d++) {
                edges.add(BigInteger.TWO.pow(i).add(BigInteger.valueOf(d)).mod(BigInteger.TWO.pow(255)));
            }
        }
        return Arbitraries.oneOf(
                Arbitraries.of(edges),
                Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.TWO.pow(255).subtract(BigInteger.ONE)));
    }

    @Property
    void encodingIsCanonical(@ForAll("values") BigInteger a) {
        assertEquals(a.mod(P), value(element(a)));
    }

    @Property
    void ringOperationsAgreeWithBigInteger(@ForAll("values") BigInteger a, @ForAll("values") BigInteger b) {
        var r = new Field25519();
        r.sum(element(a), element(b));
        assertEquals(a.add(b).mod(P), value(r));
        r.difference(element(a), element(b));
        assertEquals(a.subtract(b).mod(P), value(r));
        r.product(element(a), element(b));
        assertEquals(a.multiply(b).mod(P), value(r));
        r.square(element(a));
        assertEquals(a.multiply(a).mod(P), value(r));
        r.scale(element(a), 121665);
        assertEquals(a.multiply(BigInteger.valueOf(121665)).mod(P), value(r));
    }

    @Property
    void sumsOfFourMayBeMultiplied(
            @ForAll("values") BigInteger a, @ForAll("values") BigInteger b, @ForAll boolean minus) {
        var x = element(a);
        var y = element(b);
        var s = new Field25519();
        for (int i = 0; i < 4; i++) {
            if (minus) {
                s.difference(s, x);
            } else {
                s.sum(s, x);
            }
        }
        var four = minus ? a.multiply(BigInteger.valueOf(-4)) : a.multiply(BigInteger.valueOf(4));
        var r = new Field25519();
        r.product(s, y);
        assertEquals(four.multiply(b).mod(P), value(r));
        r.product(y, s);
        assertEquals(four.multiply(b).mod(P), value(r));
        r.square(s);
        assertEquals(four.multiply(four).mod(P), value(r));
        r.product(s, s);
        assertEquals(four.multiply(four).mod(P), value(r));
        r.scale(s, 121665);
        assertEquals(four.multiply(BigInteger.valueOf(121665)).mod(P), value(r));
        assertEquals(four.mod(P), value(s));
    }

    @Property
    void theInverseTimesTheElementIsOne(@ForAll("values") BigInteger a) {
        var x = element(a);
        var r = new Field25519();
        r.invert(x);
        r.product(r, x);
        assertEquals(a.mod(P).signum() == 0 ? BigInteger.ZERO : BigInteger.ONE, value(r));
    }

    @Property
    void swapExchangesOnlyUnderOnes(@ForAll("values") BigInteger a, @ForAll("values") BigInteger b) {
        var x = element(a);
        var y = element(b);
        Field25519.swapIf(0, x, y);
        assertEquals(List.of(a.mod(P), b.mod(P)), List.of(value(x), value(y)));
        Field25519.swapIf(-1, x, y);
        assertEquals(List.of(b.mod(P), a.mod(P)), List.of(value(x), value(y)));
    }

    private static Field25519 element(BigInteger value) {
        var octets = new byte[32];
        for (int i = 0; i < 32; i++) {
            octets[i] = value.shiftRight(8 * i).byteValue();
        }
        var element = new Field25519();
        element.decode(octets, 0);
        return element;
    }

    private static BigInteger value(Field25519 element) {
        var octets = new byte[32];
        element.encode(octets, 0);
        var bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = octets[31 - i];
        }
        return new BigInteger(1, bigEndian);
    }
}
