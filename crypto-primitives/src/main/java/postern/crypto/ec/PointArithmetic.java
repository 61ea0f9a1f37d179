package postern.crypto.ec;

/// The group law of the curves y² = x³ − 3x + b, in Jacobian coordinates, with the scratch space that it needs.
///
/// The usual formula for a sum breaks down where both points are equal, opposite or infinite. [#add] is the sum
/// of any two points: it computes all cases and selects. [#addDistinct] does without, for the loops of scalar
/// multiplication, which prove that their points are distinct.
///
/// One thread at a time. Wiped by its owner, because the scratch elements hold what the secret multiple is made
/// of.
final class PointArithmetic {
    private final FieldElement t0;
    private final FieldElement t1;
    private final FieldElement t2;
    private final FieldElement t3;
    private final FieldElement t4;
    private final FieldElement t5;

    PointArithmetic(FieldElement element) {
        t0 = element.fresh();
        t1 = element.fresh();
        t2 = element.fresh();
        t3 = element.fresh();
        t4 = element.fresh();
        t5 = element.fresh();
    }

    /// p = 2·p, for every p; infinity remains infinity, because Z' is a multiple of Z.
    ///
    ///     L = 3/2·(X − Z²)·(X + Z²),  S = Y²,  T = X·S
    ///     X' = L² − 2·T,  Y' = L·(T − X') − S²,  Z' = Y·Z
    ///
    /// The textbook's tangent, whose slope is 3·(X² − Z⁴) / 2·Y·Z, with all coordinates scaled by ½.
    void twice(Point p) {
        t0.square(p.z);
        t1.difference(p.x, t0);
        t2.sum(p.x, t0);
        t1.product(t1, t2);
        t2.half(t1);
        t1.sum(t1, t2); // L
        p.z.product(p.y, p.z);
        p.y.square(p.y); // S
        t0.product(p.x, p.y); // T
        p.x.square(t1);
        p.x.difference(p.x, t0);
        p.x.difference(p.x, t0);
        p.x.tighten();
        t0.difference(t0, p.x);
        t0.product(t1, t0);
        p.y.square(p.y);
        p.y.difference(t0, p.y);
    }

    /// p = p + q where p and q are neither equal nor infinite. If they are opposite, the sum is infinity, as it
    /// should be.
    ///
    ///     U1 = X1·Z2²,  U2 = X2·Z1²,  S1 = Y1·Z2³,  S2 = Y2·Z1³,  H = U2 − U1,  R = S2 − S1
    ///     X' = R² − H³ − 2·U1·H²,  Y' = R·(U1·H² − X') − S1·H³,  Z' = H·Z1·Z2
    void addDistinct(Point p, Point q) {
        t0.square(p.z);
        t1.square(q.z);
        t2.product(p.x, t1); // U1
        t3.product(q.x, t0); // U2
        t0.product(t0, p.z);
        t1.product(t1, q.z);
        t1.product(p.y, t1); // S1
        t0.product(q.y, t0); // S2
        p.z.product(p.z, q.z);
        finishSum(p);
    }

    /// p = p + (x, y) where (x, y), which is tight, is neither p nor infinite, and p is not infinite: the same
    /// with Z2 = 1.
    void addDistinct(Point p, FieldElement x, FieldElement y) {
        t0.square(p.z);
        t2.copy(p.x); // U1
        t3.product(x, t0); // U2
        t0.product(t0, p.z);
        t1.copy(p.y); // S1
        t1.tighten();
        t0.product(y, t0); // S2
        finishSum(p);
    }

    /// From U1 in t2, U2 in t3, S1 in t1, S2 in t0 and Z1·Z2 in p.z to the sum in p.
    private void finishSum(Point p) {
        t3.difference(t3, t2); // H
        t0.difference(t0, t1); // R
        p.z.product(p.z, t3);
        t4.square(t3);
        t5.product(t4, t3); // H³
        t4.product(t2, t4); // U1·H²
        p.x.square(t0);
        p.x.difference(p.x, t5);
        p.x.difference(p.x, t4);
        p.x.difference(p.x, t4);
        p.x.tighten();
        t4.difference(t4, p.x);
        t4.product(t0, t4);
        t5.product(t1, t5);
        p.y.difference(t4, t5);
    }

    /// p = p + q for any two points, at the same cost.
    void add(Point p, Point q) {
        var first = Point.copyOf(p);
        var doubled = Point.copyOf(p);
        long firstInfinite = p.infinityMask();
        long secondInfinite = q.infinityMask();
        twice(doubled);
        addDistinct(p, q);
        // H is left in t3 and R in t0: the points are equal where both are zero.
        p.copyIf(t3.zeroMask() & t0.zeroMask(), doubled);
        p.copyIf(secondInfinite, first);
        p.copyIf(firstInfinite, q);
        first.wipe();
        doubled.wipe();
    }

    /// Overwrites the scratch space.
    void wipe() {
        t0.wipe();
        t1.wipe();
        t2.wipe();
        t3.wipe();
        t4.wipe();
        t5.wipe();
    }
}
