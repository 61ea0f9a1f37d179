package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.tls.handshake.Choice;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Learn;
import postern.tls.handshake.Effect.LogSecret;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.Fact;
import postern.tls.handshake.Negotiation;
import postern.tls.handshake.RecordLimits;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.message.Finished;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Transcript;

/// A session is resumed: the keys come from it, ServerHello, ChangeCipherSpec and Finished go out (RFC 5246
/// §7.3). No message is awaited.
record Resumed(RecvdClientHello12 received, Resumption resumption) {
    /// To WaitChangeCipherSpec.
    Step proceed() {
        var session = resumption.session();
        var agreement = new Agreement12(
                session.version(),
                new Choice<>("cipher suite", session.suite(), "it is that of the session that is resumed"),
                Optional.empty(),
                Optional.empty(),
                Negotiation.applicationProtocol(
                        received.hello(), received.settings().applicationProtocols()));
        var answer = Answer.to(received, agreement);
        var agreed = answer.agreed();
        try (session) {
            var hello = Send.of(answer.hello(received.hello().legacySessionId(), List.of()));
            var messages = agreed.spec().transcript().with(received.encoding()).with(hello.encoding());
            var master = MasterSecret.resumed(agreed.spec(), session.masterSecret());
            var keys = master.keyBlock(agreed.randoms());
            var ours = finished(master, messages);
            var finished = Send.of(ours);

            var effects = new ArrayList<>(agreement.learned(received.hello()));
            effects.addAll(learned());
            answer.limits().map(RecordLimits::limits).ifPresent(effects::add);
            effects.add(new LogSecret(master, agreed.randoms().client()));
            effects.addAll(List.of(hello, new SendChangeCipherSpec(), new WriteWith(keys.server()), finished));
            var handshake = new Handshake(
                    received.settings(), agreed, new Keeping.Nowhere(), session.peer(), received.secureRenegotiation());
            var keyed = new Keyed(handshake, master, keys.client(), new OurFinished.Sent(ours));
            return new Step(new WaitChangeCipherSpec(keyed, messages.with(finished.encoding())), effects);
        }
    }

    private static Finished finished(MasterSecret master, Transcript messages) {
        try (var mac = master.serverFinished()) {
            return mac.finished(messages);
        }
    }

    private List<Effect> learned() {
        var effects = new ArrayList<Effect>();
        effects.add(new Learn(new Fact.Resumed()));
        resumption.client().ifPresent(client -> effects.add(new Learn(new Fact.Peer(client))));
        return effects;
    }
}
