package postern.crypto.bytes;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An immutable string of public octets. Equality is by content and takes time that depends on the content, so it
/// must not be used to compare anything with a secret: that is [ConstantTime#equalMask]'s work.
///
/// Slices share the array of their parent; nobody else holds it.
public final class Bytes implements Comparable<Bytes> {
    private static final HexFormat HEX = HexFormat.of();

    /// No octets.
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// Octets given one by one, each as an int from 0 to 255 (or a negative byte).
    public static Bytes of(int... octets) {
        var copy = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            copy[i] = (byte) octets[i];
        }
        return new Bytes(copy, 0, copy.length);
    }

    /// A copy of the whole array.
    public static Bytes copyOf(byte[] array) {
        return copyOf(array, 0, array.length);
    }

    /// A copy of `length` octets from `offset`.
    ///
    /// @throws IndexOutOfBoundsException if the range is not inside the array
    public static Bytes copyOf(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new Bytes(Arrays.copyOfRange(array, offset, offset + length), 0, length);
    }

    /// The array itself, without a copy: the caller gives it away and must not touch it again.
    public static Bytes adopt(byte[] array) {
        return new Bytes(array, 0, array.length);
    }

    /// Hexadecimal digits in either case; white space between digits is ignored, so vectors can be pasted.
    ///
    /// @throws IllegalArgumentException if anything else stands there, or an odd number of digits
    public static Bytes fromHex(String digits) {
        return adopt(HEX.parseHex(digits.replaceAll("\\s+", "")));
    }

    /// The UTF-8 octets of a text.
    public static Bytes utf8(String text) {
        return adopt(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The octets of all parts, one after the other.
    public static Bytes concat(Bytes... parts) {
        int total = 0;
        for (var part : parts) {
            total = Math.addExact(total, part.length);
        }
        var joined = new byte[total];
        int at = 0;
        for (var part : parts) {
            part.copyTo(joined, at);
            at += part.length;
        }
        return adopt(joined);
    }

    /// The number of octets.
    public int length() {
        return length;
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return length == 0;
    }

    /// The octet at `index`, from 0 to 255.
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, length)] & 0xff;
    }

    /// `count` octets from `from`, sharing this string's memory.
    public Bytes slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new Bytes(array, offset + from, count);
    }

    /// Everything from `from` on, sharing this string's memory.
    public Bytes from(int from) {
        return slice(from, length - from);
    }

    /// These octets, then `more`.
    public Bytes concat(Bytes more) {
        return concat(this, more);
    }

    /// A fresh array with these octets.
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /// Writes all octets into `target` from `at` on.
    public void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /// Lower-case hexadecimal digits without separators.
    public String toHex() {
        return HEX.formatHex(array, offset, offset + length);
    }

    /// The text these octets spell in `charset`; malformed input becomes the replacement character.
    public String toText(Charset charset) {
        return new String(array, offset, length, charset);
    }

    /// Lexicographic order of unsigned octets, a prefix before what it begins: the order of DER's SET OF.
    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Bytes other
                && Arrays.equals(
                        array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    /// The octets in hexadecimal.
    @Override
    public String toString() {
        return toHex();
    }
}
