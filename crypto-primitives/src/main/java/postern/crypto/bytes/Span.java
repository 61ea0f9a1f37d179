package postern.crypto.bytes;

import java.util.Objects;

/// A window on an array: where a kernel reads or writes. Mutable, so that the record path can move one window over its
/// buffer instead of allocating one per record.
///
/// Owns nothing: the array belongs to whoever made the span. Not thread-safe.
public final class Span {
    private byte[] array;
    private int offset;
    private int length;

    /// A window on `length` octets of `array` from `offset`.
    ///
    /// @throws IndexOutOfBoundsException if the window is not inside the array
    public Span(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// A window on the whole array.
    public static Span of(byte[] array) {
        return new Span(array, 0, array.length);
    }

    /// Moves the window.
    ///
    /// @throws IndexOutOfBoundsException if the new window is not inside the array
    public Span set(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        this.array = array;
        this.offset = offset;
        this.length = length;
        return this;
    }

    /// The array behind the window.
    public byte[] array() {
        return array;
    }

    /// Where the window begins.
    public int offset() {
        return offset;
    }

    /// How many octets it shows.
    public int length() {
        return length;
    }

    /// A copy of what the window shows.
    public Bytes toBytes() {
        return Bytes.copyOf(array, offset, length);
    }
}
