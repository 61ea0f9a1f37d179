package postern.tls.handshake.tls12.server;

import java.util.ArrayList;
import java.util.List;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Conclusion;
import postern.tls.handshake.tls12.Connected;
import postern.tls.handshake.tls12.Ending;
import postern.tls.handshake.tls12.OurFinished;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.FinishedVerified;
import postern.tls.schedule.Transcript;

/// Waits for the client's Finished, the first message under its keys (RFC 5246 §7.4.9). It proves that the
/// client saw the handshake as we did; ours proves the same to it.
///
/// @param transcript up to the message before
public record WaitFinished(Keyed keyed, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Finished finished)) {
            throw unexpected(message);
        }
        try (var _ = keyed.master()) {
            var verified = verified(finished);
            return switch (keyed.ours()) {
                case OurFinished.Sent(var ours) ->
                    connected(new Ending(Role.SERVER, verified, ours, Ending.Order.OURS_FIRST), List.of());
                case OurFinished.Due due -> answer(verified, due, transcript.with(encoding));
            };
        }
    }

    private FinishedVerified verified(Finished finished) {
        try (var mac = keyed.master().clientFinished()) {
            return mac.verify(finished, transcript);
        }
    }

    /// In a full handshake the last word is ours, after a ticket if we promised one (RFC 5077 §3.3).
    private Step answer(FinishedVerified verified, OurFinished.Due due, Transcript toClientFinished) {
        var session = keyed.handshake().session(keyed.master());
        var keeping = keyed.handshake().keeping();
        var effects = new ArrayList<Effect>();
        var ticket = keeping.ticket(session);
        ticket.ifPresent(effects::add);
        var messages =
                ticket.map(sent -> toClientFinished.with(sent.encoding())).orElse(toClientFinished);
        effects.addAll(keeping.remembered(session));
        try (var mac = keyed.master().serverFinished()) {
            var ours = mac.finished(messages);
            effects.addAll(List.of(new SendChangeCipherSpec(), new WriteWith(due.writing()), Send.of(ours)));
            return connected(new Ending(Role.SERVER, verified, ours, Ending.Order.THEIRS_FIRST), effects);
        }
    }

    private Step connected(Ending ending, List<Effect> answer) {
        var agreed = keyed.handshake().agreed();
        var effects = new ArrayList<>(answer);
        effects.addAll(Conclusion.learned(agreed, ending));
        var exporter = Conclusion.exporter(agreed, keyed.master());
        return new Step(new Connected(ending, exporter, keyed.handshake().renegotiation()), effects);
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
