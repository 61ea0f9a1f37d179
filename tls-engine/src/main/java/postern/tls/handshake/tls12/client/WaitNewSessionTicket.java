package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Step;
import postern.tls.message.HandshakeMessage;
import postern.tls.message.NewSessionTicket12;
import postern.tls.schedule.Transcript;

/// Waits for the ticket that the server has promised in its hello (RFC 5077 §3.3). It comes in clear, so it is
/// not believed before Finished.
///
/// @param transcript up to the message before
public record WaitNewSessionTicket(Keyed keyed, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof NewSessionTicket12 ticket)) {
            throw unexpected(message);
        }
        return Step.to(new WaitChangeCipherSpec(keyed.with(ticket), transcript.with(encoding)));
    }

    @Override
    public void wipe() {
        keyed.wipe();
    }
}
