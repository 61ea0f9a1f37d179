package postern.tls.handshake;

import java.util.List;
import postern.tls.pki.Credential;

/// What a server's states need to know of the configuration.
///
/// @param credentials certificates with their keys, the dearest first; the client's name and signature schemes
///     select
/// @param applicationProtocols spoken behind ALPN, the dearest first; empty to ignore the client's offer
public record ServerSettings(
        Preferences preferences,
        List<Credential> credentials,
        List<String> applicationProtocols,
        Surroundings surroundings) {
    /// Keeps its own copies of the lists.
    public ServerSettings {
        credentials = List.copyOf(credentials);
        applicationProtocols = List.copyOf(applicationProtocols);
    }
}
