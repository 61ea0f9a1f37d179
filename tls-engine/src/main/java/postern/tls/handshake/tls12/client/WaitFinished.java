package postern.tls.handshake.tls12.client;

import postern.crypto.bytes.Bytes;
import postern.tls.handshake.Step;
import postern.tls.handshake.tls12.Connected;
import postern.tls.message.Finished;
import postern.tls.message.HandshakeMessage;
import postern.tls.param.Role;
import postern.tls.schedule.MasterSecret;
import postern.tls.schedule.Transcript;

/// Waits for the server's Finished, the first message under its keys (RFC 5246 §7.4.9). It proves that the server
/// saw the handshake as we did.
///
/// @param transcript up to our Finished
public record WaitFinished(MasterSecret master, Transcript transcript) implements Awaiting {
    @Override
    public Step take(HandshakeMessage message, Bytes encoding) {
        if (!(message instanceof Finished finished)) {
            throw unexpected(message);
        }
        try (master;
                var mac = master.serverFinished()) {
            return Step.to(new Connected(mac.verify(finished, transcript), Role.CLIENT));
        }
    }

    @Override
    public void wipe() {
        master.close();
    }
}
