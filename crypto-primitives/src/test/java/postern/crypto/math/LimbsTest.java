package postern.crypto.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static postern.crypto.math.ModulusTest.big;
import static postern.crypto.math.ModulusTest.limbs;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;

/// Numbers of fixed width against `BigInteger`.
class LimbsTest {
    @Property
    void octetsAreReadAndWritten(@ForAll @Size(max = 100) byte[] octets) {
        var x = Limbs.of(Bytes.copyOf(octets));
        assertEquals(new BigInteger(1, octets), big(x));
        assertEquals(Bytes.copyOf(octets), x.toBytes(octets.length));
        try (var secret = Secret.copyOf(octets);
                var again = Limbs.of(secret).toSecret(octets.length)) {
            assertEquals(Bytes.copyOf(octets), Bytes.copyOf(again.expose()));
        }
        assertEquals(new BigInteger(1, octets).bitLength(), x.bitLength());
    }

    @Property
    void sumsAndDifferencesHaveTheWidthOfTheFirst(@ForAll("numbers") BigInteger x, @ForAll("numbers") BigInteger y) {
        var a = limbs(x);
        var b = limbs(y);
        var width = BigInteger.ONE.shiftLeft(Limbs.BITS * a.limbs.length);
        assertEquals(x.add(y).mod(width), big(a.plus(b)));
        assertEquals(x.subtract(y).mod(width), big(a.minus(b)));
        assertEquals(x.add(BigInteger.TEN).mod(width), big(a.plus(10)));
        assertEquals(x.subtract(BigInteger.TEN).mod(width), big(a.minus(10)));
        assertEquals(x.multiply(y), big(a.times(b)));
    }

    @Property
    void comparisons(@ForAll("numbers") BigInteger x, @ForAll("numbers") BigInteger y) {
        var a = limbs(x);
        var b = limbs(y);
        assertEquals(x.compareTo(y) < 0 ? -1 : 0, a.lessMask(b));
        assertEquals(x.equals(y) ? -1 : 0, a.equalMask(b));
        assertEquals(-1, a.equalMask(limbs(x)));
        assertEquals(0, a.lessMask(a));
        assertEquals(x.testBit(0) ? -1 : 0, a.oddMask());
        assertEquals(x.bitLength() == 1 ? -1 : 0, a.equalMask(1));
    }

    @Property
    void shiftsAndSmallRemainders(
            @ForAll("numbers") BigInteger x,
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(min = 1, max = 2048) int divisor) {
        assertEquals(x.shiftRight(count), big(limbs(x).shiftRight(count)));
        assertEquals(x.mod(BigInteger.valueOf(divisor)).intValue(), limbs(x).remainder(divisor));
        if (x.signum() != 0) {
            assertEquals(x.getLowestSetBit(), limbs(x).trailingZeros());
        }
    }

    @Provide
    Arbitrary<BigInteger> numbers() {
        return ModulusTest.naturals(500);
    }
}
