package postern.crypto.bytes;

import java.util.Arrays;
import java.util.Objects;

/// Octets that nobody may see: keys, shared secrets, nonces of signatures. Wiped on [#close()], never printed, not
/// comparable by `equals` (two secrets are equal only if they are the same object; see [ConstantTime#equalMask]).
///
/// A JVM may copy an array while it moves it, and such a copy is out of our reach: wiping shortens the life of a
/// secret, it does not prove its death.
///
/// Owned by whoever created it, unless a method says that it takes ownership.
public final class Secret implements AutoCloseable {
    private final byte[] array;
    private boolean wiped;

    private Secret(byte[] array) {
        this.array = array;
    }

    /// A copy of the array; the caller wipes its own.
    public static Secret copyOf(byte[] array) {
        return new Secret(array.clone());
    }

    /// A copy of `length` octets from `offset`; the caller wipes its own.
    public static Secret copyOf(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new Secret(Arrays.copyOfRange(array, offset, offset + length));
    }

    /// The array itself: the caller gives it away and must not touch it again.
    public static Secret adopt(byte[] array) {
        return new Secret(array);
    }

    /// A secret with a value that anybody may know: the zero salts and keys of key schedules, and test vectors.
    public static Secret ofPublic(Bytes value) {
        return new Secret(value.toArray());
    }

    /// `length` octets of zero (RFC 9846 §7.1 writes `0` for it).
    public static Secret zeros(int length) {
        return new Secret(new byte[length]);
    }

    /// The number of octets, which is public.
    public int length() {
        return array.length;
    }

    /// The live array, for a kernel to read while the secret is open. Not to be kept, changed or shown; every caller
    /// stands on the checked-in list.
    ///
    /// @throws IllegalStateException after [#close()]
    public byte[] expose() {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped; it must not be used after close()");
        }
        return array;
    }

    /// An independent copy, with its own life.
    public Secret copy() {
        return copyOf(expose());
    }

    /// An independent copy of `length` octets from `offset`.
    public Secret slice(int offset, int length) {
        return copyOf(expose(), offset, length);
    }

    /// Overwrites the octets with zeros. May be called again.
    @Override
    public void close() {
        Arrays.fill(array, (byte) 0);
        wiped = true;
    }

    /// The length, never the content.
    @Override
    public String toString() {
        return "Secret[" + array.length + " octets]";
    }
}
