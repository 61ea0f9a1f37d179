package postern.tls.handshake.tls13;

import postern.tls.param.Role;
import postern.tls.schedule.HandshakeSecret;
import postern.tls.schedule.MainSecret;
import postern.tls.schedule.ResumptionSecret;
import postern.tls.schedule.Transcript;

/// What there is between the server's Finished and the client's: the keys for application data, and the main
/// secret, from which one more will come (RFC 9846 §7.1).
public record MainStage(ApplicationKeys keys, MainSecret main) {
    /// From the secret of the handshake, which is used up.
    ///
    /// @param role of this end
    /// @param toServerFinished the transcript up to the server's Finished
    public static MainStage derive(Role role, HandshakeSecret secret, Transcript toServerFinished) {
        var main = secret.mainSecret();
        var client = main.clientTraffic(toServerFinished);
        var server = main.serverTraffic(toServerFinished);
        var exporter = main.exporter(toServerFinished);
        var keys = role == Role.CLIENT
                ? new ApplicationKeys(server, client, exporter)
                : new ApplicationKeys(client, server, exporter);
        return new MainStage(keys, main);
    }

    /// What later connections can begin with; the main secret is used up.
    ///
    /// @param toClientFinished the whole transcript
    public ResumptionSecret resumption(Transcript toClientFinished) {
        try (main) {
            return main.resumption(toClientFinished);
        }
    }

    /// Wipes the secrets.
    public void wipe() {
        keys.wipe();
        main.close();
    }
}
