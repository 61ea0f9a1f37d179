package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;

/// The odd multiples 1, 3, … 31 of a point, to choose from by a secret digit: the whole table is read for each
/// choice, and a mask keeps one entry. An entry is two or three field elements, which the users name.
final class MultiplesTable {
    private final long[] limbs;
    private final int stride;

    /// A table of entries of `elements` field elements with as many limbs as `element`.
    MultiplesTable(int elements, FieldElement element) {
        stride = elements * element.limbs.length;
        limbs = new long[SignedDigits.MULTIPLES * stride];
    }

    /// Stores an entry under a public index.
    void store(int index, FieldElement... entry) {
        int at = index * stride;
        for (var element : entry) {
            System.arraycopy(element.limbs, 0, limbs, at, element.limbs.length);
            at += element.limbs.length;
        }
    }

    /// Reads the entry under a secret index.
    void select(int index, FieldElement... entry) {
        for (var element : entry) {
            element.wipe();
        }
        int at = 0;
        for (int i = 0; i < SignedDigits.MULTIPLES; i++) {
            long mask = ConstantTime.equalMask(i, index);
            for (var element : entry) {
                var target = element.limbs;
                for (int j = 0; j < target.length; j++) {
                    target[j] |= limbs[at + j] & mask;
                }
                at += target.length;
            }
        }
    }

    /// Overwrites the table.
    void wipe() {
        Arrays.fill(limbs, 0);
    }
}
