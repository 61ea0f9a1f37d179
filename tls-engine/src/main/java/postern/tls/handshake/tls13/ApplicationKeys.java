package postern.tls.handshake.tls13;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.param.Role;
import postern.tls.schedule.HandshakeSecret;
import postern.tls.schedule.TrafficSecret;
import postern.tls.schedule.Transcript;

/// The secrets behind the keys for application data (RFC 9846 §7.1).
///
/// @param reading for what the peer sends
/// @param writing for what we send
public record ApplicationKeys(TrafficSecret reading, TrafficSecret writing) {
    /// From the secret of the handshake, which is used up.
    ///
    /// @param toServerFinished the transcript up to the server's Finished
    public static ApplicationKeys derive(Role role, HandshakeSecret secret, Transcript toServerFinished) {
        try (var main = secret.mainSecret()) {
            var client = main.clientTraffic(toServerFinished);
            var server = main.serverTraffic(toServerFinished);
            return role == Role.CLIENT ? new ApplicationKeys(server, client) : new ApplicationKeys(client, server);
        }
    }

    /// What a key log wants to know.
    public List<LogSecret> log(Bytes clientRandom) {
        return List.of(new LogSecret(reading, clientRandom), new LogSecret(writing, clientRandom));
    }

    /// Wipes the secrets.
    public void wipe() {
        reading.close();
        writing.close();
    }
}
