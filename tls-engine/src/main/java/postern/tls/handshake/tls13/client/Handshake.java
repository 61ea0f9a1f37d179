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
/// @param known what was learnt since, and early data that may be under way
public record Handshake(
        ClientSettings settings,
        Offer offer,
        HandshakeKeys keys,
        Optional<OfferedTicket> accepted,
        List<Bytes> serverCertificates,
        Later known) {
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
                        .orElse(List.of()),
                new Later(
                        Optional.empty(),
                        offer.offersEarlyData() && accepted.isPresent() ? EarlyData.UNDER_WAY : EarlyData.NONE));
    }

    /// What is known only after the ServerHello.
    ///
    /// @param protocol the application protocol
    record Later(Optional<String> protocol, EarlyData earlyData) {}

    /// Whether our keys are still those of early data.
    enum EarlyData {
        UNDER_WAY,
        NONE
    }

    boolean earlyDataIsUnderWay() {
        return known.earlyData() == EarlyData.UNDER_WAY;
    }

    /// The same, with what the server says in EncryptedExtensions.
    Handshake with(Later learnt) {
        return new Handshake(settings, offer, keys, accepted, serverCertificates, learnt);
    }

    /// The same, once the server has shown these.
    Handshake with(List<Bytes> certificates) {
        return new Handshake(settings, offer, keys, accepted, certificates, known);
    }
}
