package postern.crypto.constanttime;

import java.math.BigInteger;

/// Each of these betrays its secret by its time. The watch is tested on them.
final class Mistakes {
    private static final byte[] TABLE = new byte[256];

    private Mistakes() {}

    static boolean compareEarly(byte[] secret, byte[] guess) {
        for (int i = 0; i < secret.length; i++) {
            if ((secret[i] & 3) != (guess[i] & 3)) {
                return false;
            }
        }
        return true;
    }

    static int lookUp(int secret) {
        return TABLE[secret] + TABLE[7];
    }

    static int divide(int secret) {
        return secret % 3329;
    }

    static BigInteger multiply(byte[] secret) {
        return new BigInteger(1, secret).multiply(BigInteger.TWO);
    }
}
