package postern.tls.record;

import java.util.Optional;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Aes;
import postern.crypto.cipher.Camellia;
import postern.crypto.cipher.Rc4;
import postern.crypto.cipher.TripleDes;
import postern.tls.param.ProtocolVersion;
import postern.tls.schedule.RecordKeys;

/// How the records of one direction are protected from one key change to the next: a class per construction.
///
/// A protection owns its keys and its sequence number. There is no way to set the number and none to read a key,
/// so no caller can use a nonce twice. It works in place, on a window that covers a whole record with its header.
///
/// Owned by one [RecordReader] or one [RecordWriter], which wipes it when the next one takes its place.
public sealed interface RecordProtection extends AutoCloseable
        permits Plaintext, Tls13Protection, Tls12Aead, CbcMacThenEncrypt, CbcEncryptThenMac, StreamThenMac {
    /// The longest content of a record (RFC 9846 §5.1). A longer one would let a peer make us hold what it likes
    /// before anything about it is verified. `record_overflow` answers it.
    int MAX_PLAINTEXT = 1 << 14;

    /// What protection may add to the longest content, up to TLS 1.2 (RFC 5246 §6.2.3).
    int MAX_EXPANSION_TLS12 = 2048;

    /// The protection that the keys' version and suite ask for. Wipes the keys: the cipher has its own copy, and
    /// a second protection, whose nonces would repeat those of the first, cannot be made of them.
    static RecordProtection of(RecordKeys keys) {
        return of(keys, RecordPadding.NONE);
    }

    /// The same, with padding where the version has any.
    static RecordProtection of(RecordKeys keys, RecordPadding padding) {
        var bulk = keys.suite().bulk();
        var sequence = new Sequence(bulk);
        try (keys) {
            if (keys.version() == ProtocolVersion.TLS13) {
                return new Tls13Protection(keys, sequence, padding);
            }
            if (bulk.isAead()) {
                return new Tls12Aead(keys, sequence);
            }
            return bulk.isCbc() ? ofBlocks(keys, sequence) : ofStream(keys, sequence);
        }
    }

    private static RecordProtection ofBlocks(RecordKeys keys, Sequence sequence) {
        var cipher = switch (keys.suite().bulk()) {
            case AES_128_CBC, AES_256_CBC -> new Aes(keys.key());
            case CAMELLIA_128_CBC, CAMELLIA_256_CBC -> new Camellia(keys.key());
            case TRIPLE_DES_CBC -> new TripleDes(keys.key());
            default -> throw notImplemented(keys);
        };
        // The first IV is part of the key block only in TLS 1.0 (RFC 2246 §6.3).
        boolean explicit = keys.version().atLeast(ProtocolVersion.TLS11);
        var cbc = explicit ? RecordCbc.explicit(cipher) : RecordCbc.chained(cipher, keys.iv());
        return switch (keys.mac().order()) {
            case MAC_THEN_ENCRYPT -> new CbcMacThenEncrypt(cbc, mac(keys), sequence);
            case ENCRYPT_THEN_MAC -> new CbcEncryptThenMac(cbc, mac(keys), sequence);
        };
    }

    private static RecordProtection ofStream(RecordKeys keys, Sequence sequence) {
        return switch (keys.suite().bulk()) {
            case RC4_128 -> new StreamThenMac(Optional.of(new Rc4(keys.key())), mac(keys), sequence);
            case NULL -> new StreamThenMac(Optional.empty(), mac(keys), sequence);
            default -> throw notImplemented(keys);
        };
    }

    private static RecordMac mac(RecordKeys keys) {
        var hash = keys.suite().mac().hash().orElseThrow(() -> notImplemented(keys));
        return new RecordMac(hash, keys.mac().secret(), keys.version().code());
    }

    private static IllegalArgumentException notImplemented(RecordKeys keys) {
        return new IllegalArgumentException(keys.suite().ianaName() + " is not implemented");
    }

    /// How many octets of content the next record takes.
    ///
    /// @param written how many of the content went out in records before, in the same call
    /// @param left how many are left, at least one
    default int nextContent(ContentType type, int written, int left) {
        return Math.min(left, MAX_PLAINTEXT);
    }

    /// The longest fragment, protection and padding included, that a record may have on the wire.
    int maxFragment();

    /// The length of the whole record, header included, that carries `plaintextLength` octets.
    int recordLength(int plaintextLength);

    /// Where in the record the plaintext stands before it is sealed.
    int plaintextOffset();

    /// Makes a record in place: writes the header, adds what the construction adds, encrypts.
    ///
    /// @param length of the plaintext
    /// @param record covers exactly [#recordLength] octets, with the plaintext at [#plaintextOffset]; may be
    ///     moved
    /// @throws postern.tls.alert.TlsException if the keys have done all the work they may do
    void seal(ContentType type, int length, Span record);

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
