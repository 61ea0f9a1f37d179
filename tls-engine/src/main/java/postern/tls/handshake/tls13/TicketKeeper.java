package postern.tls.handshake.tls13;

import java.time.Duration;
import java.time.InstantSource;
import postern.tls.message.NewSessionTicket;
import postern.tls.param.CipherSuite;
import postern.tls.schedule.ResumptionSecret;
import postern.tls.session.ClientTicket;
import postern.tls.session.ResumableSession;

/// How a client makes something of the tickets that the server sends (RFC 9846 §4.7.1).
///
/// @param secret from which each ticket's key comes
/// @param peer whom the keys will stand for
public record TicketKeeper(
        ResumptionSecret secret, CipherSuite suite, InstantSource clock, ResumableSession.Peer peer) {
    /// What a later connection can begin with.
    public ClientTicket read(NewSessionTicket message) {
        var session = new ResumableSession(
                suite, secret.preSharedKey(message.nonce()), clock.instant(), message.ageAdd(), peer);
        return new ClientTicket(session, message.ticket(), Duration.ofSeconds(message.lifetime()));
    }
}
