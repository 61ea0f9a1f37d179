package postern.crypto.math;

import static java.lang.Math.unsignedMultiplyHigh;

import java.util.Arrays;

/// Montgomery's product a·b/R modulo m, R = 2^(52·n), without a division and without a comparison.
///
/// **Columns.** A product of two limbs is h·2⁵² + l with both halves below 2⁵². Column k of a product of numbers,
/// the sum of all limb products of weight 2^(52·k), is kept as two words: `high[k]` sums the h, and `low[k]` sums
/// the whole products modulo 2⁶⁴. That is enough, because the sum of the l is below 2⁶³ and so is exactly
///
///     low[k] − high[k]·2⁵²  (modulo 2⁶⁴)
///
/// and the h belong to column k + 1. A limb product thus costs two multiplications and two additions, no carry, no
/// masking; carries are resolved once for each column. `unsignedMultiplyHigh(a << 12, b)` is h.
///
/// **Blocks.** The column sums live in arrays; to touch them less often, four limbs are multiplied by four at a
/// time. Hence n is a multiple of four.
///
/// **Reduction.** From the lowest column up, q = column·(−1/m) modulo 2⁵² is the multiple of m that makes the
/// column vanish modulo 2⁵²; after n columns the lower half is zero and the upper half is (a·b + q·m)/R.
///
/// **Bounds.** R ≥ 16·m. So for a, b ≤ 4·m the result is at most (16·m² + R·m)/R ≤ 2·m: results need no final
/// subtraction, and sums of two results may be factors.
///
/// An object is the workspace of one computation, confined to one thread, wiped by [#close()].
final class Montgomery implements AutoCloseable {
    /// Limbs in a block.
    static final int BLOCK = 4;

    private static final int BITS = Limbs.BITS;
    private static final long MASK = Limbs.MASK;

    /// What shifts a limb product's upper half to the upper word.
    private static final int UP = Long.SIZE - BITS;

    private final long[] m;
    private final long negatedInverse;
    private final long[] low;
    private final long[] high;
    private final long[] q = new long[BLOCK];

    /// A workspace for the odd modulus `m`, given in a multiple of four limbs.
    Montgomery(long[] m) {
        this.m = m;
        this.negatedInverse = -inverse(m[0]);
        this.low = new long[2 * m.length];
        this.high = new long[2 * m.length];
    }

