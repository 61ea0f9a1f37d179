package postern.tls.handshake.tls13.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.ClientSettings;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Offer;
import postern.tls.handshake.OfferedTicket;
import postern.tls.handshake.Step;
import postern.tls.kx.KeyShare;
import postern.tls.message.ClientHello;
import postern.tls.message.HandshakeCodec;
import postern.tls.param.CipherSuite;
import postern.tls.param.NamedGroup;
import postern.tls.param.ProtocolVersion;
import postern.tls.param.Role;
import postern.tls.schedule.Transcript;

/// The clients of RFC 8448: they say what the trace says, and go on as ours does.
public final class ReplayedClient {
    private ReplayedClient() {}

    /// Sends a first hello with a share for X25519, whose private half is drawn from the settings' randomness.
    public static Step first(ClientSettings settings, Bytes clientHello) {
        var offer = offer(settings, clientHello, NamedGroup.X25519);
        return Step.to(
                new WaitServerHello(settings, offer, Optional.empty()), new Send(offer.hello(), offer.encoding()));
    }

    /// Sends a first hello that offers a ticket with early data.
    public static Step resuming(ClientSettings settings, Bytes clientHello, OfferedTicket ticket) {
        var plain = offer(settings, clientHello, NamedGroup.X25519);
        var offer = new Offer(plain.hello(), clientHello, plain.shares(), Optional.of(ticket), Optional.empty());
        var effects = new ArrayList<Effect>();
        effects.add(new Send(offer.hello(), offer.encoding()));
        effects.addAll(Start.earlyData(offer));
        return new Step(new WaitServerHello(settings, offer, Optional.empty()), effects);
    }

    /// Sends a second hello, with a share for P-256, after a HelloRetryRequest.
    public static Step second(ClientSettings settings, Bytes firstHello, Bytes request, Bytes secondHello) {
        var offer = offer(settings, secondHello, NamedGroup.SECP256R1);
        var suite = CipherSuite.TLS_AES_128_GCM_SHA256;
        var transcript =
                Transcript.afterRetry(suite.hash(), firstHello, request).with(secondHello);
        return Step.to(
                new WaitServerHello(settings, offer, Optional.of(new Retry(suite, transcript))),
                new Send(offer.hello(), offer.encoding()));
    }

    private static Offer offer(ClientSettings settings, Bytes encoding, NamedGroup group) {
        var hello = (ClientHello) HandshakeCodec.read(encoding, ProtocolVersion.TLS13, Role.CLIENT);
        var share = KeyShare.generate(group, settings.surroundings().random());
        return new Offer(hello, encoding, List.of(share));
    }

    /// Sends our own first hello, changed.
    public static Step with(ClientSettings settings, UnaryOperator<ClientHello> change) {
        var offer = Offer.first(settings);
        var hello = change.apply(offer.hello());
        var changed = new Offer(hello, HandshakeCodec.write(hello), offer.shares());
        return Step.to(
                new WaitServerHello(settings, changed, Optional.empty()),
                new Send(changed.hello(), changed.encoding()));
    }

    /// Answers the first message in these records, which is in clear.
    public static Step answering(Step step, Bytes records) {
        int length = records.at(3) << 8 | records.at(4);
        var encoding = records.slice(5, length);
        var message = HandshakeCodec.read(encoding, ProtocolVersion.TLS13, Role.SERVER);
        return step.next().receive(message, encoding);
    }
}
