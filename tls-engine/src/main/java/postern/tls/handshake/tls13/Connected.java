package postern.tls.handshake.tls13;

import java.util.ArrayList;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.KeepTicket;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Established;
import postern.tls.handshake.Step;
import postern.tls.message.CertificateRequest13;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.KeyUpdate;
import postern.tls.message.NewSessionTicket;
import postern.tls.param.KeyUpdateRequest;
import postern.tls.param.Role;
import postern.tls.schedule.Exporter;
import postern.tls.schedule.FinishedVerified;

/// CONNECTED (RFC 9846 §A.1, §A.2): data may flow, and keys may be replaced.
///
/// @param proof that the peer took part in this very handshake
/// @param role ours
/// @param keys what protects each direction now
/// @param tickets what a client does with tickets; empty to drop them, and for a server
/// @param later what a client does when it is asked for a certificate; empty to refuse, and for a server
/// @param sending how often we replaced our keys, and whether we wait for the peer to replace its own
public record Connected(
        FinishedVerified proof,
        Role role,
        ApplicationKeys keys,
        Sending sending,
        Optional<TicketKeeper> tickets,
        Optional<LaterProof> later)
        implements Established {
    /// The state of our own key updates.
    ///
    /// @param updates made so far
    /// @param asked [KeyUpdateRequest#UPDATE_REQUESTED] while the peer owes us a KeyUpdate
    public record Sending(long updates, KeyUpdateRequest asked) {
        /// A key must not come round again by chance: 2^48 - 1 updates are the most (RFC 9846 §4.7.3).
        static final long MAX_UPDATES = (1L << 48) - 1;
    }

    /// Right after the handshake.
    public Connected(FinishedVerified proof, Role role, ApplicationKeys keys, Optional<TicketKeeper> tickets) {
        this(proof, role, keys, new Sending(0, KeyUpdateRequest.UPDATE_NOT_REQUESTED), tickets, Optional.empty());
    }

    /// The same, of a client that can be asked for a certificate.
    public Connected with(LaterProof proofOfOurs) {
        return new Connected(proof, role, keys, sending, tickets, Optional.of(proofOfOurs));
    }

    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        return switch (message) {
            case KeyUpdate update -> peerUpdates(update.request());
            case NewSessionTicket ticket when role == Role.CLIENT -> keep(ticket);
            case CertificateRequest13 request
            when later.isPresent() -> new Step(this, later.get().answer(request, encoding, keys.writing()));
            default -> throw unexpected(message);
        };
    }

    /// A client without a use for tickets drops them; a lifetime of nothing says to drop it (RFC 9846 §4.7.1).
    private Step keep(NewSessionTicket ticket) {
        return tickets.filter(_ -> ticket.lifetime() > 0)
                .map(keeper -> Step.to(this, new KeepTicket(keeper.read(ticket))))
                .orElseGet(() -> Step.to(this));
    }

    /// From its next record on, the peer uses its next keys (RFC 9846 §4.7.3).
    private Step peerUpdates(KeyUpdateRequest request) {
        var reading = keys.reading().next();
        var received = new Connected(
                proof,
                role,
                keys.withReading(reading),
                new Sending(sending.updates(), KeyUpdateRequest.UPDATE_NOT_REQUESTED),
                tickets,
                later);
        var readWith = new ReadWith(reading.recordKeys());
        if (request == KeyUpdateRequest.UPDATE_NOT_REQUESTED) {
            return Step.to(received, readWith);
        }
        var answer = received.update(KeyUpdateRequest.UPDATE_NOT_REQUESTED);
        var effects = new ArrayList<Effect>();
        effects.add(readWith);
        effects.addAll(answer.effects());
        return new Step(answer.next(), effects);
    }

    /// While the peer owes us an answer we must not ask again; our own keys we may replace (RFC 9846 §4.7.3).
    @Override
    public Step updateKeys(KeyUpdateRequest request) {
        return update(
                sending.asked() == KeyUpdateRequest.UPDATE_REQUESTED ? KeyUpdateRequest.UPDATE_NOT_REQUESTED : request);
    }

    @Override
    public boolean canUpdateKeys() {
        return sending.updates() < Sending.MAX_UPDATES;
    }

    private Step update(KeyUpdateRequest request) {
        if (!canUpdateKeys()) {
            return Step.to(this);
        }
        var asked = request == KeyUpdateRequest.UPDATE_REQUESTED ? request : sending.asked();
        var writing = keys.writing().next();
        var next = new Connected(
                proof, role, keys.withWriting(writing), new Sending(sending.updates() + 1, asked), tickets, later);
        return Step.to(next, Send.of(new KeyUpdate(request)), new WriteWith(writing.recordKeys()));
    }

    @Override
    public Optional<Exporter> exporter() {
        return Optional.of(keys.exporter());
    }

    @Override
    public void wipe() {
        keys.wipe();
        tickets.ifPresent(keeper -> keeper.secret().close());
    }
}
