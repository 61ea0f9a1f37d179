package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.crypto.hash.Hkdf;
import postern.tls.param.CipherSuite;

/// The second stage of the key schedule (RFC 9846 §7.1): from here come the keys that protect the handshake after
/// the ServerHello.
public final class HandshakeSecret implements AutoCloseable {
    private final CipherSuite suite;
    private final Secret secret;

    HandshakeSecret(CipherSuite suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /// `client_handshake_traffic_secret`.
    ///
    /// @param hellos the transcript from the ClientHello to the ServerHello
    public TrafficSecret clientTraffic(Transcript hellos) {
        return traffic(SecretLabel.CLIENT_HANDSHAKE_TRAFFIC_SECRET, "c hs traffic", hellos);
    }

    /// `server_handshake_traffic_secret`.
    ///
    /// @param hellos the transcript from the ClientHello to the ServerHello
    public TrafficSecret serverTraffic(Transcript hellos) {
        return traffic(SecretLabel.SERVER_HANDSHAKE_TRAFFIC_SECRET, "s hs traffic", hellos);
    }

    /// The third stage; wipes this one.
    public MainSecret mainSecret() {
        var hash = suite.hash();
        try (var salt = EarlySecret.nextSalt(hash, secret);
                var zeros = Secret.zeros(hash.length())) {
            return new MainSecret(suite, Hkdf.extract(hash, salt, zeros));
        } finally {
            close();
        }
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }

    private TrafficSecret traffic(SecretLabel name, String label, Transcript hellos) {
        return new TrafficSecret(suite, name, HkdfLabel.deriveSecret(secret, label, hellos));
    }
}
