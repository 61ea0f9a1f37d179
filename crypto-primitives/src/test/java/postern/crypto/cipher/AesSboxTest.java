package postern.crypto.cipher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The circuit, on all 256 octets, against the definition of FIPS 197 §5.1.1.
class AesSboxTest {
    @Test
    void theCircuitIsTheSbox() {
        for (int x = 0; x < 256; x++) {
            long[] q = slices(x);
            AesSbox.substitute(q);
            assertEquals(definition(x), octet(q), "S-box of " + x);
            AesSbox.substituteInverse(q);
            assertEquals(x, octet(q), "inverse S-box of " + definition(x));
        }
    }

    /// The same octet 64 times.
    private static long[] slices(int octet) {
        var q = new long[8];
        for (int i = 0; i < 8; i++) {
            q[i] = -(octet >> i & 1);
        }
        return q;
    }

    private static int octet(long[] q) {
        int octet = 0;
        for (int i = 0; i < 8; i++) {
            assertEquals(q[i] & 1, -q[i], "all 64 bits agree");
            octet |= (int) (q[i] & 1) << i;
        }
        return octet;
    }

    private static int definition(int x) {
        int inverse = 0;
        for (int y = 1; y < 256; y++) {
            if (multiply(x, y) == 1) {
                inverse = y;
            }
        }
        int s = 0x63;
        for (int i = 0; i < 8; i++) {
            int bit = inverse >> i
                    ^ inverse >> (i + 4) % 8
                    ^ inverse >> (i + 5) % 8
                    ^ inverse >> (i + 6) % 8
                    ^ inverse >> (i + 7) % 8;
            s ^= (bit & 1) << i;
        }
        return s;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        for (int i = 7; i >= 0; i--) {
            product = product << 1 ^ (product >> 7) * 0x11b ^ (b >> i & 1) * a;
        }
        return product;
    }
}
