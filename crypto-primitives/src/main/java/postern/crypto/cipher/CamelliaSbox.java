package postern.crypto.cipher;

/// The S-boxes of Camellia (RFC 3713 §2.4.1), on the inputs of eight round functions at once.
///
/// All four are one: s₂ is s₁ turned left by one bit, s₃ turned right by one, s₄ takes its input turned left
/// by one. And s₁ is, like the S-box S of AES, the inversion in GF(2⁸) between two affine maps; a field of 256
/// elements is like any other. So there are maps F and G with
///
///     s₁(x) = G·S(F·x)
///
/// and the circuit of [AesSbox] serves. Out of 2040 such pairs (the inversion looks the same after each of the 8
/// automorphisms of the field and 255 scalings) this one has the fewest sums. The tests compare s₁ with the
/// standard's table.
///
/// `q[i]` holds bit i of octet p of input j at 8·p + j, octet 0 being the last, t₈.
final class CamelliaSbox {
    /// t₂ and t₅, which go through s₂.
    private static final long S2 = 0x00ff0000ff000000L;
    /// t₃ and t₆, which go through s₃.
    private static final long S3 = 0x0000ff0000ff0000L;
    /// t₄ and t₇, which go through s₄.
    private static final long S4 = 0x000000ff0000ff00L;

    private CamelliaSbox() {}

    /// Replaces each octet by the value of its S-box. Time is constant.
    static void substitute(long[] q) {
        turnLeft(q, S4);
        before(q);
        AesSbox.substitute(q);
        after(q);
        turnLeft(q, S2);
        turnRight(q, S3);
    }

    /// Turns the octets under the mask left by one bit: bit i comes from bit i − 1.
    private static void turnLeft(long[] q, long mask) {
        long below = q[7];
        for (int i = 0; i < 8; i++) {
            long kept = q[i];
            q[i] ^= (kept ^ below) & mask;
            below = kept;
        }
    }

    private static void turnRight(long[] q, long mask) {
        long above = q[0];
        for (int i = 7; i >= 0; i--) {
            long kept = q[i];
            q[i] ^= (kept ^ above) & mask;
            above = kept;
        }
    }

    /// F.
    private static void before(long[] q) {
        long x0 = q[0];
        long x1 = q[1];
        long x2 = q[2];
        long x3 = q[3];
        long x4 = q[4];
        long x5 = q[5];
        long x6 = q[6];
        long x7 = q[7];
        q[0] = ~(x1 ^ x7);
        q[1] = x1 ^ x4;
        q[2] = ~(x1 ^ x2 ^ x3);
        q[3] = ~(x1 ^ x4 ^ x6);
        q[4] = x1 ^ x5;
        q[5] = x0 ^ x3 ^ x5 ^ x7;
        q[6] = x1 ^ x3;
        q[7] = ~(x1 ^ x2 ^ x3 ^ x5);
    }

    /// G.
    private static void after(long[] q) {
        long y0 = q[0];
        long y1 = q[1];
        long y2 = q[2];
        long y3 = q[3];
        long y4 = q[4];
        long y5 = q[5];
        long y6 = q[6];
        long y7 = q[7];
        q[0] = y0 ^ y1 ^ y4;
        q[1] = y0 ^ y3;
        q[2] = ~(y0 ^ y5);
        q[3] = ~(y0 ^ y1 ^ y2 ^ y3 ^ y7);
        q[4] = y0 ^ y3 ^ y4 ^ y5;
        q[5] = ~(y2 ^ y4 ^ y7);
        q[6] = y6;
        q[7] = y0 ^ y3 ^ y4 ^ y6 ^ y7;
    }
}
