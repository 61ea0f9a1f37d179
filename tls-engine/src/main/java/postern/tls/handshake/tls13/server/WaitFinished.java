package postern.tls.handshake.tls13.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Effect.Send;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.handshake.tls13.Connected;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.Transcript;

/// WAIT_FINISHED (RFC 9846 §A.2): our flight is out; the client's MAC over everything is to come.
///
/// @param transcript up to our Finished, or to the client's Certificate or CertificateVerify if it was asked
public record WaitFinished(Flight flight, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Finished finished)) {
            throw unexpected(message);
        }
        try (var mac = flight.keys().client().finishedMac()) {
            var verified = mac.verify(finished, transcript);
            flight.keys().wipe();
            var application = flight.main().keys();
            var effects = new ArrayList<Effect>();
            effects.add(new ReadWith(application.reading().recordKeys()));
            effects.addAll(tickets(transcript.with(encoding)));
            return new Step(new Connected(verified, Role.SERVER, application, Optional.empty()), effects);
        }
    }

    private List<Send> tickets(Transcript toClientFinished) {
        var resumption = flight.main().resumption(toClientFinished);
        var surroundings = flight.settings().surroundings();
        if (flight.tickets().isEmpty()) {
            resumption.close();
            return List.of();
        }
        return flight.tickets().get().send(resumption, surroundings);
    }

    /// What is behind early data may be answered before the client's Finished as well (RFC 9846 §2.3).
    @Override
    public boolean maySend() {
        return flight.earlyData() == Flight.EarlyData.TAKEN;
    }

    @Override
    public void wipe() {
        flight.wipe();
    }
}
