package postern.crypto.mldsa;

/// High and low halves of numbers modulo q, and hints (FIPS 204 §7.4).
///
/// @param gamma2 half the distance between two numbers that have nothing but a high half
record Rounding(int gamma2) {
    /// Bits that the public key drops of t.
    static final int D = 13;

    /// Power2Round (algorithm 35): the high half of a canonical residue, whose low half is between −2¹² and 2¹².
    static int highOfPower(int r) {
        return (r + (1 << D - 1) - 1) >> D;
    }

    /// How many high halves there are: (q − 1) / 2γ₂, 44 or 16.
    int count() {
        return (Ring.Q - 1) / (2 * gamma2);
    }

    /// HighBits (algorithm 37) of a canonical residue: ⌈(r − γ₂) / 2γ₂⌉, save that the topmost half wraps to
    /// zero. The quotient is by a reciprocal of 45 bits, exact as its excess times r is below 2⁻²¹ < 1/2γ₂;
    /// divisors are public, dividends not.
    int high(int r) {
        long step = 2L * gamma2;
        long reciprocal = ((1L << 45) + step - 1) / step;
        int high = (int) ((r + gamma2 - 1) * reciprocal >>> 45);
        return high & (high - count()) >> 31;
    }

    /// LowBits (algorithm 38) of a canonical residue: between −γ₂ and γ₂. The topmost half, whose high half is
    /// zero, has what is left to q.
    int low(int r) {
        int low = r - high(r) * 2 * gamma2;
        return low - (Ring.Q & (Ring.Q / 2 - low) >> 31);
    }

    /// UseHint (algorithm 40): the high half of a number that a small summand moved, for which the hint says
    /// whether it crossed a border. All is public.
    int corrected(int hint, int r) {
        int high = high(r);
        if (hint == 0) {
            return high;
        }
        return Math.floorMod(high + (low(r) > 0 ? 1 : -1), count());
    }
}
