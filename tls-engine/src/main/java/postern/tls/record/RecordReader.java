package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// From octets as they arrive to the content of records, one record at a time.
///
/// ```
/// reader.supply(in, offset, length);
/// while (reader.next()) {
///     … reader.type(), reader.content() …   // may change the keys before the next record is touched
/// }
/// ```
///
/// Records are opened in place in the reader's own buffer, which grows to the longest record seen and stays: no
/// allocation per record. A record is not looked at before the one before it has been dealt with, because that one may
/// change the keys.
///
/// Owned by the engine; confined to one thread at a time. After a refusal it must not be used again.
public final class RecordReader implements AutoCloseable {
    /// An empty record costs the peer a few octets and us a MAC; in a row they make us work and never get on.
    static final int MAX_EMPTY_RECORDS = 32;

    /// In TLS 1.3 these are dropped unread, so they would be a way to keep a handshake alive for ever. An honest peer
    /// sends one or two in the life of a connection.
    static final int MAX_CHANGE_CIPHER_SPECS = 32;

    private static final int MAJOR_VERSION = 3;
    private static final int FIRST_CAPACITY = 1024;
    private static final byte[] NOTHING = {};

    private final Span input = Span.of(NOTHING);
    private final Span content = Span.of(NOTHING);
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int filled;
    private boolean delivered;
    private ContentType type = ContentType.HANDSHAKE;
    private RecordProtection protection = Plaintext.usual();
    private int emptyInARow;
    private int changeCipherSpecs;

    /// A reader at the start of a connection, for records in clear.
    public RecordReader() {}

    /// Lends the reader octets from the peer. It reads them during [#next], keeps what is left of an unfinished record,
    /// and has no use for the array once [#next] has said no.
    public void supply(byte[] in, int offset, int length) {
        input.set(in, offset, length);
    }

    /// Reads the next record; false if it has not arrived whole.
    ///
    /// @throws TlsException if the record breaks a rule of its layer
    public boolean next() {
        if (delivered) {
            delivered = false;
            filled = 0;
        }
        if (!fillTo(RecordHeader.LENGTH)) {
            return false;
        }
        int length = checkedHeader();
        if (!fillTo(RecordHeader.LENGTH + length)) {
            return false;
        }
        delivered = true;
        type = protection.open(content.set(buffer, 0, RecordHeader.LENGTH + length));
        checkContent();
        return true;
    }

    /// What the record holds.
    public ContentType type() {
        return type;
    }

    /// The record's content, valid until [#next] is called again.
    public Span content() {
        return content;
    }

    /// What was supplied and belongs to no record read so far: after close_notify, octets of whatever follows TLS.
    public Bytes unread() {
        return input.toBytes();
    }

    /// From the next record on, the peer's records are protected like this. Takes ownership; the protection so far is
    /// wiped.
    public void protectWith(RecordProtection next) {
        protection.close();
        protection = next;
    }

    /// Whether the peer should soon be asked to replace its keys.
    public boolean keyUpdateDue() {
        return protection.keyUpdateDue();
    }

    /// Wipes keys and whatever was decrypted last.
    @Override
    public void close() {
        protection.close();
        Arrays.fill(buffer, (byte) 0);
    }

    private boolean fillTo(int wanted) {
        if (buffer.length < wanted) {
            buffer = Arrays.copyOf(buffer, wanted);
        }
        int taken = Math.min(wanted - filled, input.length());
        if (taken > 0) {
            System.arraycopy(input.array(), input.offset(), buffer, filled, taken);
            input.set(input.array(), input.offset() + taken, input.length() - taken);
            filled += taken;
        }
        return filled >= wanted;
    }

    /// Refuses what cannot be a record before its fragment is awaited. The minor version says nothing and is ignored
    /// (RFC 9846 §5.1).
    private int checkedHeader() {
        var header = content.set(buffer, 0, RecordHeader.LENGTH);
        RecordHeader.type(header);
        if (RecordHeader.majorVersion(header) != MAJOR_VERSION) {
            throw new TlsException(
                    Violation.RECORD_VERSION,
                    "the record begins " + header.toBytes().toHex());
        }
        int length = RecordHeader.fragmentLength(header);
        if (length > protection.maxFragment()) {
            var violation = protection instanceof Plaintext ? Violation.RECORD_TOO_LONG : Violation.CIPHERTEXT_TOO_LONG;
            throw new TlsException(violation, length + " octets, at most " + protection.maxFragment());
        }
        return length;
    }

    private void checkContent() {
        switch (type) {
            case HANDSHAKE, ALERT -> refuseEmpty();
            case CHANGE_CIPHER_SPEC -> checkChangeCipherSpec();
            case APPLICATION_DATA -> countEmpty();
        }
    }

    /// Only application data may be empty (RFC 9846 §5.1).
    private void refuseEmpty() {
        if (content.length() == 0) {
            throw new TlsException(Violation.RECORD_EMPTY, type.name());
        }
        emptyInARow = 0;
    }

    private void countEmpty() {
        emptyInARow = content.length() == 0 ? emptyInARow + 1 : 0;
        if (emptyInARow > MAX_EMPTY_RECORDS) {
            throw new TlsException(Violation.TOO_MANY_EMPTY_RECORDS, "more than " + MAX_EMPTY_RECORDS);
        }
    }

    /// One octet, 1 (RFC 9846 §5, RFC 5246 §7.1). Whether its time has come is for the handshake to say.
    private void checkChangeCipherSpec() {
        if (content.length() != 1 || content.array()[content.offset()] != 1) {
            throw new TlsException(Violation.CHANGE_CIPHER_SPEC_VALUE, content.length() + " octets");
        }
        changeCipherSpecs++;
        if (changeCipherSpecs > MAX_CHANGE_CIPHER_SPECS) {
            throw new TlsException(
                    Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, "more than " + MAX_CHANGE_CIPHER_SPECS + " of them");
        }
    }
}
