package postern.tls.handshake.tls13.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.GreaseValues;
import postern.tls.handshake.ServerFeatures.Tickets;
import postern.tls.handshake.Surroundings;
import postern.tls.message.EarlyDataLimit;
import postern.tls.message.Extensions;
import postern.tls.message.NewSessionTicket;
import postern.tls.param.CipherSuite;
import postern.tls.schedule.ResumptionSecret;
import postern.tls.session.ResumableSession;

/// The tickets that go out right behind a handshake (RFC 9846 §4.7.1).
///
/// @param peer whom they stand for
/// @param early what early data they allow
/// @param grease what is added to them and means nothing
record TicketFlight(
        Tickets tickets,
        CipherSuite suite,
        ResumableSession.Peer peer,
        ResumableSession.Early early,
        Optional<GreaseValues> grease) {
    /// A ticket longer than a few records is a nuisance to the client: one whose certificates are that long
    /// proves itself anew.
    private static final int MAX_CERTIFICATES_LENGTH = 1 << 14;

    /// The same for a client that showed these certificates.
    TicketFlight of(List<Bytes> certificates) {
        return new TicketFlight(
                tickets, suite, new ResumableSession.Peer(peer.serverName(), certificates), early, grease);
    }

    /// The messages. The secret is used up.
    List<Send> send(ResumptionSecret secret, Surroundings surroundings) {
        try (secret) {
            var messages = new ArrayList<Send>();
            int length = peer.certificates().stream().mapToInt(Bytes::length).sum();
            for (int i = 0; i < tickets.count() && length <= MAX_CERTIFICATES_LENGTH; i++) {
                messages.add(Send.of(ticket(secret, surroundings, Bytes.of(i))));
            }
            return messages;
        }
    }

    private Extensions extensions() {
        var extensions = early.limit() > 0 ? Extensions.of(new EarlyDataLimit(early.limit())) : Extensions.of();
        return grease.map(values -> values.besides(extensions)).orElse(extensions);
    }

    private NewSessionTicket ticket(ResumptionSecret secret, Surroundings surroundings, Bytes nonce) {
        long ageAdd = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            ageAdd = ageAdd << 8 | surroundings.random().bytes(1).at(0);
        }
        try (var session = new ResumableSession(
                suite, secret.preSharedKey(nonce), surroundings.clock().instant(), ageAdd, peer, early)) {
            var ticket = tickets.keys().seal(session);
            return new NewSessionTicket(Resumption.LIFETIME.toSeconds(), ageAdd, nonce, ticket, extensions());
        }
    }
}
