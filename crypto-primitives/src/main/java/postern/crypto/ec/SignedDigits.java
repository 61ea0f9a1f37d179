package postern.crypto.ec;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;

/// A secret scalar k, 0 < k < n, as digits that are all odd: k = Σ digit(i)·2^(5i), each digit from −31 to 31,
/// the top one positive.
///
/// No digit is zero, so that each step of a multiplication does the same work; and a point has a negative at no
/// cost, so that 16 multiples serve for 32 digits. Only an odd number has such digits. One of k and n − k is
/// odd, because the order n is; where it is n − k, the multiple is negated at the end ([#negated()]).
///
/// For an odd k, read six bits from position 5i on, set the lowest, and subtract 32. For the lowest digit that
/// is d = k mod 64 − 32, and what remains, (k − d) / 32, is ⌊k / 32⌋ with its lowest bit set: odd again, so
/// that the rule repeats.
final class SignedDigits {
    /// Bits per digit.
    static final int WIDTH = 5;

    /// Multiples that a digit chooses from: 1, 3, … 31.
    static final int MULTIPLES = 1 << (WIDTH - 1);

    private final byte[] odd;
    private final int top;
    private final long negated;

    /// @param scalar big-endian, in [1, n − 1]
    /// @param order  n, in as many octets
    /// @param bits   the length of n
    SignedDigits(byte[] scalar, byte[] order, int bits) {
        int even = (scalar[scalar.length - 1] & 1) - 1;
        odd = new byte[scalar.length];
        int borrow = 0;
        for (int i = odd.length - 1; i >= 0; i--) {
            int difference = (order[i] & 0xff) - (scalar[i] & 0xff) + borrow;
            borrow = difference >> 8;
            odd[i] = (byte) ConstantTime.select(even, difference, scalar[i]);
        }
        top = (bits - 1) / WIDTH;
        negated = even;
    }

    /// The index of the most significant digit, which depends on the curve alone.
    int top() {
        return top;
    }

    /// All ones if the digits are those of n − k.
    long negated() {
        return negated;
    }

    /// The digit of weight 2^(5·index), which is secret.
    int digit(int index) {
        int position = index * WIDTH;
        int at = odd.length - 1 - position / 8;
        int window = odd[at] & 0xff;
        if (at > 0) {
            window |= (odd[at - 1] & 0xff) << 8;
        }
        window >>>= position % 8;
        if (index == top) {
            return window & (2 * MULTIPLES - 1) | 1;
        }
        return (window & (4 * MULTIPLES - 1) | 1) - 2 * MULTIPLES;
    }

    /// Where in 1, 3, … 31 a digit's magnitude stands.
    static int indexOf(int digit) {
        int sign = digit >> 31;
        return ((digit ^ sign) - sign) >> 1;
    }

    /// Overwrites the scalar.
    void wipe() {
        Arrays.fill(odd, (byte) 0);
    }
}
