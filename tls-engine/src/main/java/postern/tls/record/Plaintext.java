package postern.tls.record;

import postern.crypto.bytes.Span;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.param.ProtocolVersion;

/// No protection: the records before the first keys.
public final class Plaintext implements RecordProtection {
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_2 = 0x0303;

    private final int version;
    private final boolean agreed;

    private Plaintext(int version, boolean agreed) {
        this.version = version;
        this.agreed = agreed;
    }

    /// For the records with a client's first ClientHello: they say TLS 1.0, for the sake of old servers that
    /// refuse a higher number there (RFC 9846 §5.1).
    static Plaintext firstClientHello() {
        return new Plaintext(TLS_1_0, false);
    }

    /// For the records with a first ClientHello that say the newest version, for old servers that look only there.
    static Plaintext firstClientHello(ProtocolVersion newest) {
        return new Plaintext(Math.min(newest.code(), TLS_1_2), false);
    }

    /// For every other record in clear.
    static Plaintext usual() {
        return new Plaintext(TLS_1_2, false);
    }

    /// For records in clear once the version is agreed; TLS 1.3 says 1.2 there (RFC 9846 §5.1).
    static Plaintext of(ProtocolVersion agreed) {
        return new Plaintext(Math.min(agreed.code(), TLS_1_2), true);
    }

    /// What follows: the same, but the old number is for the first flight of a client alone.
    Plaintext afterFirstClientHello() {
        return agreed ? this : usual();
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
    public void seal(ContentType type, int length, Span record) {
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
