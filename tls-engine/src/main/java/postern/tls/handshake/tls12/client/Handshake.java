package postern.tls.handshake.tls12.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ClientFeatures;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.KeepSession;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OlderFeatures.Renegotiating;
import postern.tls.handshake.tls12.Agreed;
import postern.tls.handshake.tls12.Conclusion;
import postern.tls.handshake.tls12.Renegotiation;
import postern.tls.kx.KeyExchange12;
import postern.tls.message.NewSessionTicket12;
import postern.tls.message.ServerHello;
import postern.tls.message.SessionTicket;
import postern.tls.message.StatusPromise;
import postern.tls.param.ExtensionType;
import postern.tls.schedule.MasterSecret;
import postern.tls.session.ClientSession12;
import postern.tls.session.ResumableSession;
import postern.tls.session.Session12;
import postern.tls.session.SharedKeys;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this client
/// @param offer the hello that the server answered
/// @param agreed what the hellos settled
/// @param hello that answer
/// @param before the handshake that this one follows in the same connection, if it does
/// @param certificates that the server has shown
public record Handshake(
        ClientSettings settings,
        Offer offer,
        Agreed agreed,
        ServerHello hello,
        Optional<Again> before,
        List<Bytes> certificates) {
    /// Keeps its own copy of the list.
    public Handshake {
        certificates = List.copyOf(certificates);
    }

    /// The same, once the server has shown these.
    Handshake with(List<Bytes> shown) {
        return new Handshake(settings, offer, agreed, hello, before, shown);
    }

    /// Our shared key. A suite that needs one is offered only if there is one.
    SharedKeys.SharedKey sharedKey() {
        return settings.features().older().keys().orElseThrow().keys().getFirst();
    }

    /// An answer with our shared key mixed into it, if the suite wants that.
    KeyExchange12.Answer sharing(KeyExchange12.Answer answer) {
        return agreed.suite().kx().isPreShared() ? KeyExchange12.shared(answer, sharedKey()) : answer;
    }

    /// Whether a CertificateStatus may follow the Certificate (RFC 6066 §8).
    boolean statusPromised() {
        return hello.extensions().find(StatusPromise.class).isPresent();
    }

    /// Whether a NewSessionTicket comes before the server's ChangeCipherSpec (RFC 5077 §3.2).
    boolean ticketPromised() {
        return hello.extensions().find(SessionTicket.class).isPresent();
    }

    /// How another handshake may follow.
    Renegotiation renegotiation() {
        boolean allowed = settings.features().older().renegotiation() == Renegotiating.ALLOWED
                && hello.extensions().has(ExtensionType.RENEGOTIATION_INFO);
        int count = before.map(again -> again.count() + 1).orElse(0);
        return allowed ? new Again(settings, agreed.version(), certificates, count) : Renegotiation.REFUSED;
    }

    /// The session, if it shall be kept, and the server will know it again. One that was resumed is kept
    /// already, unless there is a new ticket for it.
    Optional<Effect> kept(MasterSecret master, Optional<NewSessionTicket12> given) {
        var ticket = given.map(NewSessionTicket12::ticket).orElse(Bytes.EMPTY);
        boolean named = !hello.legacySessionIdEcho().isEmpty() && resumed().isEmpty();
        boolean known = !ticket.isEmpty() || named;
        boolean wanted = settings.features().resumption().tickets() == ClientFeatures.Tickets.KEPT;
        if (!known || !wanted || before.isPresent() || !Conclusion.isBound(agreed)) {
            return Optional.empty();
        }
        var lifetime =
                Duration.ofSeconds(given.map(NewSessionTicket12::lifetimeHint).orElse(0L));
        var session = session(master);
        var id = ticket.isEmpty() ? hello.legacySessionIdEcho() : Bytes.EMPTY;
        return Optional.of(new KeepSession(new ClientSession12(session, id, ticket, lifetime)));
    }

    /// One that was resumed is as old as it was (see [Session12]).
    private Session12 session(MasterSecret master) {
        var peer = new ResumableSession.Peer(settings.target().serverName(), certificates);
        var now = settings.surroundings().clock().instant();
        var createdAt = resumed().map(Session12::createdAt).orElse(now);
        return new Session12(agreed.version(), agreed.suite(), master.value().copy(), createdAt, peer);
    }

    /// The session that the server resumes, if it does: it repeats the number in our hello (RFC 5246 §7.4.1.3,
    /// RFC 5077 §3.4).
    Optional<Session12> resumed() {
        boolean echoed = !hello.legacySessionIdEcho().isEmpty()
                && hello.legacySessionIdEcho().equals(offer.hello().legacySessionId());
        return offer.older().filter(_ -> echoed).map(offered -> offered.kept().session());
    }
}
