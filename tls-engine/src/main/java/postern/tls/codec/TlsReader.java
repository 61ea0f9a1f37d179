package postern.tls.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// Reads the RFC's structs from front to back. `opaque16` is `opaque x<0..2^16-1>`; `vector8` is a vector of something
/// else with a length of one octet, and gives a reader for what is inside:
///
/// ```
/// var groups = in.vector16().all(TlsReader::uint16);
/// in.end();
/// ```
///
/// Every method throws a [TlsException] with `decode_error` if the octets are not there (RFC 9846 §6.2).
/// Not thread-safe; used up by reading.
public final class TlsReader {
    private final Bytes octets;

    /// Where `octets` begins in the outermost reader's string, for error texts.
    private final int base;

    private int position;

    /// Reads all of `octets`.
    public TlsReader(Bytes octets) {
        this(octets, 0);
    }

    private TlsReader(Bytes octets, int base) {
        this.octets = octets;
        this.base = base;
    }

    /// `uint8`.
    public int uint8() {
        return (int) unsigned(1);
    }

    /// `uint16`, most significant octet first, as all numbers (RFC 9846 §3.3).
    public int uint16() {
        return (int) unsigned(2);
    }

    /// `uint24`.
    public int uint24() {
        return (int) unsigned(3);
    }

    /// `uint32`, never negative.
    public long uint32() {
        return unsigned(4);
    }

    /// `opaque x[count]`.
    public Bytes bytes(int count) {
        if (count > remaining()) {
            throw new TlsException(
                    Violation.TRUNCATED_FIELD,
                    count + " octets wanted at octet " + offset() + ", " + remaining() + " are left");
        }
        var taken = octets.slice(position, count);
        position += count;
        return taken;
    }

    /// `opaque x<0..2^8-1>`.
    public Bytes opaque8() {
        return bytes(uint8());
    }

    /// `opaque x<min..max>` with a length of one octet.
    public Bytes opaque8(int min, int max) {
        return inRange(opaque8(), min, max);
    }

    /// `opaque x<0..2^16-1>`.
    public Bytes opaque16() {
        return bytes(uint16());
    }

    /// `opaque x<min..2^16-1>`.
    public Bytes opaque16(int min) {
        return inRange(opaque16(), min, 0xffff);
    }

    /// `opaque x<0..2^24-1>`.
    public Bytes opaque24() {
        return bytes(uint24());
    }

    /// `opaque x<min..2^24-1>`.
    public Bytes opaque24(int min) {
        return inRange(opaque24(), min, 0xffffff);
    }

    /// `T x<0..2^8-1>`: a reader for the elements.
    public TlsReader vector8() {
        return inside(opaque8());
    }

    /// `T x<min..2^8-1>`: a reader for the elements; `min` counts octets.
    public TlsReader vector8(int min) {
        return inside(inRange(opaque8(), min, 0xff));
    }

    /// `T x<0..2^16-1>`: a reader for the elements.
    public TlsReader vector16() {
        return inside(opaque16());
    }

    /// `T x<min..2^16-1>`: a reader for the elements; `min` counts octets.
    public TlsReader vector16(int min) {
        return inside(opaque16(min));
    }

    /// `T x<0..2^24-1>`: a reader for the elements.
    public TlsReader vector24() {
        return inside(opaque24());
    }

    /// Elements up to the end of this reader, which is then used up.
    public <T> List<T> all(Function<TlsReader, T> element) {
        var elements = new ArrayList<T>();
        while (hasMore()) {
            elements.add(element.apply(this));
        }
        return List.copyOf(elements);
    }

    /// Everything that is left, which may be nothing.
    public Bytes rest() {
        return bytes(remaining());
    }

    /// Whether anything is left.
    public boolean hasMore() {
        return remaining() > 0;
    }

    /// The octets left.
    public int remaining() {
        return octets.length() - position;
    }

    /// The struct ends here. No vector or message may be longer than what it holds.
    public void end() {
        if (hasMore()) {
            throw new TlsException(Violation.TRAILING_OCTETS, remaining() + " octets from octet " + offset());
        }
    }

    private long unsigned(int octetCount) {
        long value = 0;
        var number = bytes(octetCount);
        for (int i = 0; i < octetCount; i++) {
            value = value << 8 | number.at(i);
        }
        return value;
    }

    /// A vector shorter than its floor or longer than its ceiling is malformed (RFC 9846 §3.4).
    private Bytes inRange(Bytes value, int min, int max) {
        if (value.length() < min || value.length() > max) {
            var found = value.length() + " octets before octet " + offset() + ", allowed " + min + " to " + max;
            throw new TlsException(Violation.VECTOR_LENGTH, found);
        }
        return value;
    }

    private TlsReader inside(Bytes elements) {
        return new TlsReader(elements, offset() - elements.length());
    }

    private int offset() {
        return base + position;
    }
}
