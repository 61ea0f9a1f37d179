package postern.crypto.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Each mask against the comparison it stands for.
class ConstantTimeTest {
    @Property
    void masksOfIntsAgreeWithComparisons(@ForAll int a, @ForAll int b) {
        assertEquals(a == 0 ? -1 : 0, ConstantTime.zeroMask(a));
        assertEquals(a == b ? -1 : 0, ConstantTime.equalMask(a, b));
        assertEquals(-1, ConstantTime.equalMask(a, a));
        assertEquals(Integer.compareUnsigned(a, b) < 0 ? -1 : 0, ConstantTime.lessMask(a, b));
        assertEquals(0, ConstantTime.lessMask(a, a));
    }

    @Property
    void masksOfLongsAgreeWithComparisons(@ForAll long a, @ForAll long b) {
        assertEquals(a == 0 ? -1 : 0, ConstantTime.zeroMask(a));
        assertEquals(Long.compareUnsigned(a, b) < 0 ? -1 : 0, ConstantTime.lessMask(a, b));
        assertEquals(0, ConstantTime.lessMask(a, a));
    }

    @Property
    void selectTakesTheFirstWhereTheMaskIsOnes(@ForAll int a, @ForAll int b, @ForAll long c, @ForAll long d) {
        assertEquals(a, ConstantTime.select(-1, a, b));
        assertEquals(b, ConstantTime.select(0, a, b));
        assertEquals(c, ConstantTime.select(-1L, c, d));
        assertEquals(d, ConstantTime.select(0L, c, d));
    }

    @Property
    void equalMaskOfArraysAgreesWithArraysEquals(@ForAll byte[] a, @ForAll byte[] b) {
        assertEquals(Arrays.equals(a, b) ? -1 : 0, ConstantTime.equalMask(a, b));
        assertEquals(-1, ConstantTime.equalMask(a, a.clone()));
    }

    @Property
    void oneFlippedBitIsSeen(@ForAll byte[] a, @ForAll int position) {
        if (a.length == 0) {
            return;
        }
        var changed = a.clone();
        changed[Math.floorMod(position, a.length)] ^= (byte) (1 << Math.floorMod(position, 8));
        assertEquals(0, ConstantTime.equalMask(a, changed));
    }

    @Property
    void copyIfCopiesOnlyUnderOnes(@ForAll byte[] source) {
        var kept = new byte[source.length];
        ConstantTime.copyIf(0, source, kept);
        assertArrayEquals(new byte[source.length], kept);
        ConstantTime.copyIf(-1, source, kept);
        assertArrayEquals(source, kept);
    }
}
