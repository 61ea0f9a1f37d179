package postern.tls.handshake.tls13.server;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Effect.EndEarlyData;
import postern.tls.handshake.Effect.ReadWith;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls13.CompatibleState;
import postern.tls.message.EndOfEarlyData;
import postern.tls.message.HandshakeMessage;
import postern.tls.schedule.Transcript;

/// WAIT_EOED (RFC 9846 §A.2): our flight is out; the client's early data comes, and then the word that it is
/// over.
///
/// @param transcript up to our Finished
public record WaitEndOfEarlyData(Flight flight, Transcript transcript) implements CompatibleState {
    @Override
    public Step receive(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof EndOfEarlyData)) {
            throw unexpected(message);
        }
        return Step.to(
                new WaitFinished(flight, transcript.with(encoding)),
                new EndEarlyData(),
                new ReadWith(flight.keys().client().recordKeys()));
    }

    /// The client has the ticket's key, and with it a right to answers to its early data (RFC 9846 §2.3).
    @Override
    public boolean maySend() {
        return true;
    }

    @Override
    public void wipe() {
        flight.wipe();
    }
}
