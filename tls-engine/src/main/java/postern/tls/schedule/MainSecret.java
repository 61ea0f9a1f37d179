package postern.tls.schedule;

import postern.crypto.bytes.Secret;
import postern.tls.param.CipherSuite;

/// The last stage of the key schedule (RFC 9846 §7.1): from here come the keys for application data, and what
/// outlives the connection.
///
/// The labels on the wire of the schedule still say "master": the RFC renamed the values, not the octets.
public final class MainSecret implements AutoCloseable {
    private final CipherSuite suite;
    private final Secret secret;

    MainSecret(CipherSuite suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /// `client_application_traffic_secret_0`.
    ///
    /// @param toServerFinished the transcript from the ClientHello to the server's Finished
    public TrafficSecret clientTraffic(Transcript toServerFinished) {
        return traffic(SecretLabel.CLIENT_TRAFFIC_SECRET_0, "c ap traffic", toServerFinished);
    }

    /// `server_application_traffic_secret_0`.
    ///
    /// @param toServerFinished the transcript from the ClientHello to the server's Finished
    public TrafficSecret serverTraffic(Transcript toServerFinished) {
        return traffic(SecretLabel.SERVER_TRAFFIC_SECRET_0, "s ap traffic", toServerFinished);
    }

    /// `exporter_secret`.
    ///
    /// @param toServerFinished the transcript from the ClientHello to the server's Finished
    public ExporterSecret exporter(Transcript toServerFinished) {
        return new ExporterSecret(suite.hash(), HkdfLabel.deriveSecret(secret, "exp master", toServerFinished));
    }

    /// `resumption_secret`.
    ///
    /// @param toClientFinished the whole transcript
    public ResumptionSecret resumption(Transcript toClientFinished) {
        return new ResumptionSecret(suite.hash(), HkdfLabel.deriveSecret(secret, "res master", toClientFinished));
    }

    /// Wipes the secret.
    @Override
    public void close() {
        secret.close();
    }

    private TrafficSecret traffic(SecretLabel name, String label, Transcript messages) {
        return new TrafficSecret(suite, name, HkdfLabel.deriveSecret(secret, label, messages));
    }
}
