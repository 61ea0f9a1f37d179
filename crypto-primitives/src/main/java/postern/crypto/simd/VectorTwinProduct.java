package postern.crypto.simd;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.kernel.TwinProduct;

/// Two products of Montgomery at once, for the two primes of an RSA key of 2048 bits: the kernel beside
/// `postern.crypto.math.Montgomery`, which says what is computed, and to whose powers a test shows its own equal.
///
/// A number is five vectors of eight limbs. Each of the forty rounds adds one limb of a times all of b, chooses
/// the digit q by the lowest lane, adds q·m, and moves all lanes down by one. From the lowest lane through q to
/// the next lowest lane is a long way for the processor, and nothing else in a product can be done meanwhile;
/// so two products take turns.
///
/// A limb product is written as a product of what two masks leave of 64-bit lanes, which compiles to the
/// instruction that multiplies 32 by 32 bits. Limbs may exceed 26 bits by a carry: after the last round two
/// steps in which every lane passes its upper bits to the next leave less than 2⁸ of excess. A lane sums at
/// most 80 products of (2²⁶ + 2⁸)², which is below 2⁵⁹.
///
/// Flat, for the reason given at the package.
final class VectorTwinProduct implements TwinProduct {
    private static final VectorSpecies<Long> LANES = LongVector.SPECIES_512;
    private static final long MASK = (1L << BITS) - 1;
    private static final long WORD = 0xffffffffL;
    private static final int HALF = LIMBS;

    /// The lanes 1 to 7 of a first vector and lane 0 of a second.
    private static final LongVector DOWN = LongVector.fromArray(LANES, new long[] {1, 2, 3, 4, 5, 6, 7, 8}, 0);

    /// Lane 7 of a first vector and the lanes 0 to 6 of a second.
    private static final LongVector UP = LongVector.fromArray(LANES, new long[] {7, 8, 9, 10, 11, 12, 13, 14}, 0);

    private final long[] moduli;
    private final long[] negatedInverses;

    /// @param moduli the limbs of both, 26 bits each, forty and forty
    /// @param negatedInverses −1/m modulo 2²⁶ of both
    VectorTwinProduct(long[] moduli, long[] negatedInverses) {
        this.moduli = moduli;
        this.negatedInverses = negatedInverses;
    }

