package postern.tls.handshake;

import java.util.List;
import postern.tls.pki.Credential;

/// What only some clients do.
///
/// @param credentials certificates with their keys for servers that ask, the dearest first
public record ClientFeatures(List<Credential> credentials) {
    /// Nothing of it.
    public static final ClientFeatures NONE = new ClientFeatures(List.of());

    /// Keeps its own copy of the list.
    public ClientFeatures {
        credentials = List.copyOf(credentials);
    }
}
