package postern.tls.message;

import postern.crypto.bytes.Bytes;
import postern.tls.codec.TlsReader;
import postern.tls.codec.TlsWriter;

/// A public key for one group (RFC 9846 §4.3.8):
///
/// ```
/// struct { NamedGroup group; opaque key_exchange<1..2^16-1>; } KeyShareEntry;
/// ```
///
/// The length is not checked against the group here: the group may be unknown, and the key exchange does it.
public record KeyShareEntry(int group, Bytes keyExchange) {
    static KeyShareEntry read(TlsReader in) {
        return new KeyShareEntry(in.uint16(), in.opaque16(1));
    }

    void write(TlsWriter out) {
        out.uint16(group).opaque16(keyExchange);
    }
}