    @Override
    public void multiply(long[] result, long[] a, long[] b) {
        var m = moduli;
        long inverseP = negatedInverses[0];
        long inverseQ = negatedInverses[1];
        var zero = LongVector.zero(LANES);
        var pb0 = LongVector.fromArray(LANES, b, 0).and(WORD);
        var pb1 = LongVector.fromArray(LANES, b, 8).and(WORD);
        var pb2 = LongVector.fromArray(LANES, b, 16).and(WORD);
        var pb3 = LongVector.fromArray(LANES, b, 24).and(WORD);
        var pb4 = LongVector.fromArray(LANES, b, 32).and(WORD);
        var pm0 = LongVector.fromArray(LANES, m, 0).and(WORD);
        var pm1 = LongVector.fromArray(LANES, m, 8).and(WORD);
        var pm2 = LongVector.fromArray(LANES, m, 16).and(WORD);
        var pm3 = LongVector.fromArray(LANES, m, 24).and(WORD);
        var pm4 = LongVector.fromArray(LANES, m, 32).and(WORD);
        var p0 = zero;
        var p1 = zero;
        var p2 = zero;
        var p3 = zero;
        var p4 = zero;
        var qb0 = LongVector.fromArray(LANES, b, 40).and(WORD);
        var qb1 = LongVector.fromArray(LANES, b, 48).and(WORD);
        var qb2 = LongVector.fromArray(LANES, b, 56).and(WORD);
        var qb3 = LongVector.fromArray(LANES, b, 64).and(WORD);
        var qb4 = LongVector.fromArray(LANES, b, 72).and(WORD);
        var qm0 = LongVector.fromArray(LANES, m, 40).and(WORD);
        var qm1 = LongVector.fromArray(LANES, m, 48).and(WORD);
        var qm2 = LongVector.fromArray(LANES, m, 56).and(WORD);
        var qm3 = LongVector.fromArray(LANES, m, 64).and(WORD);
        var qm4 = LongVector.fromArray(LANES, m, 72).and(WORD);
        var q0 = zero;
        var q1 = zero;
        var q2 = zero;
        var q3 = zero;
        var q4 = zero;
        long pLowest = m[0];
        long qLowest = m[HALF];
        long pCarry = 0;
        long qCarry = 0;
        for (int i = 0; i < HALF; i++) {
            var pa = LongVector.broadcast(LANES, a[i]).and(WORD);
            p0 = p0.add(pa.mul(pb0));
            p1 = p1.add(pa.mul(pb1));
            p2 = p2.add(pa.mul(pb2));
            p3 = p3.add(pa.mul(pb3));
            p4 = p4.add(pa.mul(pb4));
            var qa = LongVector.broadcast(LANES, a[HALF + i]).and(WORD);
            q0 = q0.add(qa.mul(qb0));
            q1 = q1.add(qa.mul(qb1));
            q2 = q2.add(qa.mul(qb2));
            q3 = q3.add(qa.mul(qb3));
            q4 = q4.add(qa.mul(qb4));
            long pColumn = p0.lane(0) + pCarry;
            long pDigit = pColumn * inverseP & MASK;
            pCarry = (pColumn + pDigit * pLowest) >>> BITS;
            var pd = LongVector.broadcast(LANES, pDigit).and(WORD);
            p0 = p0.add(pd.mul(pm0));
            p1 = p1.add(pd.mul(pm1));
            p2 = p2.add(pd.mul(pm2));
            p3 = p3.add(pd.mul(pm3));
            p4 = p4.add(pd.mul(pm4));
            p0 = DOWN.selectFrom(p0, p1);
            p1 = DOWN.selectFrom(p1, p2);
            p2 = DOWN.selectFrom(p2, p3);
            p3 = DOWN.selectFrom(p3, p4);
            p4 = DOWN.selectFrom(p4, zero);
            long qColumn = q0.lane(0) + qCarry;
            long qDigit = qColumn * inverseQ & MASK;
            qCarry = (qColumn + qDigit * qLowest) >>> BITS;
            var qd = LongVector.broadcast(LANES, qDigit).and(WORD);
            q0 = q0.add(qd.mul(qm0));
            q1 = q1.add(qd.mul(qm1));
            q2 = q2.add(qd.mul(qm2));
            q3 = q3.add(qd.mul(qm3));
            q4 = q4.add(qd.mul(qm4));
            q0 = DOWN.selectFrom(q0, q1);
            q1 = DOWN.selectFrom(q1, q2);
            q2 = DOWN.selectFrom(q2, q3);
            q3 = DOWN.selectFrom(q3, q4);
            q4 = DOWN.selectFrom(q4, zero);
        }
        p0 = p0.add(zero.withLane(0, pCarry));
        q0 = q0.add(zero.withLane(0, qCarry));
        for (int i = 0; i < 2; i++) {
            var ph0 = p0.lanewise(VectorOperators.LSHR, BITS);
            var ph1 = p1.lanewise(VectorOperators.LSHR, BITS);
            var ph2 = p2.lanewise(VectorOperators.LSHR, BITS);
            var ph3 = p3.lanewise(VectorOperators.LSHR, BITS);
            var ph4 = p4.lanewise(VectorOperators.LSHR, BITS);
            p0 = p0.and(MASK).add(UP.selectFrom(zero, ph0));
            p1 = p1.and(MASK).add(UP.selectFrom(ph0, ph1));
            p2 = p2.and(MASK).add(UP.selectFrom(ph1, ph2));
            p3 = p3.and(MASK).add(UP.selectFrom(ph2, ph3));
            p4 = p4.and(MASK).add(UP.selectFrom(ph3, ph4));
            var qh0 = q0.lanewise(VectorOperators.LSHR, BITS);
            var qh1 = q1.lanewise(VectorOperators.LSHR, BITS);
            var qh2 = q2.lanewise(VectorOperators.LSHR, BITS);
            var qh3 = q3.lanewise(VectorOperators.LSHR, BITS);
            var qh4 = q4.lanewise(VectorOperators.LSHR, BITS);
            q0 = q0.and(MASK).add(UP.selectFrom(zero, qh0));
            q1 = q1.and(MASK).add(UP.selectFrom(qh0, qh1));
            q2 = q2.and(MASK).add(UP.selectFrom(qh1, qh2));
            q3 = q3.and(MASK).add(UP.selectFrom(qh2, qh3));
            q4 = q4.and(MASK).add(UP.selectFrom(qh3, qh4));
        }
        p0.intoArray(result, 0);
        p1.intoArray(result, 8);
        p2.intoArray(result, 16);
        p3.intoArray(result, 24);
        p4.intoArray(result, 32);
        q0.intoArray(result, 40);
        q1.intoArray(result, 48);
        q2.intoArray(result, 56);
        q3.intoArray(result, 64);
        q4.intoArray(result, 72);
    }

    @Override
    public void select(long[] result, long[] table, int first, int second) {
        var p0 = LongVector.zero(LANES);
        var p1 = LongVector.zero(LANES);
        var p2 = LongVector.zero(LANES);
        var p3 = LongVector.zero(LANES);
        var p4 = LongVector.zero(LANES);
        var q0 = LongVector.zero(LANES);
        var q1 = LongVector.zero(LANES);
        var q2 = LongVector.zero(LANES);
        var q3 = LongVector.zero(LANES);
        var q4 = LongVector.zero(LANES);
        for (int i = 0, at = 0; at < table.length; i++, at += 2 * LIMBS) {
            long pMask = ConstantTime.equalMask(i, first);
            long qMask = ConstantTime.equalMask(i, second);
            p0 = p0.or(LongVector.fromArray(LANES, table, at).and(pMask));
            p1 = p1.or(LongVector.fromArray(LANES, table, at + 8).and(pMask));
            p2 = p2.or(LongVector.fromArray(LANES, table, at + 16).and(pMask));
            p3 = p3.or(LongVector.fromArray(LANES, table, at + 24).and(pMask));
            p4 = p4.or(LongVector.fromArray(LANES, table, at + 32).and(pMask));
            q0 = q0.or(LongVector.fromArray(LANES, table, at + 40).and(qMask));
            q1 = q1.or(LongVector.fromArray(LANES, table, at + 48).and(qMask));
            q2 = q2.or(LongVector.fromArray(LANES, table, at + 56).and(qMask));
            q3 = q3.or(LongVector.fromArray(LANES, table, at + 64).and(qMask));
            q4 = q4.or(LongVector.fromArray(LANES, table, at + 72).and(qMask));
        }
        p0.intoArray(result, 0);
        p1.intoArray(result, 8);
        p2.intoArray(result, 16);
        p3.intoArray(result, 24);
        p4.intoArray(result, 32);
        q0.intoArray(result, 40);
        q1.intoArray(result, 48);
        q2.intoArray(result, 56);
        q3.intoArray(result, 64);
        q4.intoArray(result, 72);
    }
}
