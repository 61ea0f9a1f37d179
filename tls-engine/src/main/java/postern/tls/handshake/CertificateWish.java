package postern.tls.handshake;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.param.ClientAuthentication;

/// Whether a server wants to see its clients' certificates, and whose are welcome.
///
/// @param demand how much it wants them
/// @param authorities names in DER of the authorities whose certificates are welcome, a hint to a client with
///     several (RFC 9846 §4.3.4); empty to give no hint
public record CertificateWish(ClientAuthentication demand, List<Bytes> authorities) {
    /// No certificate is asked for.
    public static final CertificateWish NONE = new CertificateWish(ClientAuthentication.NONE, List.of());

    /// Keeps its own copy of the list.
    public CertificateWish {
        authorities = List.copyOf(authorities);
    }

    /// Whether the server asks.
    public boolean asks() {
        return demand != ClientAuthentication.NONE;
    }
}
