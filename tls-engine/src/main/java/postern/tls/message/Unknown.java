package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// An extension that is not interpreted: from a registry newer than ours, not implemented, or one that means nothing on
/// purpose (GREASE, RFC 8701).
public record Unknown(int code, Bytes content) implements Extension {
    @Override
    public void write(TlsWriter out) {
        out.bytes(content);
    }

    @Override
    public String toString() {
        return ExtensionType.describe(code) + " " + content;
    }
}
