package postern.tls.record;

/// How long the records of TLS 1.3 are made, so that less can be told from their length (RFC 9846 §5.4).
///
/// @param multiple to which content and type are padded, 1 for none; the longest record is never exceeded
public record RecordPadding(int multiple) {
    /// Records as long as they have to be.
    public static final RecordPadding NONE = new RecordPadding(1);

    /// Refuses what is no length of a record.
    public RecordPadding {
        if (multiple < 1 || multiple > RecordProtection.MAX_PLAINTEXT) {
            throw new IllegalArgumentException(
                    "padding to a multiple of " + multiple + "; give 1 to " + RecordProtection.MAX_PLAINTEXT);
        }
    }

    /// The length of an inner plaintext with its padding, which makes no record longer than a full one.
    ///
    /// @param length of content and type
    int padded(int length) {
        int whole = (length + multiple - 1) / multiple * multiple;
        return Math.max(length, Math.min(whole, RecordProtection.MAX_PLAINTEXT + 1));
    }
}
