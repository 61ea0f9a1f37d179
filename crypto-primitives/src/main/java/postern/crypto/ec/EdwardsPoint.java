package postern.crypto.ec;

/// A point of an Edwards curve in extended coordinates: (X / Z, Y / Z), with T = X·Y / Z. Z is never 0; the
/// group's zero is (0, 1). Mutable, so that a secret multiple can be overwritten. All coordinates are tight.
final class EdwardsPoint {
    final FieldElement x;
    final FieldElement y;
    final FieldElement z;
    final FieldElement t;

    /// The zero of a curve over the field that `element` belongs to.
    EdwardsPoint(FieldElement element) {
        x = element.fresh();
        y = element.fresh();
        z = element.fresh();
        t = element.fresh();
        y.setOne();
        z.setOne();
    }

    /// An independent copy.
    static EdwardsPoint copyOf(EdwardsPoint other) {
        var copy = new EdwardsPoint(other.x);
        copy.x.copy(other.x);
        copy.y.copy(other.y);
        copy.z.copy(other.z);
        copy.t.copy(other.t);
        return copy;
    }

    /// this = −this = (−x, y) where the mask is ones.
    void negateIf(long mask) {
        x.negateIf(mask);
        t.negateIf(mask);
    }

    /// Makes Z one.
    void normalise() {
        z.invert(z);
        x.product(x, z);
        y.product(y, z);
        t.product(x, y);
        z.setOne();
    }

    /// Overwrites the coordinates.
    void wipe() {
        x.wipe();
        y.wipe();
        z.wipe();
        t.wipe();
    }
}
