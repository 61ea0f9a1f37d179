package postern.crypto.ec;

import java.math.BigInteger;

/// A field element that is computed with `BigInteger`, and that demands what [FieldElement] demands: it counts
/// of how many tight elements a sum is made, and refuses a factor of more than two or a sum of more than four.
final class TracedElement extends FieldElement {
    private final BigInteger p;
    private BigInteger value = BigInteger.ZERO;
    private int terms = 1;

    TracedElement(BigInteger p) {
        super(8, 52, new long[5]);
        this.p = p;
    }

    TracedElement(BigInteger p, BigInteger value) {
        this(p);
        this.value = value.mod(p);
    }

    BigInteger value() {
        return value;
    }

    int terms() {
        return terms;
    }

    private void set(BigInteger value, int terms) {
        if (terms > 4) {
            throw new IllegalStateException("a sum of " + terms + " tight elements");
        }
        this.value = value.mod(p);
        this.terms = terms;
    }

    private static BigInteger factor(FieldElement a) {
        var element = (TracedElement) a;
        if (element.terms > 2) {
            throw new IllegalStateException("a factor is the sum of " + element.terms + " tight elements");
        }
        return element.value;
    }

    @Override
    FieldElement fresh() {
        return new TracedElement(p);
    }

    @Override
    void product(FieldElement a, FieldElement b) {
        set(factor(a).multiply(factor(b)), 1);
    }

    @Override
    void square(FieldElement a) {
        set(factor(a).multiply(factor(a)), 1);
    }

    @Override
    void tighten() {
        terms = 1;
    }

    /// Eight big-endian octets.
    @Override
    long decode(byte[] in, int offset) {
        set(new BigInteger(1, in, offset, 8), 1);
        return -1;
    }

    @Override
    void enter() {}

    @Override
    void leave() {}

    @Override
    void sum(FieldElement a, FieldElement b) {
        var x = (TracedElement) a;
        var y = (TracedElement) b;
        set(x.value.add(y.value), x.terms + y.terms);
    }

    @Override
    void difference(FieldElement a, FieldElement b) {
        var x = (TracedElement) a;
        var y = (TracedElement) b;
        set(x.value.subtract(y.value), x.terms + y.terms);
    }

    @Override
    void half(FieldElement a) {
        var x = (TracedElement) a;
        set(x.value.multiply(BigInteger.TWO.modInverse(p)), x.terms);
    }

    @Override
    void negateIf(long mask) {
        set(mask == 0 ? value : value.negate(), terms);
    }

    @Override
    void copyIf(long mask, FieldElement a) {
        var x = (TracedElement) a;
        set(mask == 0 ? value : x.value, Math.max(terms, x.terms));
    }

    @Override
    void copy(FieldElement a) {
        var x = (TracedElement) a;
        set(x.value, x.terms);
    }

    @Override
    void setOne() {
        set(BigInteger.ONE, 1);
    }

    @Override
    void invert(FieldElement a) {
        set(factor(a).signum() == 0 ? BigInteger.ZERO : factor(a).modInverse(p), 1);
    }

    @Override
    long zeroMask() {
        factor(this);
        return value.signum() == 0 ? -1 : 0;
    }

    @Override
    void wipe() {
        set(BigInteger.ZERO, 1);
    }
}
