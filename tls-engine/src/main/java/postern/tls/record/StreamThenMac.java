package postern.tls.record;

import java.util.Optional;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Span;
import postern.crypto.cipher.Rc4;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// A stream cipher, or none, with a MAC inside (RFC 5246 §6.2.3.1).
///
/// ```
/// type | version | length | RC4( content | MAC )
/// ```
///
/// There is no padding, so the length tells where the MAC stands. RC4 is broken and prohibited (RFC 7465); the
/// NULL cipher hides nothing. Both are here for peers that have nothing else, where a policy names them.
public final class StreamThenMac implements RecordProtection {
    private final Optional<Rc4> keystream;
    private final RecordMac mac;
    private final Sequence sequence;
    private final Span work = Span.of(new byte[0]);

    StreamThenMac(Optional<Rc4> keystream, RecordMac mac, Sequence sequence) {
        this.keystream = keystream;
        this.mac = mac;
        this.sequence = sequence;
    }

    @Override
    public int maxFragment() {
        return MAX_PLAINTEXT + MAX_EXPANSION_TLS12;
    }

    @Override
    public int recordLength(int plaintextLength) {
        return RecordHeader.LENGTH + plaintextLength + mac.length();
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH;
    }

    @Override
    public void seal(ContentType type, int length, Span record) {
        RecordHeader.write(record, type, mac.version());
        mac.header(record);
        RecordHeader.stepOver(record);
        work.set(record.array(), record.offset(), length);
        var code = mac.of(sequence.takeToSeal(), work);
        System.arraycopy(code, 0, record.array(), record.offset() + length, code.length);
        keystream.ifPresent(rc4 -> rc4.crypt(record, record));
    }

    @Override
    public ContentType open(Span record) {
        var type = RecordHeader.type(record);
        mac.header(record);
        RecordHeader.stepOver(record);
        int length = record.length() - mac.length();
        if (length < 0) {
            throw new TlsException(Violation.RECORD_MAC, "shorter than its MAC");
        }
        keystream.ifPresent(rc4 -> rc4.crypt(record, record));
        work.set(record.array(), record.offset(), length);
        var expected = mac.of(sequence.toOpen(), work);
        work.set(record.array(), record.offset() + length, mac.length());
        if (!ConstantTime.declassify(mac.equalMask(expected, work))) {
            throw new TlsException(Violation.RECORD_MAC);
        }
        sequence.opened();
        if (length > MAX_PLAINTEXT) {
            throw new TlsException(Violation.RECORD_TOO_LONG, length + " octets");
        }
        record.set(record.array(), record.offset(), length);
        return type;
    }

    @Override
    public boolean keyUpdateDue() {
        return false;
    }

    @Override
    public void close() {
        keystream.ifPresent(Rc4::close);
        mac.wipe();
    }
}
