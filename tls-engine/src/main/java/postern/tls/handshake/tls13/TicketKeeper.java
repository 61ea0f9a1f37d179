package postern.tls.handshake.tls13;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import postern.tls.message.EarlyDataLimit;
import postern.tls.message.NewSessionTicket;
import postern.tls.param.CipherSuite;
import postern.tls.schedule.ResumptionSecret;
import postern.tls.session.ClientTicket;
import postern.tls.session.ResumableSession;

/// How a client makes something of the tickets that the server sends (RFC 9846 §4.7.1).
///
/// @param secret from which each ticket's key comes
/// @param peer whom the keys will stand for
/// @param protocol the application protocol, in which early data would have to be
public record TicketKeeper(
        ResumptionSecret secret,
        CipherSuite suite,
        InstantSource clock,
        ResumableSession.Peer peer,
        Optional<String> protocol) {
    /// What a later connection can begin with.
    public ClientTicket read(NewSessionTicket message) {
        var session = new ResumableSession(
                suite,
                secret.preSharedKey(message.nonce()),
                clock.instant(),
                message.ageAdd(),
                peer,
                new ResumableSession.Early(
                        message.extensions()
                                .find(EarlyDataLimit.class)
                                .map(EarlyDataLimit::octets)
                                .orElse(0L),
                        protocol));
        return new ClientTicket(session, message.ticket(), Duration.ofSeconds(message.lifetime()));
    }
}
