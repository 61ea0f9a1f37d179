package postern.tls.handshake.tls12.server;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.OlderFeatures.Renegotiating;
import postern.tls.handshake.ServerSettings;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Renegotiation;
import postern.tls.schedule.MasterSecret;
import postern.tls.session.ResumableSession;
import postern.tls.session.Session12;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this server
/// @param agreed what the hellos settled
/// @param keeping how the session is kept for another connection
/// @param client whom it stands for
/// @param count of the handshakes in this connection so far that other ones may follow; empty if none may,
///     because the client does not know RFC 5746
record Handshake(
        ServerSettings settings,
        Agreed agreed,
        Keeping keeping,
        ResumableSession.Peer client,
        Optional<Integer> count) {
    /// The same, once the client has shown these.
    Handshake with(List<Bytes> certificates) {
        var peer = new ResumableSession.Peer(client.serverName(), certificates);
        return new Handshake(settings, agreed, keeping, peer, count);
    }

    /// How another handshake may follow.
    Renegotiation renegotiation() {
        boolean allowed = settings.features().older().renegotiation() == Renegotiating.ALLOWED;
        return count.filter(_ -> allowed)
                .<Renegotiation>map(each -> new Again(settings, agreed.version(), each))
                .orElse(Renegotiation.REFUSED);
    }

    /// The session, which the caller has to give away or wipe.
    Session12 session(MasterSecret master) {
        var now = settings.surroundings().clock().instant();
        return new Session12(agreed.version(), agreed.suite(), master.value().copy(), now, client);
    }
}
