package postern.tls.handshake.tls13;

import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.param.CipherSuite;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.HandshakeSecret;
import postern.tls.schedule.TrafficSecret;
import postern.tls.schedule.Transcript;

/// The secrets from ServerHello to Finished (RFC 9846 §7.1).
///
/// @param secret where the main secret will come from
/// @param client protects what the client sends, and authenticates its Finished
/// @param server the same for the server
public record HandshakeKeys(HandshakeSecret secret, TrafficSecret client, TrafficSecret server) {
    /// From the result of the key exchange, which is used up.
    ///
    /// @param early  what the handshake begins with; used up as well
    /// @param hellos the transcript up to the ServerHello
    public static HandshakeKeys derive(CipherSuite suite, EarlySecret early, Secret shared, Transcript hellos) {
        try (shared) {
            var secret = early.handshakeSecret(suite, shared);
            return new HandshakeKeys(secret, secret.clientTraffic(hellos), secret.serverTraffic(hellos));
        }
    }

    /// What a key log wants to know.
    public List<LogSecret> log(Bytes clientRandom) {
        return List.of(new LogSecret(client, clientRandom), new LogSecret(server, clientRandom));
    }

    /// Wipes the secrets.
    public void wipe() {
        secret.close();
        client.close();
        server.close();
    }
}
