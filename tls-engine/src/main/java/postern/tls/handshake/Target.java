package postern.tls.handshake;

import java.util.List;
import java.util.Optional;

/// Whom a client wants to reach.
///
/// @param serverName the DNS name sent as `server_name`; none for an address literal (RFC 6066 §3)
/// @param peerName the DNS name or address literal that the server's certificate has to be for
/// @param applicationProtocols offered by ALPN, the dearest first; empty to send no such extension
public record Target(Optional<String> serverName, String peerName, List<String> applicationProtocols) {
    /// Keeps its own copy of the list.
    public Target {
        applicationProtocols = List.copyOf(applicationProtocols);
    }
}
