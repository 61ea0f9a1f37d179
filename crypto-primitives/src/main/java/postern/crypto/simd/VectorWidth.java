package postern.crypto.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// How wide the kernels' vectors are, decided once when they are loaded, because C2 needs a constant: the
/// widest of the machine, between 128 and 512 bits.
final class VectorWidth {
    /// The system property by which tests choose another width.
    static final String PROPERTY = "postern.simd.bits";

    /// Bits of a vector: 128, 256 or 512.
    static final int BITS = bits();

    /// Vectors of octets.
    static final VectorSpecies<Byte> OCTETS = ByteVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));
    /// Vectors of 32-bit words.
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));
    /// Vectors of 64-bit words.
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_MAX.withShape(VectorShape.forBitSize(BITS));

    private VectorWidth() {}

    private static int bits() {
        int widest = Math.clamp(IntVector.SPECIES_PREFERRED.vectorBitSize(), 128, 512);
        return Integer.getInteger(PROPERTY, widest);
    }
}
