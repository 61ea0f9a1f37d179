package postern.crypto.hash;

import postern.crypto.bytes.Bytes;

/// SHAKE128 and SHAKE256 (FIPS 202 §6.2): hash functions whose output is as long as one likes; a short one is the
/// beginning of a long one. ML-KEM and ML-DSA draw their polynomials from them.
///
/// First everything is absorbed, then output is squeezed, piece by piece. Time depends on the number of octets
/// alone. Confined to one thread.
public final class Shake implements AutoCloseable {
    /// The bits 1111, then the 1 of the padding (FIPS 202 appendix B.2, table 6).
    private static final int SUFFIX = 0x1f;

    private final Sponge sponge;
    private final int rate;

    private Shake(int rate) {
        this.rate = rate;
        this.sponge = new Sponge(rate, SUFFIX);
    }

    /// SHAKE128 of nothing yet: a capacity of 256 bits, a security of at most 128.
    public static Shake shake128() {
        return new Shake(168);
    }

    /// SHAKE256 of nothing yet: a capacity of 512 bits, a security of at most 256.
    public static Shake shake256() {
        return new Shake(136);
    }

    /// Octets that one permutation takes in or gives out: the cheapest portion.
    public int rate() {
        return rate;
    }

    /// Time depends on the number of octets alone. Appends `length` octets of `in` from `offset` to the message.
    ///
    /// @throws IllegalStateException if output was already taken
    public Shake absorb(byte[] in, int offset, int length) {
        sponge.absorb(in, offset, length);
        return this;
    }

    /// Time depends on their number alone. Appends all octets of `in` to the message.
    ///
    /// @throws IllegalStateException if output was already taken
    public Shake absorb(Bytes in) {
        return absorb(in.toArray(), 0, in.length());
    }

    /// Time depends on the number of octets alone. Writes the next `length` octets of output to `out` from
    /// `offset`. The first call ends the message.
    public void squeeze(byte[] out, int offset, int length) {
        sponge.squeeze(out, offset, length);
    }

    /// The next `length` octets of output, which will be shown. Time depends on their number alone.
    public Bytes squeeze(int length) {
        var out = new byte[length];
        sponge.squeeze(out, 0, length);
        return Bytes.adopt(out);
    }

    /// Forgets message and output, and begins anew.
    public void reset() {
        sponge.wipe();
    }

    /// Overwrites everything absorbed.
    @Override
    public void close() {
        sponge.wipe();
    }
}
