package postern.tls.handshake.tls13.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.alert.TlsException;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Fact;
import postern.tls.handshake.PeerChain;
import postern.tls.handshake.ServerFeatures.Tickets;
import postern.tls.handshake.ServerSettings;
import postern.tls.message.ClientHello;
import postern.tls.message.PreSharedKeys;
import postern.tls.message.PskKeyExchangeModes;
import postern.tls.message.ServerName;
import postern.tls.param.CipherSuite;
import postern.tls.param.ClientAuthentication;
import postern.tls.pki.PeerIdentity;
import postern.tls.schedule.EarlySecret;
import postern.tls.schedule.Transcript;
import postern.tls.session.ResumableSession;

/// An earlier connection that the client goes on from, and that we accept (RFC 9846 §2.2).
///
/// @param identity which of the client's offers it is, counted from zero
/// @param early the secret that its key gives
/// @param session what was sealed into the ticket
/// @param client who the client proved to be then, judged anew; empty if it showed no certificate
record Resumption(int identity, EarlySecret early, ResumableSession session, Optional<PeerIdentity> client) {
    /// Each identity costs us a decryption, and a client that resumes has one or two.
    private static final int MAX_IDENTITIES = 8;

    /// How long our tickets are good. What was checked at their issue may be that old.
    static final Duration LIFETIME = Duration.ofHours(12);

    /// The first of the client's offers that we can accept; empty for a full handshake.
    ///
    /// @param before the transcript before the hello: empty, or up to a HelloRetryRequest
    /// @throws TlsException if the offer that we would accept is not proved by its binder
    static Optional<Resumption> find(RecvdClientHello received, CipherSuite suite, Transcript before) {
        var tickets = received.settings().features().tickets();
        var offered = received.hello().extensions().find(PreSharedKeys.class);
        if (tickets.isEmpty() || offered.isEmpty() || !keepsForwardSecrecy(received.hello())) {
            return Optional.empty();
        }
        var identities = offered.get().identities();
        for (int i = 0; i < Math.min(identities.size(), MAX_IDENTITIES); i++) {
            var found = open(received, tickets.get(), identities.get(i).identity(), suite);
            if (found.isPresent()) {
                var resumption = of(i, found.get(), received);
                resumption.ifPresent(accepted -> accepted.requireBinder(received, offered.get(), before));
                return resumption;
            }
        }
        return Optional.empty();
    }

    /// Without a fresh key exchange, whoever gets hold of the ticket key reads the connection; we do not do that.
    static boolean keepsForwardSecrecy(ClientHello hello) {
        return hello.extensions()
                .find(PskKeyExchangeModes.class)
                .filter(modes -> modes.modes().contains(PskKeyExchangeModes.PSK_DHE_KE))
                .isPresent();
    }

    /// The session of a ticket, if it is ours, fresh, of a fitting hash and for the same name.
    private static Optional<ResumableSession> open(
            RecvdClientHello received, Tickets tickets, Bytes ticket, CipherSuite suite) {
        var settings = received.settings();
        var now = settings.surroundings().clock().instant();
        boolean certificateMissing = settings.features().certificateWish().demand() == ClientAuthentication.REQUIRE;
        return tickets.keys()
                .open(ticket)
                .filter(session -> session.suite().hash() == suite.hash())
                .filter(session -> !session.issuedAt().isAfter(now)
                        && Duration.between(session.issuedAt(), now).compareTo(LIFETIME) < 0)
                .filter(session -> session.peer().serverName().equals(serverName(received.hello())))
                .filter(session ->
                        !certificateMissing || !session.peer().certificates().isEmpty());
    }

    /// Who was let in then may have been revoked since, or this server may ask for more.
    private static Optional<Resumption> of(int identity, ResumableSession session, RecvdClientHello received) {
        var early = EarlySecret.withPsk(session.suite().hash(), session.preSharedKey());
        if (session.peer().certificates().isEmpty()) {
            return Optional.of(new Resumption(identity, early, session, Optional.empty()));
        }
        try {
            var chain = PeerChain.ofClient(session.peer().certificates());
            var client = chain.judge(received.settings().surroundings(), "");
            return Optional.of(new Resumption(identity, early, session, Optional.of(client)));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }

    /// The binder covers the hello up to the list of binders (RFC 9846 §4.3.11.2).
    private void requireBinder(RecvdClientHello received, PreSharedKeys offered, Transcript before) {
        var encoding = received.encoding();
        var covered = encoding.slice(0, encoding.length() - offered.bindersLength());
        try (var mac = early.resumptionBinderMac()) {
            mac.verifyBinder(offered.binders().get(identity), before.with(covered));
        }
    }

    static Optional<String> serverName(ClientHello hello) {
        return hello.extensions().find(ServerName.class).map(ServerName::hostName);
    }

    /// What becomes part of the session.
    List<Effect> learned() {
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Resumed()));
        client.ifPresent(identity -> effects.add(new Learn(new Fact.Peer(identity))));
        return effects;
    }

    /// Whom the tickets of a full handshake with these settings are for.
    static ResumableSession.Peer peer(RecvdClientHello received) {
        return new ResumableSession.Peer(serverName(received.hello()), List.of());
    }

    /// Whether the client has a use for tickets, and we give some.
    static Optional<Tickets> wanted(ServerSettings settings, ClientHello hello) {
        return settings.features().tickets().filter(_ -> keepsForwardSecrecy(hello));
    }
}
