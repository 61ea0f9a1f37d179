package postern.tls.handshake.tls12.server;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import postern.crypto.bytes.Bytes;
import postern.crypto.bytes.Secret;
import postern.tls.alert.TlsException;
import postern.tls.alert.Violation;
import postern.tls.handshake.PeerChain;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.message.ServerName;
import postern.tls.message.SessionTicket;
import postern.tls.param.ClientAuthentication;
import postern.tls.pki.PeerIdentity;
import postern.tls.session.Session12;

/// A session that the client comes back with, and that we resume (RFC 5246 §7.3).
///
/// @param client who the client proved to be when it began, judged anew; empty if it showed no certificate
record Resumption(Session12 session, Optional<PeerIdentity> client) {
    /// The session of the client's ticket or number; empty for a full handshake.
    ///
    /// @throws TlsException if the session is bound to its handshake and the hello would loosen it (RFC 7627
    ///     §5.3)
    static Optional<Resumption> find(RecvdClientHello12 received) {
        if (received.before().isPresent()) {
            return Optional.empty();
        }
        var now = received.settings().surroundings().clock().instant();
        var session = Stream.of(inTicket(received), inCache(received, now))
                .flatMap(Optional::stream)
                .filter(kept -> fits(received, kept, now))
                .findFirst();
        session.ifPresent(_ -> requireBound(received));
        return session.flatMap(kept -> of(received, kept));
    }

    private static Optional<Session12> inTicket(RecvdClientHello12 received) {
        var ticket = received.hello().extensions().find(SessionTicket.class).map(SessionTicket::ticket);
        return received.settings()
                .features()
                .tickets()
                .filter(_ -> received.settings().preferences().terms().allowsOldTickets())
                .flatMap(tickets -> ticket.flatMap(tickets.keys()::openOctets))
                .flatMap(Resumption::decode);
    }

    private static Optional<Session12> decode(Secret plaintext) {
        try (plaintext) {
            return Session12.decode(plaintext);
        }
    }

    private static Optional<Session12> inCache(RecvdClientHello12 received, Instant now) {
        Bytes id = received.hello().legacySessionId();
        return received.settings().features().older().cache().flatMap(cache -> cache.find(id, now));
    }

    /// A session is resumed as it was: in its version, with its suite if the client still offers it and we
    /// still like it, and for its name (RFC 5246 §7.4.1.2, RFC 6066 §3).
    private static boolean fits(RecvdClientHello12 received, Session12 session, Instant now) {
        var settings = received.settings();
        var hello = received.hello();
        boolean required = settings.features().certificateWish().demand() == ClientAuthentication.REQUIRE;
        return session.version() == received.version()
                && hello.cipherSuites().contains(session.suite().code())
                && settings.preferences().suites(session.version()).contains(session.suite())
                && session.isFreshAt(now)
                && session.peer()
                        .serverName()
                        .equals(hello.extensions().find(ServerName.class).map(ServerName::hostName))
                && (!required || !session.peer().certificates().isEmpty());
    }

    private static void requireBound(RecvdClientHello12 received) {
        if (received.binding() != Binding.HANDSHAKE) {
            throw new TlsException(Violation.RESUMPTION_UNBOUND, "by the ClientHello");
        }
    }

    /// Who was let in then may have been revoked since, or this server may ask for more.
    private static Optional<Resumption> of(RecvdClientHello12 received, Session12 session) {
        if (session.peer().certificates().isEmpty()) {
            return Optional.of(new Resumption(session, Optional.empty()));
        }
        try {
            var chain = PeerChain.ofClient(session.peer().certificates());
            var client = chain.judge(received.settings().surroundings(), "");
            return Optional.of(new Resumption(session, Optional.of(client)));
        } catch (TlsException _) {
            return Optional.empty();
        }
    }
}
