package postern.tls.record;

import postern.crypto.aead.Aead;
import postern.crypto.bytes.Endian;
import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.schedule.RecordKeys;

/// TLS 1.2 with an AEAD (RFC 5246 §6.2.3.3): the type stays in the header, and a description of the record is
/// authenticated with it.
///
/// ```
/// type | 0303 | length | [ explicit nonce, 8 octets ] | AEAD( content )
/// authenticated: sequence number | type | 0303 | length of the content
/// ```
///
/// AES-GCM sends eight octets of each nonce with the record (RFC 5288 §3); we put the sequence number there, so
/// that they cannot repeat. ChaCha20-Poly1305 makes its nonce as TLS 1.3 does and sends none of it (RFC 7905 §2).
public final class Tls12Aead implements RecordProtection {
    private static final int VERSION = 0x0303;

    private static final int TYPE_OFFSET = Long.BYTES;
    private static final int LENGTH_OFFSET = TYPE_OFFSET + 3;

    private final Aead aead;
    private final Sequence sequence;
    private final RecordNonce nonce;
    private final int explicitLength;
    private final byte[] description = new byte[LENGTH_OFFSET + 2];
    private final Span content = Span.of(description);

    Tls12Aead(RecordKeys keys, Sequence sequence) {
        this.aead = keys.suite().bulk().aead().withKey(keys.key());
        this.sequence = sequence;
        this.nonce = new RecordNonce(keys.iv());
        this.explicitLength = RecordNonce.LENGTH - keys.iv().length();
    }

    @Override
    public int maxFragment() {
        return MAX_PLAINTEXT + MAX_EXPANSION_TLS12;
    }

    @Override
    public int recordLength(int plaintextLength) {
        return RecordHeader.LENGTH + explicitLength + plaintextLength + aead.tagLength();
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH + explicitLength;
    }

    @Override
    public void seal(ContentType type, int length, Span record) {
        RecordHeader.write(record, type, VERSION);
        long number = sequence.takeToSeal();
        describe(number, record);
        RecordHeader.stepOver(record);
        if (explicitLength > 0) {
            Endian.putLongBe(record.array(), record.offset(), number);
        }
        stepOverExplicitNonce(record);
        content.set(record.array(), record.offset(), record.length() - aead.tagLength());
        aead.seal(nonce.with(number), description, content, record);
    }

    @Override
    public ContentType open(Span record) {
        var type = RecordHeader.type(record);
        int length = record.length() - recordLength(0);
        if (length < 0) {
            throw new TlsException(Violation.RECORD_MAC, "shorter than its nonce and tag");
        }
        long number = sequence.toOpen();
        describe(number, record);
        RecordHeader.stepOver(record);
        long explicit = explicitLength > 0 ? Endian.getLongBe(record.array(), record.offset()) : number;
        stepOverExplicitNonce(record);
        content.set(record.array(), record.offset(), length);
        if (!aead.open(nonce.with(explicit), description, record, content)) {
            throw new TlsException(Violation.RECORD_MAC);
        }
        sequence.opened();
        if (length > MAX_PLAINTEXT) {
            throw new TlsException(Violation.RECORD_TOO_LONG, length + " octets");
        }
        record.set(content.array(), content.offset(), length);
        return type;
    }

    /// Type and version are authenticated as they stand in the header.
    private void describe(long number, Span record) {
        int length = record.length() - recordLength(0);
        Endian.putLongBe(description, 0, number);
        System.arraycopy(record.array(), record.offset(), description, TYPE_OFFSET, LENGTH_OFFSET - TYPE_OFFSET);
        description[LENGTH_OFFSET] = (byte) (length >> 8);
        description[LENGTH_OFFSET + 1] = (byte) length;
    }

    private void stepOverExplicitNonce(Span record) {
        record.set(record.array(), record.offset() + explicitLength, record.length() - explicitLength);
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
