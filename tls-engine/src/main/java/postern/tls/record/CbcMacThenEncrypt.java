package postern.tls.record;

import java.util.Arrays;
import postern.crypto.bytes.ConstantTime;
import postern.crypto.bytes.Span;
import postern.crypto.hash.SecretEnd;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// A block cipher with a MAC inside (RFC 5246 §6.2.3.2; the same in TLS 1.0 and 1.1).
///
/// ```
/// type | version | length | [ IV ] | CBC( content | MAC | padding | length of padding )
/// ```
///
/// The order is unlucky: where the MAC stands is known only from octets that nothing has verified. Whoever could
/// tell a wrong padding from a wrong MAC, by the alert or by a difference in time, would decipher a record octet
/// by octet (Vaudenay 2002; Lucky Thirteen, 2013). So [#open] does the same work for every content: it treats
/// length of padding, MAC and content as secrets, finds one mask, and reveals that alone.
public final class CbcMacThenEncrypt implements RecordProtection {
    /// The most octets of padding, and the octet that counts them.
    private static final int MAX_PADDING = 256;

    private final RecordCbc cbc;
    private final RecordMac mac;
    private final Sequence sequence;
    private final Span content = Span.of(new byte[0]);
    private final byte[] found;
    private final byte[] turned;

    CbcMacThenEncrypt(RecordCbc cbc, RecordMac mac, Sequence sequence) {
        this.cbc = cbc;
        this.mac = mac;
        this.sequence = sequence;
        this.found = new byte[mac.length()];
        this.turned = new byte[mac.length()];
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
        return plaintextOffset() + cbc.padded(plaintextLength + mac.length());
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH + cbc.ivLength();
    }

    @Override
    public void seal(ContentType type, int length, Span record) {
        RecordHeader.write(record, type, mac.version());
        mac.header(record);
        int from = record.offset() + plaintextOffset();
        long number = sequence.takeToSeal();
        var code = mac.of(number, content.set(record.array(), from, length));
        System.arraycopy(code, 0, record.array(), from + length, code.length);
        RecordHeader.stepOver(record);
        cbc.pad(record, length + code.length);
        cbc.encrypt(number, record);
    }

    @Override
    public ContentType open(Span record) {
        var type = RecordHeader.type(record);
        mac.header(record);
        RecordHeader.stepOver(record);
        int length = record.length() - cbc.ivLength();
        if (length < mac.length() + 1 || length % cbc.blockLength() != 0) {
            throw new TlsException(Violation.RECORD_MAC, "no whole blocks with a MAC in them");
        }
        cbc.decrypt(record);
        int good = checkedContent(record);
        if (!ConstantTime.declassify(good)) {
            throw new TlsException(Violation.RECORD_MAC);
        }
        sequence.opened();
        int padding = record.array()[record.offset() + record.length() - 1] & 0xff;
        int contentLength = record.length() - 1 - padding - mac.length();
        if (contentLength > MAX_PLAINTEXT) {
            throw new TlsException(Violation.RECORD_TOO_LONG, contentLength + " octets");
        }
        record.set(record.array(), record.offset(), contentLength);
        return type;
    }

    /// All ones if padding and MAC are right. Time depends on the length of the record alone.
    private int checkedContent(Span plaintext) {
        int good = paddingMask(plaintext);
        int last = plaintext.array()[plaintext.offset() + plaintext.length() - 1] & 0xff;
        // A wrong padding counts as none, so that there is as much to hash as ever.
        int padding = ConstantTime.select(good, last, 0);
        int window = plaintext.length() - 1 - mac.length();
        content.set(plaintext.array(), plaintext.offset(), window);
        var data = new SecretEnd(content, padding, Math.min(MAX_PADDING - 1, window));
        var expected = mac.of(sequence.toOpen(), data);
        findMac(plaintext, window - padding);
        return good & ConstantTime.equalMask(expected, found);
    }

    /// All ones if each octet of the padding has the value of the last, and there is room for the MAC before.
    private int paddingMask(Span plaintext) {
        int end = plaintext.offset() + plaintext.length();
        int padding = plaintext.array()[end - 1] & 0xff;
        int wrong = ~ConstantTime.lessMask(padding, plaintext.length() - mac.length());
        for (int i = 1; i < Math.min(MAX_PADDING, plaintext.length()); i++) {
            int belongs = ~ConstantTime.lessMask(padding, i);
            wrong |= belongs & (plaintext.array()[end - 1 - i] & 0xff ^ padding);
        }
        return ConstantTime.zeroMask(wrong);
    }

    /// Copies the MAC from a secret place. Every octet that could belong to it is read, and added to a ring of
    /// the MAC's length; then the ring is turned by a secret number, power of two by power of two.
    ///
    /// @param at the secret index of the MAC in the plaintext
    private void findMac(Span plaintext, int at) {
        Arrays.fill(found, (byte) 0);
        int length = found.length;
        int turn = 0;
        int place = 0;
        for (int i = Math.max(0, plaintext.length() - length - MAX_PADDING); i < plaintext.length(); i++) {
            int inside = ~ConstantTime.lessMask(i, at) & ConstantTime.lessMask(i, at + length);
            found[place] |= (byte) (plaintext.array()[plaintext.offset() + i] & inside);
            turn |= place & ConstantTime.equalMask(i, at);
            place = place + 1 == length ? 0 : place + 1;
        }
        for (int step = 1; step < length; step <<= 1) {
            for (int i = 0; i < length; i++) {
                turned[i] = found[(i + step) % length];
            }
            ConstantTime.copyIf(~ConstantTime.zeroMask(turn & step), turned, found);
        }
    }

    @Override
    public boolean keyUpdateDue() {
        return false;
    }

    @Override
    public void close() {
        cbc.wipe();
        mac.wipe();
        Arrays.fill(found, (byte) 0);
        Arrays.fill(turned, (byte) 0);
    }
}
