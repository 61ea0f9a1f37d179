package postern.tls.handshake.tls13.server;

import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.handshake.tls13.MainStage;

/// What all states behind our own flight know.
///
/// @param keys of the handshake; the client's authenticate its Finished
/// @param main what will protect the data
public record Flight(ServerSettings settings, HandshakeKeys keys, MainStage main) {
    /// Wipes the secrets.
    void wipe() {
        keys.wipe();
        main.wipe();
    }
}
