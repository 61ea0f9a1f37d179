package postern.crypto.bytes;

/// Arithmetic for secrets: decisions as masks, without a branch and without a secret index.
///
/// A mask is an `int` (or `long`) that is all ones for "yes" and zero for "no". Masks combine with `&`, `|`, `~`;
/// they choose with [#select(int, int, int)]; and only [#declassify(int)] turns one into a `boolean`.
///
/// The formulas use subtraction and shifts, because HotSpot may compile a comparison into a branch. No JVM promises
/// that it will not recognise a formula and branch all the same; the timing tests look for it.
public final class ConstantTime {
    private ConstantTime() {}

    /// All ones if the top bit of `x` is set, else zero.
    public static int signMask(int x) {
        return x >> 31;
    }

    /// All ones if `x` is 0, else zero.
    public static int zeroMask(int x) {
        return ~signMask(x | -x);
    }

    /// All ones if `x` is 0, else zero.
    public static long zeroMask(long x) {
        return ~((x | -x) >> 63);
    }

    /// All ones if `a` equals `b`, else zero.
    public static int equalMask(int a, int b) {
        return zeroMask(a ^ b);
    }

    /// All ones if `a` is less than `b`, both read as unsigned; else zero.
    ///
    /// The borrow of a − b: the top bits differ and b has it, or they agree and the difference has it.
    public static int lessMask(int a, int b) {
        return signMask((~a & b) | (~(a ^ b) & (a - b)));
    }

    /// All ones if `a` is less than `b`, both read as unsigned; else zero.
    public static long lessMask(long a, long b) {
        return ((~a & b) | (~(a ^ b) & (a - b))) >> 63;
    }

    /// `a` where the mask is ones, `b` where it is zeros.
    public static int select(int mask, int a, int b) {
        return b ^ (mask & (a ^ b));
    }

    /// `a` where the mask is ones, `b` where it is zeros.
    public static long select(long mask, long a, long b) {
        return b ^ (mask & (a ^ b));
    }

    /// All ones if the two ranges hold the same octets. Time depends on `length` alone.
    public static int equalMask(byte[] a, int aOffset, byte[] b, int bOffset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= a[aOffset + i] ^ b[bOffset + i];
        }
        return zeroMask(difference);
    }

    /// All ones if both hold the same octets; zero at once if the lengths, which are public, differ.
    public static int equalMask(byte[] a, byte[] b) {
        return a.length == b.length ? equalMask(a, 0, b, 0, a.length) : 0;
    }

    /// `source` into `target` where the mask is ones; `target` keeps its value, at the same cost, where it is zeros.
    public static void copyIf(int mask, byte[] source, byte[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] = (byte) select(mask, source[i], target[i]);
        }
    }

    /// Makes a mask public: from here on code may branch on it. Called where the answer is about to be told to the
    /// peer anyway; every caller stands on the checked-in list.
    public static boolean declassify(int mask) {
        return mask != 0;
    }
}
