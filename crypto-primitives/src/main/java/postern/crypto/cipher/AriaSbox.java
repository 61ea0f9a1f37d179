package postern.crypto.cipher;

import java.util.Arrays;

/// The S-boxes of ARIA (RFC 5794 §2.4.2), on 64 octets at once.
///
/// S₁ is the S-box of AES. S₂ takes x²⁴⁷ instead of the inverse x²⁵⁴ = x⁻¹, but x²⁴⁷ =
/// (x⁻¹)⁸, and taking the eighth power is linear in GF(2⁸): so S₂ is an affine map M after S₁. The other
/// two are their inverses:
///
///     S₂ = M ∘ S₁,   S₁⁻¹,   S₂⁻¹ = S₁⁻¹ ∘ M⁻¹
///
/// All four then share one pass of the circuit of [AesSbox]: before it, M⁻¹ where S₂⁻¹ is wanted, and the
/// undoing of S₁'s own affine map where either inverse is; behind it that again, and M where S₂ is wanted. The
/// tests compare S₂ with the standard's table.
///
/// `q[i]` holds bit i of the octets; bits 8·p to 8·p + 7 belong to octets number p (counted from the end) of half
/// blocks.
final class AriaSbox {
    /// Where the numbers of octets are 0, 1, 2, 3 modulo 4, counted from the beginning of the block.
    private static final long[] PLACES = {
        0xff000000ff000000L, 0x00ff000000ff0000L, 0x0000ff000000ff00L, 0x000000ff000000ffL
    };

    private final long[] mapped = new long[8];

    /// Substitution layer type 1: S₁, S₂, S₁⁻¹, S₂⁻¹, and so on. Time is constant.
    void layer1(long[] q) {
        substitute(q, PLACES[1], PLACES[3], PLACES[2]);
    }

    /// Substitution layer type 2: S₁⁻¹, S₂⁻¹, S₁, S₂, and so on: the inverse of type 1. Time is
    /// constant.
    void layer2(long[] q) {
        substitute(q, PLACES[3], PLACES[1], PLACES[0]);
    }

    /// @param s2 the octets that go through S₂
    /// @param s2Inverse those that go through its inverse
    /// @param s1Inverse those that go through the inverse of S₁; the rest goes through S₁
    private void substitute(long[] q, long s2, long s2Inverse, long s1Inverse) {
        applyInverse(q);
        take(q, s2Inverse);
        long inverses = s1Inverse | s2Inverse;
        undoAffineMap(q, inverses);
        AesSbox.substitute(q);
        undoAffineMap(q, inverses);
        apply(q);
        take(q, s2);
    }

    private void undoAffineMap(long[] q, long places) {
        System.arraycopy(q, 0, mapped, 0, 8);
        AesSbox.undoAffineMap(mapped);
        take(q, places);
    }

    /// Replaces the octets at the places by the mapped ones.
    private void take(long[] q, long places) {
        for (int i = 0; i < 8; i++) {
            q[i] ^= (q[i] ^ mapped[i]) & places;
        }
    }

    /// M.
    private void apply(long[] q) {
        long s0 = q[0];
        long s1 = q[1];
        long s2 = q[2];
        long s4 = q[4];
        long s5 = q[5];
        long s7 = q[7];
        mapped[0] = s0 ^ s1 ^ s7;
        mapped[1] = s1 ^ s4;
        mapped[2] = s0 ^ s1 ^ s4 ^ s5 ^ q[6] ^ s7;
        mapped[3] = ~(s1 ^ s2 ^ s4 ^ s7);
        mapped[4] = s1 ^ s4 ^ s5;
        mapped[5] = s1 ^ q[3] ^ s4;
        mapped[6] = s5 ^ s7;
        mapped[7] = ~(s0 ^ s1 ^ s2 ^ s5 ^ q[6] ^ s7);
    }

    /// M⁻¹.
    private void applyInverse(long[] q) {
        long y1 = q[1];
        long y2 = q[2];
        long y3 = q[3];
        long y4 = q[4];
        long y6 = q[6];
        long y7 = q[7];
        mapped[0] = q[0] ^ y2 ^ y3 ^ y7;
        mapped[1] = y1 ^ y2 ^ y3 ^ y4 ^ y6 ^ y7;
        mapped[2] = ~(y3 ^ y4 ^ y6);
        mapped[3] = y1 ^ q[5];
        mapped[4] = y2 ^ y3 ^ y4 ^ y6 ^ y7;
        mapped[5] = y1 ^ y4;
        mapped[6] = q[0] ^ y1 ^ y3 ^ y6 ^ y7;
        mapped[7] = y1 ^ y4 ^ y6;
    }

    /// Overwrites what was computed last.
    void wipe() {
        Arrays.fill(mapped, 0);
    }
}
