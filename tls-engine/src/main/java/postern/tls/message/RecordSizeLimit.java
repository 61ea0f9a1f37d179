package postern.tls.message;

import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// How long a protected record its sender is willing to take (RFC 8449 §4): `uint16 RecordSizeLimit`.
///
/// @param limit octets of plaintext; in TLS 1.3 with the type of the content, which is one of them
public record RecordSizeLimit(int limit) implements Extension {
    /// Shorter records would be more header than content (RFC 8449 §4).
    public static final int LEAST = 64;

    @Override
    public int code() {
        return ExtensionType.RECORD_SIZE_LIMIT.code();
    }

    static RecordSizeLimit read(TlsReader in) {
        int limit = in.uint16();
        if (limit < LEAST) {
            throw new TlsException(Violation.RECORD_SIZE_LIMIT, limit + " octets, at least " + LEAST);
        }
        return new RecordSizeLimit(limit);
    }

    @Override
    public void write(TlsWriter out) {
        out.uint16(limit);
    }
}
