package postern.tls.handshake;

import java.util.List;
import postern.tls.pki.Credential;

/// What a server's states need to know of the configuration.
///
/// @param credentials certificates with their keys, the dearest first; the client's name and signature schemes
///     select
/// @param applicationProtocols spoken behind ALPN, the dearest first; empty to ignore the client's offer
/// @param features what only some servers do
public record ServerSettings(
        Preferences preferences,
        List<Credential> credentials,
        List<String> applicationProtocols,
        Surroundings surroundings,
        ServerFeatures features) {
    /// Keeps its own copies of the lists.
    public ServerSettings {
        credentials = List.copyOf(credentials);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /// A server without further features.
    public ServerSettings(
            Preferences preferences,
            List<Credential> credentials,
            List<String> applicationProtocols,
            Surroundings surroundings) {
        this(preferences, credentials, applicationProtocols, surroundings, ServerFeatures.NONE);
    }
}
