package postern.tls.record;

import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// A block cipher with the MAC outside (RFC 7366), where both ends know the extension.
///
/// ```
/// type | version | length | [ IV ] | CBC( content | padding | length of padding ) | MAC
/// ```
///
/// The MAC covers the IV and the ciphertext, and is verified before anything is deciphered: what is then found in
/// the padding comes from whoever has the keys, and need not be hidden.
public final class CbcEncryptThenMac implements RecordProtection {
    private final RecordCbc cbc;
    private final RecordMac mac;
    private final Sequence sequence;
    private final Span work = Span.of(new byte[0]);

    CbcEncryptThenMac(RecordCbc cbc, RecordMac mac, Sequence sequence) {
        this.cbc = cbc;
        this.mac = mac;
        this.sequence = sequence;
    }

    @Override
    public int maxFragment() {
        return MAX_PLAINTEXT + MAX_EXPANSION_TLS12;
    }

    @Override
    public int nextContent(ContentType type, int written, int left) {
        return cbc.nextContent(type, written, left);
    }

    @Override
    public int recordLength(int plaintextLength) {
        return plaintextOffset() + cbc.padded(plaintextLength) + mac.length();
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH + cbc.ivLength();
    }

    @Override
    public void seal(ContentType type, int length, Span record) {
        RecordHeader.write(record, type, mac.version());
        mac.header(record);
        RecordHeader.stepOver(record);
        long number = sequence.takeToSeal();
        int end = record.offset() + record.length() - mac.length();
        work.set(record.array(), record.offset(), record.length() - mac.length());
        cbc.pad(work, length);
        cbc.encrypt(number, work);
        var code = mac.of(number, work.set(record.array(), record.offset(), end - record.offset()));
        System.arraycopy(code, 0, record.array(), end, code.length);
    }

    @Override
    public ContentType open(Span record) {
        var type = RecordHeader.type(record);
        mac.header(record);
        RecordHeader.stepOver(record);
        int protectedLength = record.length() - mac.length();
        int length = protectedLength - cbc.ivLength();
        if (length < cbc.blockLength() || length % cbc.blockLength() != 0) {
            throw new TlsException(Violation.RECORD_MAC, "no whole blocks before a MAC");
        }
        work.set(record.array(), record.offset(), protectedLength);
        var expected = mac.of(sequence.toOpen(), work);
        record.set(record.array(), record.offset() + protectedLength, mac.length());
        if (!ConstantTime.declassify(mac.equalMask(expected, record))) {
            throw new TlsException(Violation.RECORD_MAC);
        }
        sequence.opened();
        cbc.decrypt(work);
        int contentLength = length - paddingLength(work);
        if (contentLength > MAX_PLAINTEXT) {
            throw new TlsException(Violation.RECORD_TOO_LONG, contentLength + " octets");
        }
        record.set(work.array(), work.offset(), contentLength);
        return type;
    }

    /// The octets of the padding and the one that counts them.
    private static int paddingLength(Span plaintext) {
        int end = plaintext.offset() + plaintext.length();
        int padding = plaintext.array()[end - 1] & 0xff;
        boolean wrong = padding >= plaintext.length();
        for (int i = 1; !wrong && i <= padding; i++) {
            wrong = (plaintext.array()[end - 1 - i] & 0xff) != padding;
        }
        if (wrong) {
            throw new TlsException(Violation.RECORD_MAC, "padding");
        }
        return padding + 1;
    }

    @Override
    public boolean keyUpdateDue() {
        return false;
    }

    @Override
    public void close() {
        cbc.wipe();
        mac.wipe();
    }
}
