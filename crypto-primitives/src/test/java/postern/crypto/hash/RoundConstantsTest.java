package postern.crypto.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Nothing up the sleeve: where the constants come from. Those of SHA-2 are the fractional parts of roots of the
/// first primes (FIPS 180-4 §4.2.2, §4.2.3, §5.3).
class RoundConstantsTest {
    private static final int[] PRIMES = IntStream.iterate(2, n -> n + 1)
            .filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).allMatch(d -> n % d != 0))
            .limit(80)
            .toArray();

    @Test
    void roundConstantsAreCubeRoots() {
        long[] roots = Arrays.stream(PRIMES).mapToLong(p -> fraction(p, 3)).toArray();
        assertEquals(Arrays.toString(roots), Arrays.toString((long[]) constant(Sha512.class, "K")));
        assertEquals(Arrays.toString(upper(roots, 64)), Arrays.toString((int[]) constant(Sha256.class, "K")));
    }

    @Test
    void initialValuesAreSquareRoots() {
        long[] roots =
                Arrays.stream(PRIMES).limit(16).mapToLong(p -> fraction(p, 2)).toArray();
        long[] first = Arrays.copyOf(roots, 8);
        assertEquals(Arrays.toString(first), Arrays.toString((long[]) constant(Sha512.class, "INITIAL_512")));
        assertEquals(Arrays.toString(upper(first, 8)), Arrays.toString((int[]) constant(Sha256.class, "INITIAL_256")));
        long[] second = Arrays.copyOfRange(roots, 8, 16);
        assertEquals(Arrays.toString(second), Arrays.toString((long[]) constant(Sha512.class, "INITIAL_384")));
        int[] lower = Arrays.stream(second).mapToInt(v -> (int) v).toArray();
        assertEquals(Arrays.toString(lower), Arrays.toString((int[]) constant(Sha256.class, "INITIAL_224")));
    }

    @Test
    void constantsOfMd5AreSines() {
        int[] sines = IntStream.rangeClosed(1, 64)
                .map(i -> (int) (long) (Math.abs(Math.sin(i)) * 0x1p32))
                .toArray();
        assertEquals(Arrays.toString(sines), Arrays.toString((int[]) constant(Md5.class, "T")));
    }

    @Test
    void constantsOfSha1AreSquareRoots() {
        int[] roots = IntStream.of(2, 3, 5, 10)
                .map(n -> (int) (long) (Math.sqrt(n) * 0x1p30))
                .toArray();
        assertEquals(Arrays.toString(roots), Arrays.toString((int[]) constant(Sha1.class, "K")));
    }

    /// FIPS 202 §3.2.5, algorithm 5: the bits of the constants come from x⁸ + x⁶ + x⁵ + x⁴ + 1.
    @Test
    void constantsOfKeccakComeFromAShiftRegister() {
        long[] constants = new long[24];
        int register = 1;
        for (int round = 0; round < 24; round++) {
            for (int j = 0; j <= 6; j++) {
                constants[round] |= (register & 1L) << (1 << j) - 1;
                register = register << 1 ^ (register >> 7) * 0x171;
            }
        }
        assertEquals(Arrays.toString(constants), Arrays.toString((long[]) constant(Keccak.class, "ROUND_CONSTANTS")));
    }

    /// The first 64 bits of the fractional part: the integer root of p · 2^(64·degree), modulo 2⁶⁴.
    private static long fraction(int p, int degree) {
        var scaled = BigInteger.valueOf(p).shiftLeft(64 * degree);
        var root = BigInteger.ZERO;
        for (int bit = 72; bit >= 0; bit--) {
            var larger = root.setBit(bit);
            if (larger.pow(degree).compareTo(scaled) <= 0) {
                root = larger;
            }
        }
        return root.longValue();
    }

    private static int[] upper(long[] values, int count) {
        return Arrays.stream(values)
                .limit(count)
                .mapToInt(v -> (int) (v >>> 32))
                .toArray();
    }

    private static Object constant(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }
}
