package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.ProtocolVersion;

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
/// allocation per record. A record is not looked at before the one before it has been dealt with, because that
/// one may change the keys.
///
/// Owned by the engine; confined to one thread at a time. After a refusal it must not be used again.
public final class RecordReader implements AutoCloseable {
    /// An empty record costs the peer a few octets and us a MAC; in a row they make us work and never get on.
    static final int MAX_EMPTY_RECORDS = 32;

    /// In TLS 1.3 these are dropped unread, so they would be a way to keep a handshake alive for ever. An honest
    /// peer sends one or two in the life of a connection.
    static final int MAX_CHANGE_CIPHER_SPECS = 32;

    /// Early data that we do not take is dropped after one failed attempt to open it, or none. Without a limit a
    /// peer could send it for ever without agreeing on a key. This is what one ticket usually allows.
    static final int MAX_SKIPPED_EARLY_DATA = 1 << 14;

    /// What protection adds to early data: the type and the tag.
    private static final int EARLY_DATA_EXPANSION = 17;

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
    private Skip skip = Skip.NOTHING;
    private int skipped;
    private boolean begun;
    private int limit = RecordProtection.MAX_PLAINTEXT;
    private int emptyInARow;
    private int changeCipherSpecs;

    /// Between our first protected flight and the peer's: if the peer could not make its keys of our
    /// ServerHello, its alert comes in clear, and it is the only word about the reason. Nothing of the peer has
    /// been verified yet, and whoever forges it could as well cut the connection.
    private boolean alertMayBeInClear;

    private enum Skip {
        NOTHING,
        UNTIL_ONE_IN_CLEAR,
        UNTIL_ONE_OPENS
    }

    /// A reader at the start of a connection, for records in clear.
    public RecordReader() {}

    /// Lends the reader octets from the peer. It reads them during [#next], keeps what is left of an unfinished
    /// record, and has no use for the array once [#next] has said no.
    public void supply(byte[] in, int offset, int length) {
        input.set(in, offset, length);
    }

    /// Reads the next record; false if it has not arrived whole.
    ///
    /// @throws TlsException if the record breaks a rule of its layer
    public boolean next() {
        while (arrived()) {
            if (!isEarlyData() && open()) {
                checkContent();
                return true;
            }
        }
        return false;
    }

    /// What the record holds.
    public ContentType type() {
        return type;
    }

    /// The record's content, valid until [#next] is called again.
    public Span content() {
        return content;
    }

    /// What was supplied and belongs to no record read so far: after close_notify, octets of whatever follows
    /// TLS.
    public Bytes unread() {
        return input.toBytes();
    }

    /// The client may have sent early data, and we take none of it. After a HelloRetryRequest it stands before
    /// the second ClientHello: records that claim to be protected are dropped until one comes that does not
    /// (RFC 9846 §4.3.10).
    public void skipEarlyDataUntilOneInClear() {
        skip = Skip.UNTIL_ONE_IN_CLEAR;
    }

    /// The client may have sent early data, and we take none of it. After a ServerHello it stands before the
    /// client's first record under the handshake keys: records are dropped until one opens (RFC 9846 §4.3.10).
    public void skipEarlyDataUntilOneOpens() {
        skip = Skip.UNTIL_ONE_OPENS;
    }

    /// From the next record on, the peer's records are protected like this. Takes ownership; the protection so
    /// far is wiped.
    public void protectWith(RecordProtection next) {
        alertMayBeInClear = protection instanceof Plaintext && next instanceof Tls13Protection;
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

    /// Whether a whole record stands in the buffer.
    private boolean arrived() {
        if (delivered) {
            delivered = false;
            filled = 0;
        }
        if (!fillTo(RecordHeader.LENGTH) || !fillTo(RecordHeader.LENGTH + checkedHeader())) {
            return false;
        }
        delivered = true;
        content.set(buffer, 0, filled);
        return true;
    }

    /// Opens the record. False if it was early data and is gone.
    private boolean open() {
        if (alertMayBeInClear && RecordHeader.type(content) == ContentType.ALERT) {
            type = Plaintext.usual().open(content);
            return true;
        }
        try {
            type = protection.open(content);
        } catch (TlsException e) {
            if (skip == Skip.UNTIL_ONE_OPENS && e.violation() == Violation.RECORD_MAC) {
                countSkipped();
                return false;
            }
            throw e;
        }
        if (type != ContentType.CHANGE_CIPHER_SPEC) {
            alertMayBeInClear = false;
            skip = Skip.NOTHING;
        }
        return true;
    }

    private boolean isEarlyData() {
        if (skip != Skip.UNTIL_ONE_IN_CLEAR || RecordHeader.type(content) != ContentType.APPLICATION_DATA) {
            return false;
        }
        countSkipped();
        return true;
    }

    private void countSkipped() {
        skipped += Math.max(0, filled - RecordHeader.LENGTH - EARLY_DATA_EXPANSION);
        if (skipped > MAX_SKIPPED_EARLY_DATA) {
            throw new TlsException(Violation.TOO_MUCH_EARLY_DATA, "more than " + MAX_SKIPPED_EARLY_DATA + " octets");
        }
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

    /// Refuses what cannot be a record before its fragment is awaited. The minor version says nothing and is
    /// ignored (RFC 9846 §5.1).
    private int checkedHeader() {
        var header = content.set(buffer, 0, RecordHeader.LENGTH);
        refuseSsl2(header);
        RecordHeader.type(header);
        if (RecordHeader.majorVersion(header) != MAJOR_VERSION) {
            throw new TlsException(
                    Violation.RECORD_VERSION,
                    "the record begins " + header.toBytes().toHex());
        }
        int length = RecordHeader.fragmentLength(header);
        int longest = skip == Skip.NOTHING
                ? protection.maxFragment()
                : RecordProtection.MAX_PLAINTEXT + Tls13Protection.MAX_EXPANSION;
        if (length > longest) {
            var violation = protection instanceof Plaintext ? Violation.RECORD_TOO_LONG : Violation.CIPHERTEXT_TOO_LONG;
            throw new TlsException(violation, length + " octets, at most " + longest);
        }
        return length;
    }

    /// A ClientHello of SSL 2.0 has a header of its own: two octets of length, the first bit set, and the type.
    /// Some old clients offered newer versions in that form, and a server may talk to them (RFC 5246 §E.2); but
    /// such a hello has no extensions, so nothing that keeps a connection safe today can be agreed on. Nobody
    /// should send it any more (RFC 6176), and we refuse it whatever it offers.
    private void refuseSsl2(Span header) {
        boolean hello = (header.array()[0] & 0x80) != 0 && header.array()[2] == 1;
        if (!hello || begun || !(protection instanceof Plaintext)) {
            begun = true;
            return;
        }
        int offered = (header.array()[3] & 0xff) << 8 | header.array()[4] & 0xff;
        throw new TlsException(Violation.SSL2_HELLO, "it offers " + ProtocolVersion.describe(offered));
    }

    /// From the next protected record on, none may hold more than this.
    public void limit(int content) {
        limit = content;
    }

    private void checkContent() {
        if (content.length() > limit && !(protection instanceof Plaintext)) {
            throw new TlsException(Violation.RECORD_TOO_LONG, content.length() + " octets, at most " + limit);
        }
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
