package postern.tls.record;

import java.util.Arrays;
import postern.crypto.aead.Aead;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.schedule.RecordKeys;

/// TLS 1.3 (RFC 9846 §5.2): the type of the content is encrypted with it, the header is authenticated.
///
/// ```
/// 23 | 0303 | length | AEAD( content | type | zeros )
/// ```
public final class Tls13Protection implements RecordProtection {
    private static final int LEGACY_VERSION = 0x0303;
    private static final int TYPE_LENGTH = 1;

    /// What the type and the cipher may add to the longest content (RFC 9846 §5.2).
    static final int MAX_EXPANSION = 256;

    private final Aead aead;
    private final Sequence sequence;
    private final RecordPadding padding;
    private final RecordNonce nonce;
    private final byte[] header = new byte[RecordHeader.LENGTH];
    private final Span inner = Span.of(header);

    Tls13Protection(RecordKeys keys, Sequence sequence) {
        this(keys, sequence, RecordPadding.NONE);
    }

    Tls13Protection(RecordKeys keys, Sequence sequence, RecordPadding padding) {
        this.aead = keys.suite().bulk().aead().withKey(keys.key());
        this.sequence = sequence;
        this.padding = padding;
        this.nonce = new RecordNonce(keys.iv());
    }

    @Override
    public int maxFragment() {
        return MAX_PLAINTEXT + MAX_EXPANSION;
    }

    @Override
    public int recordLength(int plaintextLength) {
        return RecordHeader.LENGTH + padding.padded(plaintextLength + TYPE_LENGTH) + aead.tagLength();
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH;
    }

    @Override
    public void seal(ContentType type, int length, Span record) {
        RecordHeader.write(record, ContentType.APPLICATION_DATA, LEGACY_VERSION);
        takeHeader(record);
        RecordHeader.stepOver(record);
        inner.set(record.array(), record.offset(), record.length() - aead.tagLength());
        int end = inner.offset() + length;
        inner.array()[end] = (byte) type.code();
        Arrays.fill(inner.array(), end + TYPE_LENGTH, inner.offset() + inner.length(), (byte) 0);
        aead.seal(nonce.with(sequence.takeToSeal()), header, inner, record);
    }

    @Override
    public ContentType open(Span record) {
        var outer = RecordHeader.type(record);
        takeHeader(record);
        RecordHeader.stepOver(record);
        return switch (outer) {
            case APPLICATION_DATA -> openInner(record);
            // Comes in clear, in the middle of protected records, for the sake of middleboxes (RFC 9846 §5, §E.4).
            case CHANGE_CIPHER_SPEC -> outer;
            case HANDSHAKE, ALERT -> throw new TlsException(Violation.UNPROTECTED_RECORD, outer.name());
        };
    }

    private ContentType openInner(Span record) {
        int length = record.length() - aead.tagLength();
        if (length < 0) {
            throw new TlsException(Violation.RECORD_MAC, "shorter than its tag");
        }
        inner.set(record.array(), record.offset(), length);
        if (!aead.open(nonce.with(sequence.toOpen()), header, record, inner)) {
            throw new TlsException(Violation.RECORD_MAC);
        }
        sequence.opened();
        // Padding counts (RFC 9846 §5.4): a padded record may not be longer than one that is full.
        if (length > MAX_PLAINTEXT + TYPE_LENGTH) {
            throw new TlsException(Violation.RECORD_TOO_LONG, (length - TYPE_LENGTH) + " octets with padding");
        }
        record.set(inner.array(), inner.offset(), typeIndex());
        return innerType(inner.array()[inner.offset() + record.length()] & 0xff);
    }

    /// The last octet that is not zero is the type (RFC 9846 §5.4). The time this takes tells the length of the
    /// padding, which the time of handling the content tells anyway (RFC 9846 §F.3).
    private int typeIndex() {
        int index = inner.length() - 1;
        while (index >= 0 && inner.array()[inner.offset() + index] == 0) {
            index--;
        }
        if (index < 0) {
            throw new TlsException(Violation.INNER_TYPE_MISSING);
        }
        return index;
    }

    private static ContentType innerType(int code) {
        var type = ContentType.ofCode(code);
        if (type == ContentType.CHANGE_CIPHER_SPEC) {
            throw new TlsException(Violation.CHANGE_CIPHER_SPEC_UNEXPECTED, "protected");
        }
        return type;
    }

    private void takeHeader(Span record) {
        System.arraycopy(record.array(), record.offset(), header, 0, header.length);
    }

    @Override
    public boolean keyUpdateDue() {
        return sequence.updateDue();
    }

    @Override
    public void close() {
        aead.close();
        nonce.wipe();
    }
}
