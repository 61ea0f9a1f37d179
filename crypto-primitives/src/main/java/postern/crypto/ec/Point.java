package postern.crypto.ec;

/// A point of a curve y² = x³ − 3x + b in Jacobian coordinates: (X / Z², Y / Z³), or the point at infinity, the
/// group's zero, if Z is 0. Mutable, so that a secret multiple can be overwritten. X and Z are tight, Y may be
/// loose.
final class Point {
    final FieldElement x;
    final FieldElement y;
    final FieldElement z;

    /// The point at infinity of a curve over the field that `element` belongs to.
    Point(FieldElement element) {
        x = element.fresh();
        y = element.fresh();
        z = element.fresh();
    }

    /// An independent copy.
    static Point copyOf(Point other) {
        var copy = new Point(other.x);
        copy.copy(other);
        return copy;
    }

    /// this = a
    void copy(Point a) {
        x.copy(a.x);
        y.copy(a.y);
        z.copy(a.z);
    }

    /// this = a where the mask is ones.
    void copyIf(long mask, Point a) {
        x.copyIf(mask, a.x);
        y.copyIf(mask, a.y);
        z.copyIf(mask, a.z);
    }

    /// this = −this where the mask is ones.
    void negateIf(long mask) {
        y.negateIf(mask);
    }

    /// Makes Z one; infinity becomes (0, 0) with Z zero.
    void normalise() {
        var inverse = z.fresh();
        var power = z.fresh();
        inverse.invert(z);
        power.square(inverse);
        x.product(x, power);
        power.product(power, inverse);
        y.product(y, power);
        z.product(z, inverse);
        inverse.wipe();
        power.wipe();
    }

    /// All ones if this is the point at infinity, else zero.
    long infinityMask() {
        return z.zeroMask();
    }

    /// Overwrites the coordinates.
    void wipe() {
        x.wipe();
        y.wipe();
        z.wipe();
    }
}
