package postern.tls.handshake.tls13.client;

import java.util.Optional;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Offer;
import postern.tls.handshake.Step;

/// START (RFC 9846 §A.1): no message is awaited; the client speaks first.
public final class Start {
    private Start() {}

    /// Sends the ClientHello and waits for the answer.
    public static Step begin(ClientSettings settings) {
        var offer = Offer.first(settings);
        var next = new WaitServerHello(settings, offer, Optional.empty());
        var send = new Send(offer.hello(), offer.encoding());
        return settings.target()
                .serverName()
                .map(name -> Step.to(next, send, new Learn(new Fact.ServerName(name))))
                .orElseGet(() -> Step.to(next, send));
    }
}
