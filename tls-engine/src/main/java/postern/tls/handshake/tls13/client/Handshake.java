package postern.tls.handshake.tls13.client;

import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OfferedTicket;
import postern.tls.handshake.tls13.HandshakeKeys;

/// What all states between ServerHello and Finished know.
///
/// @param settings of this client
/// @param offer the hello that the server answered
/// @param keys of this handshake
/// @param accepted the ticket that the server accepted
/// @param serverCertificates what the server has shown, now or when it gave the ticket
public record Handshake(
        ClientSettings settings,
        Offer offer,
        HandshakeKeys keys,
        Optional<OfferedTicket> accepted,
        List<Bytes> serverCertificates) {
    /// Keeps its own copy of the list.
    public Handshake {
        serverCertificates = List.copyOf(serverCertificates);
    }

    /// Right behind the ServerHello.
    Handshake(ClientSettings settings, Offer offer, HandshakeKeys keys, Optional<OfferedTicket> accepted) {
        this(
                settings,
                offer,
                keys,
                accepted,
                accepted.map(offered -> offered.ticket().session().peer().certificates())
                        .orElse(List.of()));
    }

    /// The same, once the server has shown these.
    Handshake with(List<Bytes> certificates) {
        return new Handshake(settings, offer, keys, accepted, certificates);
    }
}
