package postern.crypto.hash;

import postern.crypto.bytes.Bytes;

/// A hash under way: octets go in piece by piece, one digest comes out, and it begins anew.
///
/// The pieces do not matter, only their concatenation does. The time of every method depends on the number of
/// octets alone, so that keys and other secrets may be hashed. Confined to one thread.
public abstract sealed class Hash permits MerkleDamgard, Sha3 {
    private final HashAlgorithm algorithm;

    /// A hash of nothing yet.
    Hash(HashAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    /// Which function this is.
    public final HashAlgorithm algorithm() {
        return algorithm;
    }

    /// Time depends on the number of octets alone. Appends `length` octets of `in` from `offset`.
    ///
    /// @throws IndexOutOfBoundsException if the range is not inside the array
    public abstract void update(byte[] in, int offset, int length);

    /// Time depends on their number alone. Appends all octets of `in`.
    public final void update(Bytes in) {
        update(in.toArray(), 0, in.length());
    }

    /// The digest of everything since the beginning; then begins anew. Time depends on the number of octets alone.
    public final Bytes digest() {
        var out = new byte[algorithm.length()];
        digestInto(out, 0);
        return Bytes.adopt(out);
    }

    /// Time depends on the number of octets alone. Writes the digest of everything since the beginning to `out`
    /// from `offset`; then begins anew.
    ///
    /// @throws IndexOutOfBoundsException if `out` has not [HashAlgorithm#length()] octets there
    public abstract void digestInto(byte[] out, int offset);

    /// An independent hash that has taken the same octets: how a transcript gives a digest now and goes on later.
    public final Hash copy() {
        var copy = algorithm.newHash();
        copy.become(this);
        return copy;
    }

    /// Overwrites everything this has taken, and begins anew.
    public abstract void wipe();

    /// Takes the state of `source`, a hash of the same algorithm, without allocating.
    abstract void become(Hash source);
}
