package postern.crypto.kernel;

/// Two products of Montgomery at once, one modulo each of two odd numbers m: a·b/R with R = 2¹⁰⁴⁰, for factors
/// up to 4·m, at most 2·m. Time depends on nothing.
///
/// A pair of numbers is an array of twice [#LIMBS] limbs of [#BITS] bits, the first number's before the second's,
/// least significant first. In a product a limb may exceed its bits by a carry below 2⁸; factors may be such.
public interface TwinProduct {
    /// Bits of a limb.
    int BITS = 26;

    /// Limbs of a number.
    int LIMBS = 40;

    /// result = a·b/R, twice; `result` may be a factor.
    void multiply(long[] result, long[] a, long[] b);

    /// Takes the first number of one pair and the second of another out of a table of pairs, one after the
    /// other, and reads all of it. Both indexes may be secret.
    void select(long[] result, long[] table, int first, int second);
}
