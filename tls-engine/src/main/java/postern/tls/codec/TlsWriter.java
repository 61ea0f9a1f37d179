package postern.tls.codec;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import postern.crypto.bytes.Bytes;

/// Writes the RFC's structs; the mirror of [TlsReader]. Methods return the writer, so a struct is one expression:
///
/// ```
/// out.uint16(scheme).opaque16(signature);
/// out.vector16(groups -> groups.all(codes, TlsWriter::uint16));
/// ```
///
/// A value that does not fit its field is a mistake of ours, not the peer's: [IllegalArgumentException].
/// Not thread-safe.
public final class TlsWriter {
    private byte[] array = new byte[256];
    private int length;

    /// `uint8`.
    public TlsWriter uint8(int value) {
        return unsigned(value, 1);
    }

    /// `uint16`.
    public TlsWriter uint16(int value) {
        return unsigned(value, 2);
    }

    /// `uint24`.
    public TlsWriter uint24(int value) {
        return unsigned(value, 3);
    }

    /// `uint32`.
    public TlsWriter uint32(long value) {
        return unsigned(value, 4);
    }

    /// `opaque x[n]`: the octets as they are.
    public TlsWriter bytes(Bytes value) {
        int at = extendBy(value.length());
        value.copyTo(array, at);
        return this;
    }

    /// `opaque x<0..2^8-1>`.
    public TlsWriter opaque8(Bytes value) {
        return uint8(value.length()).bytes(value);
    }

    /// `opaque x<0..2^16-1>`.
    public TlsWriter opaque16(Bytes value) {
        return uint16(value.length()).bytes(value);
    }

    /// `opaque x<0..2^24-1>`.
    public TlsWriter opaque24(Bytes value) {
        return uint24(value.length()).bytes(value);
    }

    /// `T x<0..2^8-1>`: whatever `elements` writes, after its length in one octet.
    public TlsWriter vector8(Consumer<TlsWriter> elements) {
        return vector(1, elements);
    }

    /// `T x<0..2^16-1>`: whatever `elements` writes, after its length in two octets.
    public TlsWriter vector16(Consumer<TlsWriter> elements) {
        return vector(2, elements);
    }

    /// `T x<0..2^24-1>`: whatever `elements` writes, after its length in three octets.
    public TlsWriter vector24(Consumer<TlsWriter> elements) {
        return vector(3, elements);
    }

    /// Each value in turn.
    public <T> TlsWriter all(Iterable<T> values, BiConsumer<TlsWriter, T> element) {
        values.forEach(value -> element.accept(this, value));
        return this;
    }

    /// What was written so far.
    public Bytes toBytes() {
        return Bytes.copyOf(array, 0, length);
    }

    private TlsWriter vector(int prefix, Consumer<TlsWriter> elements) {
        int at = extendBy(prefix);
        elements.accept(this);
        put(at, length - at - prefix, prefix);
        return this;
    }

    private TlsWriter unsigned(long value, int octetCount) {
        int at = extendBy(octetCount);
        put(at, value, octetCount);
        return this;
    }

    private void put(int at, long value, int octetCount) {
        if (value >>> 8 * octetCount != 0) {
            throw new IllegalArgumentException(value + " does not fit " + octetCount + " octets");
        }
        for (int i = 0; i < octetCount; i++) {
            array[at + i] = (byte) (value >>> 8 * (octetCount - 1 - i));
        }
    }

    /// Makes room and returns where it begins; may replace the array.
    private int extendBy(int count) {
        int at = length;
        length = Math.addExact(length, count);
        if (length > array.length) {
            array = Arrays.copyOf(array, Math.max(length, 2 * array.length));
        }
        return at;
    }
}
