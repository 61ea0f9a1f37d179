package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.BeginEarlyData;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Step;
import postern.tls.schedule.Transcript;

/// START (RFC 9846 §A.1): no message is awaited; the client speaks first.
public final class Start {
    private Start() {}

    /// Sends the ClientHello and waits for the answer.
    public static Step begin(ClientSettings settings) {
        var offer = Offer.first(settings);
        var next = new WaitServerHello(settings, offer, Optional.empty());
        var effects = new ArrayList<Effect>();
        effects.add(new Send(offer.hello(), offer.encoding()));
        settings.target().serverName().ifPresent(name -> effects.add(new Learn(new Fact.ServerName(name))));
        if (offer.offersEarlyData()) {
            effects.addAll(earlyData(offer));
        }
        return new Step(next, effects);
    }

    /// From here on data may be sent under a key of the ticket's (RFC 9846 §2.3).
    static List<Effect> earlyData(Offer offer) {
        var ticket = offer.ticket().orElseThrow();
        var effects = new ArrayList<Effect>();
        if (offer.inCompatibilityMode()) {
            effects.add(new SendChangeCipherSpec());
        }
        try (var early = ticket.earlySecret();
                var traffic = early.clientTraffic(
                        ticket.ticket().session().suite(), Transcript.of(ticket.hash(), offer.encoding()))) {
            effects.add(new WriteWith(traffic.recordKeys()));
        }
        effects.add(new BeginEarlyData(ticket.ticket().session().early().limit()));
        return effects;
    }
}
