package postern.tls.record;

import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;

/// No protection: the records before the first keys.
public final class Plaintext implements RecordProtection {
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_2 = 0x0303;

    private final int version;

    private Plaintext(int version) {
        this.version = version;
    }

    /// For the records with a client's first ClientHello: they say TLS 1.0, for the sake of old servers that refuse
    /// a higher number there (RFC 9846 §5.1).
    static Plaintext firstClientHello() {
        return new Plaintext(TLS_1_0);
    }

    /// For every other record in clear.
    static Plaintext usual() {
        return new Plaintext(TLS_1_2);
    }

    @Override
    public int maxFragment() {
        return MAX_PLAINTEXT;
    }

    @Override
    public int recordLength(int plaintextLength) {
        return RecordHeader.LENGTH + plaintextLength;
    }

    @Override
    public int plaintextOffset() {
        return RecordHeader.LENGTH;
    }

    @Override
    public void seal(ContentType type, Span record) {
        RecordHeader.write(record, type, version);
    }

    @Override
    public ContentType open(Span record) {
        var type = RecordHeader.type(record);
        if (type == ContentType.APPLICATION_DATA) {
            throw new TlsException(Violation.EARLY_APPLICATION_DATA, "in clear");
        }
        RecordHeader.stepOver(record);
        return type;
    }

    @Override
    public boolean keyUpdateDue() {
        return false;
    }

    @Override
    public void close() {
        // Holds no key.
    }
}
