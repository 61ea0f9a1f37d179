package postern.tls.message;

import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;
import postern.tls.param.ExtensionType.Place;
import postern.tls.param.HandshakeType;

/// The server's answers that need not be in clear: `Extension extensions<0..2^16-1>` (RFC 9846 §4.4.1).
public record EncryptedExtensions(Extensions extensions) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.ENCRYPTED_EXTENSIONS;
    }

    static EncryptedExtensions read(TlsReader in) {
        return new EncryptedExtensions(Extensions.read(in, Place.EE));
    }

    @Override
    public void write(TlsWriter out) {
        extensions.write(out);
    }
}
