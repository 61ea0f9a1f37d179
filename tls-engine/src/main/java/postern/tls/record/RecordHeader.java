package postern.tls.record;

import postern.crypto.bytes.Span;

/// The five octets before a fragment: type, legacy version, length (RFC 9846 §5.1). Each method takes a window that
/// begins at the header.
final class RecordHeader {
    static final int LENGTH = 5;

    private RecordHeader() {}

    /// Writes the header of a record that fills the window.
    static void write(Span record, ContentType type, int version) {
        var out = record.array();
        int at = record.offset();
        int length = record.length() - LENGTH;
        out[at] = (byte) type.code();
        out[at + 1] = (byte) (version >> 8);
        out[at + 2] = (byte) version;
        out[at + 3] = (byte) (length >> 8);
        out[at + 4] = (byte) length;
    }

    static ContentType type(Span record) {
        return ContentType.ofCode(record.array()[record.offset()] & 0xff);
    }

    static int majorVersion(Span record) {
        return record.array()[record.offset() + 1] & 0xff;
    }

    static int fragmentLength(Span record) {
        var in = record.array();
        int at = record.offset();
        return (in[at + 3] & 0xff) << 8 | (in[at + 4] & 0xff);
    }

    /// Moves the window from the whole record to its fragment.
    static void stepOver(Span record) {
        record.set(record.array(), record.offset() + LENGTH, record.length() - LENGTH);
    }
}
