package postern.tls.handshake.tls13.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.State;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.Connected;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.Transcript;

/// WAIT_FINISHED (RFC 9846 §A.2): our flight is out; the client's MAC over everything is to come.
///
/// @param transcript up to our Finished, or to the client's Certificate or CertificateVerify if it was asked
public record WaitFinished(Flight flight, Transcript transcript) implements State {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Finished finished)) {
            throw unexpected(message);
        }
        var application = flight.main().keys();
        try (var mac = flight.keys().client().finishedMac()) {
            var verified = mac.verify(finished, transcript);
            flight.keys().wipe();
            flight.main().main().close();
            var next = new Connected(verified, Role.SERVER, application);
            return Step.to(next, new ReadWith(application.reading().recordKeys()));
        }
    }

    @Override
    public void wipe() {
        flight.wipe();
    }

    /// Dropped (RFC 9846 §5).
    @Override
    public Step changeCipherSpec() {
        return Step.to(this);
    }
}
