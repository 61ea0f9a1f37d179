package postern.tls.message;

import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType;

/// The sender can put the MAC outside of a block cipher; empty in both directions (RFC 7366 §2).
public record EncryptThenMac() implements Extension {
    @Override
    public int code() {
        return ExtensionType.ENCRYPT_THEN_MAC.code();
    }

    @Override
    public void write(TlsWriter out) {
        // Says all by being there.
    }
}
