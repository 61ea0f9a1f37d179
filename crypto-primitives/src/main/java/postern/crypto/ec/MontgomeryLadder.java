package postern.crypto.ec;

/// A multiple of a point of a curve v² = u³ + A·u² + u, computed from u-coordinates alone (RFC 7748 §5, whose
/// names it uses). (x2 : z2) is the multiple by the scalar's bits so far, (x3 : z3) that plus the point itself.
/// Their difference is always the point, whose u-coordinate is x1; this is what makes the sum computable
/// without v.
///
/// Each bit costs the same step; where it is one, the two pairs change places before and after.
final class MontgomeryLadder {
    /// (A − 2) / 4
    private final int a24;

    private final FieldElement x1;
    private final FieldElement x2;
    private final FieldElement z2;
    private final FieldElement x3;
    private final FieldElement z3;
    private final FieldElement a;
    private final FieldElement b;
    private final FieldElement c;
    private final FieldElement d;

    /// A ladder for the point with the u-coordinate `u`, which it copies.
    MontgomeryLadder(FieldElement u, int a24) {
        this.a24 = a24;
        x1 = u.fresh();
        x2 = u.fresh();
        z2 = u.fresh();
        x3 = u.fresh();
        z3 = u.fresh();
        a = u.fresh();
        b = u.fresh();
        c = u.fresh();
        d = u.fresh();
        x1.copy(u);
        x2.setOne();
        x3.copy(u);
        z3.setOne();
    }

    /// The u-coordinate of the multiple of the point by a scalar in little-endian octets, of which bits 0 to
    /// `top` count; 0 for the point at infinity. The result belongs to the ladder and is wiped with it.
    FieldElement multiple(byte[] scalar, int top) {
        int swapped = 0;
        for (int t = top; t >= 0; t--) {
            int bit = scalar[t >>> 3] >>> (t & 7) & 1;
            swapIf(swapped ^ bit);
            swapped = bit;
            step();
        }
        swapIf(swapped);
        z2.invert(z2);
        x2.product(x2, z2);
        return x2;
    }

    /// (x2 : z2) is doubled, (x3 : z3) becomes the sum of both.
    private void step() {
        a.sum(x2, z2); // A
        b.difference(x2, z2); // B
        c.sum(x3, z3); // C
        d.difference(x3, z3); // D
        d.product(d, a); // DA
        c.product(c, b); // CB
        x3.sum(d, c);
        x3.square(x3); // (DA + CB)²
        z3.difference(d, c);
        z3.square(z3);
        z3.product(z3, x1); // x1 · (DA − CB)²
        a.square(a); // AA
        b.square(b); // BB
        x2.product(a, b); // AA · BB
        b.difference(a, b); // E = AA − BB
        c.scale(b, a24);
        a.sum(a, c); // AA + a24 · E
        z2.product(b, a); // E · (AA + a24 · E)
    }

    private void swapIf(int bit) {
        x2.swapIf(-bit, x3);
        z2.swapIf(-bit, z3);
    }

    /// Overwrites all coordinates.
    void wipe() {
        for (var element : new FieldElement[] {x1, x2, z2, x3, z3, a, b, c, d}) {
            element.wipe();
        }
    }
}
