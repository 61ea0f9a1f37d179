package postern.tls.handshake.tls13.server;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls13.HandshakeKeys;
import postern.tls.handshake.tls13.MainStage;

/// What all states behind our own flight know.
///
/// @param keys of the handshake; the client's authenticate its Finished
/// @param main what will protect the data
/// @param tickets what the client gets for its next connection
/// @param earlyData whether the client's early data is taken
public record Flight(
        ServerSettings settings,
        HandshakeKeys keys,
        MainStage main,
        Optional<TicketFlight> tickets,
        EarlyData earlyData) {
    /// Whether early data is taken.
    enum EarlyData {
        TAKEN,
        NONE
    }

    /// The same, for a client that showed these certificates.
    Flight with(List<Bytes> certificates) {
        return new Flight(settings, keys, main, tickets.map(some -> some.of(certificates)), earlyData);
    }

    /// Wipes the secrets.
    void wipe() {
        keys.wipe();
        main.wipe();
    }
}
