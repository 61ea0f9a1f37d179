package postern.tls.handshake.tls12.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Effect.SendChangeCipherSpec;
import postern.tls.handshake.Effect.WriteWith;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Connected;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.FinishedVerified;
import postern.tls.schedule.Transcript;

/// Waits for the client's Finished, the first message under its keys (RFC 5246 §7.4.9). It proves that the client
/// saw the handshake as we did; ours proves the same to it.
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
            return Step.to(
                    new Connected(verified, Role.SERVER),
                    new SendChangeCipherSpec(),
                    new WriteWith(keyed.keys().server()),
                    ours(transcript.with(encoding)));
        }
    }

    private FinishedVerified verified(Finished finished) {
        try (var mac = keyed.master().clientFinished()) {
            return mac.verify(finished, transcript);
        }
    }

    private Send ours(Transcript toClientFinished) {
        try (var mac = keyed.master().serverFinished()) {
            return Send.of(mac.finished(toClientFinished));
        }
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
