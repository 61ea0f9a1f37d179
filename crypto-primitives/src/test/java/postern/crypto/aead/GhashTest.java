package postern.crypto.aead;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import postern.crypto.bytes.Bytes;

/// GHASH against its definition in SP 800-38D §6.3, bit by bit.
class GhashTest {
    @Property
    void agreesWithTheDefinition(@ForAll @IntRange(max = 80) int length, @ForAll Random random) {
        var subkey = new byte[16];
        var data = new byte[length];
        random.nextBytes(subkey);
        random.nextBytes(data);
        assertArrayEquals(definition(subkey, data), ghash(subkey, data));
    }

    /// All ones put 16 ones into one column of the products with holes, which is all a column can take.
    @Test
    void theFullestColumnsDoNotOverflow() {
        var ones = new byte[16];
        Arrays.fill(ones, (byte) -1);
        assertArrayEquals(definition(ones, ones), ghash(ones, ones));
    }

    /// The intermediate values of test case 2 of McGrew and Viega's specification.
    @Test
    void publishedIntermediateValue() {
        var subkey = Bytes.fromHex("66e94bd4ef8a2c3b884cfa59ca342b2e").toArray();
        var ghash = new Ghash(subkey);
        ghash.begin();
        ghash.updatePadded(Bytes.fromHex("0388dace60b6a392f328c2b971b2fe78").toArray(), 0, 16);
        var out = new byte[16];
        ghash.writeTo(out);
        assertArrayEquals(Bytes.fromHex("5e2ec746917062882c85b0685353deb7").toArray(), out);
        ghash.updateLengths(0, 16);
        ghash.writeTo(out);
        assertArrayEquals(Bytes.fromHex("f38cbb1ad69223dcc3457ae5b6b0f885").toArray(), out);
    }

    private static byte[] ghash(byte[] subkey, byte[] data) {
        var ghash = new Ghash(subkey);
        ghash.begin();
        ghash.updatePadded(data, 0, data.length);
        var out = new byte[16];
        ghash.writeTo(out);
        return out;
    }

    private static byte[] definition(byte[] subkey, byte[] data) {
        var h = new BigInteger(1, subkey);
        var y = BigInteger.ZERO;
        for (int at = 0; at < data.length; at += 16) {
            var block = Arrays.copyOf(Arrays.copyOfRange(data, at, Math.min(data.length, at + 16)), 16);
            y = product(y.xor(new BigInteger(1, block)), h);
        }
        var out = new byte[16];
        for (int i = 0; i < 16; i++) {
            out[i] = y.shiftRight(8 * (15 - i)).byteValue();
        }
        return out;
    }

    /// Algorithm 1 of §6.3: bit 0 of a block is the highest of the integer.
    private static BigInteger product(BigInteger x, BigInteger y) {
        var r = BigInteger.valueOf(0xe1).shiftLeft(120);
        var z = BigInteger.ZERO;
        var v = y;
        for (int i = 0; i < 128; i++) {
            if (x.testBit(127 - i)) {
                z = z.xor(v);
            }
            v = v.testBit(0) ? v.shiftRight(1).xor(r) : v.shiftRight(1);
        }
        return z;
    }
}