    /// 1/x modulo 2⁶⁴ for odd x, by Newton's iteration: x is its own inverse modulo 8, and each step doubles the
    /// bits.
    static long inverse(long x) {
        long y = x;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            y *= 2 - x * y;
        }
        return y;
    }

    /// result = a·b/R modulo m; `result` may be a factor.
    void multiply(long[] result, long[] a, long[] b) {
        clear();
        for (int i = 0; i < m.length; i += BLOCK) {
            for (int j = 0; j < m.length; j += BLOCK) {
                addBlock(i + j, a, i, b, j);
            }
        }
        reduce(result);
    }

    /// result = a²/R modulo m; `result` may be `a`. The blocks beside the diagonal come in equal pairs.
    void square(long[] result, long[] a) {
        clear();
        for (int i = 0; i < m.length; i += BLOCK) {
            for (int j = i + BLOCK; j < m.length; j += BLOCK) {
                addBlock(i + j, a, i, a, j);
            }
        }
        for (int k = 0; k < low.length; k++) {
            low[k] <<= 1;
            high[k] <<= 1;
        }
        for (int i = 0; i < m.length; i += BLOCK) {
            addBlock(2 * i, a, i, a, i);
        }
        reduce(result);
    }

    private void clear() {
        Arrays.fill(low, 0);
        Arrays.fill(high, 0);
    }

    /// Adds the sixteen products of `x[i…i+3]` and `y[j…j+3]` to the seven columns from `k` on.
    private void addBlock(int k, long[] x, int i, long[] y, int j) {
        long x0 = x[i], x1 = x[i + 1], x2 = x[i + 2], x3 = x[i + 3];
        long y0 = y[j], y1 = y[j + 1], y2 = y[j + 2], y3 = y[j + 3];
        long u0 = x0 << UP, u1 = x1 << UP, u2 = x2 << UP, u3 = x3 << UP;
        low[k] += x0 * y0;
        high[k] += unsignedMultiplyHigh(u0, y0);
        low[k + 1] += x0 * y1 + x1 * y0;
        high[k + 1] += unsignedMultiplyHigh(u0, y1) + unsignedMultiplyHigh(u1, y0);
        low[k + 2] += x0 * y2 + x1 * y1 + x2 * y0;
        high[k + 2] += unsignedMultiplyHigh(u0, y2) + unsignedMultiplyHigh(u1, y1) + unsignedMultiplyHigh(u2, y0);
        low[k + 3] += x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0;
        high[k + 3] += unsignedMultiplyHigh(u0, y3)
                + unsignedMultiplyHigh(u1, y2)
                + unsignedMultiplyHigh(u2, y1)
                + unsignedMultiplyHigh(u3, y0);
        low[k + 4] += x1 * y3 + x2 * y2 + x3 * y1;
        high[k + 4] += unsignedMultiplyHigh(u1, y3) + unsignedMultiplyHigh(u2, y2) + unsignedMultiplyHigh(u3, y1);
        low[k + 5] += x2 * y3 + x3 * y2;
        high[k + 5] += unsignedMultiplyHigh(u2, y3) + unsignedMultiplyHigh(u3, y2);
        low[k + 6] += x3 * y3;
        high[k + 6] += unsignedMultiplyHigh(u3, y3);
    }

    /// result = columns/R modulo m.
    private void reduce(long[] result) {
        int n = m.length;
        long carry = 0;
        for (int k = 0; k < n; k += BLOCK) {
            carry = eliminate(k, carry);
            for (int j = BLOCK; j < n; j += BLOCK) {
                addBlock(k + j, q, 0, m, j);
            }
        }
        for (int k = 0; k < n; k++) {
            long column = low[n + k] - (high[n + k] << BITS) + carry;
            result[k] = column & MASK;
            carry = (column >>> BITS) + high[n + k];
        }
    }

    /// Chooses `q[0…3]` so that the four columns from `k` on vanish, and adds the block of their products with
    /// `m[0…3]`. Takes and returns the carry into the next column.
    private long eliminate(int k, long carryIn) {
        long m0 = m[0], m1 = m[1], m2 = m[2], m3 = m[3];

        long sum = low[k] + carryIn;
        long q0 = sum * negatedInverse & MASK;
        long u0 = q0 << UP;
        long upper = high[k] + unsignedMultiplyHigh(u0, m0);
        long carry = carry(sum + q0 * m0, upper);

        sum = low[k + 1] + carry + q0 * m1;
        long q1 = sum * negatedInverse & MASK;
        long u1 = q1 << UP;
        upper = high[k + 1] + unsignedMultiplyHigh(u0, m1) + unsignedMultiplyHigh(u1, m0);
        carry = carry(sum + q1 * m0, upper);

        sum = low[k + 2] + carry + q0 * m2 + q1 * m1;
        long q2 = sum * negatedInverse & MASK;
        long u2 = q2 << UP;
        upper = high[k + 2]
                + unsignedMultiplyHigh(u0, m2)
                + unsignedMultiplyHigh(u1, m1)
                + unsignedMultiplyHigh(u2, m0);
        carry = carry(sum + q2 * m0, upper);

        sum = low[k + 3] + carry + q0 * m3 + q1 * m2 + q2 * m1;
        long q3 = sum * negatedInverse & MASK;
        long u3 = q3 << UP;
        upper = high[k + 3]
                + unsignedMultiplyHigh(u0, m3)
                + unsignedMultiplyHigh(u1, m2)
                + unsignedMultiplyHigh(u2, m1)
                + unsignedMultiplyHigh(u3, m0);
        carry = carry(sum + q3 * m0, upper);

        low[k + 4] += q1 * m3 + q2 * m2 + q3 * m1;
        high[k + 4] += unsignedMultiplyHigh(u1, m3) + unsignedMultiplyHigh(u2, m2) + unsignedMultiplyHigh(u3, m1);
        low[k + 5] += q2 * m3 + q3 * m2;
        high[k + 5] += unsignedMultiplyHigh(u2, m3) + unsignedMultiplyHigh(u3, m2);
        low[k + 6] += q3 * m3;
        high[k + 6] += unsignedMultiplyHigh(u3, m3);
        q[0] = q0;
        q[1] = q1;
        q[2] = q2;
        q[3] = q3;
        return carry;
    }

    /// What a column with these two sums passes on to the next.
    private static long carry(long low, long high) {
        return (low - (high << BITS) >>> BITS) + high;
    }

    /// Wipes the workspace.
    @Override
    public void close() {
        clear();
        Arrays.fill(q, 0);
    }
}
