package postern.tls.handshake.tls12.server;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.RememberSession;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.tls12.Agreed.Binding;
import postern.tls.message.Extension;
import postern.tls.message.NewSessionTicket12;
import postern.tls.message.SessionTicket;
import postern.tls.param.ExtensionType;
import postern.tls.session.Session12;
import postern.tls.session.SessionCache;
import postern.tls.session.TicketKeys;

/// How a session is kept until the client comes back.
sealed interface Keeping {
    /// Not at all.
    record Nowhere() implements Keeping {}

    /// With the client, sealed (RFC 5077).
    record InTicket(TicketKeys keys) implements Keeping {
        /// A longer ticket is a nuisance to the client, and the extension holds 2^16 octets: a client whose
        /// certificates are that long proves itself anew.
        private static final int MAX_CERTIFICATES_LENGTH = 1 << 14;

        /// What was promised has to come, be it empty (RFC 5077 §3.3).
        private Send message(Session12 session) {
            int length = session.peer().certificates().stream()
                    .mapToInt(Bytes::length)
                    .sum();
            if (length > MAX_CERTIFICATES_LENGTH) {
                return Send.of(new NewSessionTicket12(0, Bytes.EMPTY));
            }
            try (var plaintext = session.encode()) {
                return Send.of(new NewSessionTicket12(Session12.LIFETIME.toSeconds(), keys.seal(plaintext)));
            }
        }
    }

    /// With us, under a number that the client gets (RFC 5246 §F.1.4).
    record InCache(SessionCache cache, Bytes id) implements Keeping {}

    /// As the client can and we like: only sessions that are bound to their handshake (RFC 7627 §5.4), and only
    /// those of a connection's first.
    static Keeping of(RecvdClientHello12 received) {
        var features = received.settings().features();
        if (received.before().isPresent() || received.binding() != Binding.HANDSHAKE) {
            return new Nowhere();
        }
        boolean knowsTickets = received.hello().extensions().has(ExtensionType.SESSION_TICKET)
                && received.settings().preferences().terms().allowsOldTickets();
        if (features.tickets().filter(tickets -> tickets.count() > 0).isPresent() && knowsTickets) {
            return new InTicket(features.tickets().orElseThrow().keys());
        }
        var random = received.settings().surroundings().random();
        return features.older()
                .cache()
                .<Keeping>map(cache -> new InCache(cache, random.bytes(ID_LENGTH)))
                .orElseGet(Nowhere::new);
    }

    /// As many octets as there may be, so that nobody guesses one.
    int ID_LENGTH = 32;

    /// The number in the ServerHello.
    default Bytes sessionId() {
        return this instanceof InCache(var _, var id) ? id : Bytes.EMPTY;
    }

    /// What the ServerHello promises.
    default List<Extension> promises() {
        return this instanceof InTicket ? List.of(new SessionTicket(Bytes.EMPTY)) : List.of();
    }

    /// The ticket, which goes out before our ChangeCipherSpec.
    default Optional<Send> ticket(Session12 session) {
        return this instanceof InTicket ticket ? Optional.of(ticket.message(session)) : Optional.empty();
    }

    /// What remains with us. The session becomes the cache's; otherwise it is wiped.
    default List<Effect> remembered(Session12 session) {
        if (this instanceof InCache(var cache, var id)) {
            return List.of(new RememberSession(cache, id, session));
        }
        session.close();
        return List.of();
    }
}
