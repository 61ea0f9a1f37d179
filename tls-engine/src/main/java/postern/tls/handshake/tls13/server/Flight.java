package postern.tls.handshake.tls13.server;

import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls13.ApplicationKeys;
import postern.tls.handshake.tls13.HandshakeKeys;

/// What all states behind our own flight know.
///
/// @param keys of the handshake; the client's authenticate its Finished
/// @param application what will protect the data
public record Flight(ServerSettings settings, HandshakeKeys keys, ApplicationKeys application) {
    /// Wipes the secrets.
    void wipe() {
        keys.wipe();
        application.wipe();
    }
}
