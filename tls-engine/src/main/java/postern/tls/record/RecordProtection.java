package postern.tls.record;

import postern.crypto.bytes.Span;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.RecordKeys;

/// How the records of one direction are protected from one key change to the next: a class per construction.
///
/// A protection owns its keys and its sequence number. There is no way to set the number and none to read a key, so
/// no caller can use a nonce twice. It works in place, on a window that covers a whole record with its header.
///
/// Owned by one [RecordReader] or one [RecordWriter], which wipes it when the next one takes its place.
public sealed interface RecordProtection extends AutoCloseable permits Plaintext, Tls13Protection, Tls12Aead {
    /// The longest content of a record (RFC 9846 §5.1). A longer one would let a peer make us hold what it likes
    /// before anything about it is verified. `record_overflow` answers it.
    int MAX_PLAINTEXT = 1 << 14;

    /// The protection that the keys' version and suite ask for. Wipes the keys: the cipher has its own copy, and a
    /// second protection, whose nonces would repeat those of the first, cannot be made of them.
    static RecordProtection of(RecordKeys keys) {
        var sequence = new Sequence(keys.suite().bulk());
        try (keys) {
            return keys.version() == ProtocolVersion.TLS13
                    ? new Tls13Protection(keys, sequence)
                    : new Tls12Aead(keys, sequence);
        }
    }

    /// The longest fragment, protection and padding included, that a record may have on the wire.
    int maxFragment();

    /// The length of the whole record, header included, that carries `plaintextLength` octets.
    int recordLength(int plaintextLength);

    /// Where in the record the plaintext stands before it is sealed.
    int plaintextOffset();

    /// Makes a record in place: writes the header, adds what the construction adds, encrypts.
    ///
    /// @param record covers exactly [#recordLength] octets, with the plaintext at [#plaintextOffset]; may be moved
    /// @throws postern.tls.alert.TlsException if the keys have done all the work they may do
    void seal(ContentType type, Span record);

    /// Verifies and decrypts a record in place, and narrows the window to the content.
    ///
    /// @param record covers the header and the whole fragment, not longer than [#maxFragment]
    /// @return what the content is, which may differ from what the header says
    /// @throws postern.tls.alert.TlsException if the record is not what the peer's keys made, or holds too much
    ContentType open(Span record);

    /// Whether the keys near the end of their safe use and should be replaced (RFC 9846 §5.5).
    boolean keyUpdateDue();

    /// Wipes the keys.
    @Override
    void close();
}
